import axe from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, inject } from 'vitest';
import { launch } from '#test/support/browser.ts';

export interface PageOptions {
  script?: boolean;
  /** Keeps our scripts from loading while the browser can still run the checks of a test. */
  withoutOurScripts?: boolean;
  width?: number;
  dark?: boolean;
  /** What the person has told the system, and whether pages may have a service worker. */
  prefers?: Pick<BrowserContextOptions, 'contrast' | 'forcedColors' | 'reducedMotion' | 'serviceWorkers'>;
}

export interface Browsing {
  origin: string;
  /** A page of a person with no cookies. */
  page(options?: PageOptions): Promise<Page>;
  /** Such a page on an address of the register, once it asks for nothing more. */
  open(path: string, options?: PageOptions): Promise<Page>;
  /** A page of somebody signed in by the mailed link. */
  signedIn(email: string, language: string, options?: PageOptions): Promise<Page>;
}

interface LocalMail {
  to: string;
  subject: string;
  text: string;
}

/** Mails to an address, newest first. */
export async function mailsTo(origin: string, email: string): Promise<LocalMail[]> {
  const answer = await fetch(`${origin}/dev/mail.json?to=${encodeURIComponent(email)}`);
  return (await answer.json()) as LocalMail[];
}

/** The newest mailed link to an address that holds `part`; waits for the mail. */
export async function lastLink(origin: string, email: string, part: string): Promise<string> {
  for (let attempt = 0; attempt < 100; attempt++) {
    for (const mail of await mailsTo(origin, email)) {
      const link = mail.text.match(/https?:\/\/\S+/g)?.find((address) => address.includes(part));
      if (link) return link;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no mail to ${email} with ${part}`);
}

/** A browser on the server of the journeys, for all tests of the file that asks for it. */
export function browse(): Browsing {
  const origin = inject('origin');
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser.close());
  const page: Browsing['page'] = async (options = {}) => {
    const context = await browser.newContext({
      javaScriptEnabled: options.script ?? true,
      viewport: { width: options.width ?? 1280, height: 800 },
      colorScheme: options.dark ? 'dark' : 'light',
      ...options.prefers,
    });
    context.setDefaultTimeout(30_000);
    if (options.withoutOurScripts) await context.route('**/*.js', (route) => route.abort());
    return context.newPage();
  };
  return {
    origin,
    page,
    async open(path, options) {
      const opened = await page(options);
      await opened.goto(origin + path, { waitUntil: 'networkidle' });
      return opened;
    },
    async signedIn(email, language, options) {
      const answer = await fetch(`${origin}/api/v1/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'accept-language': language },
        body: JSON.stringify({ email }),
      });
      if (answer.status !== 202) throw new Error(`sign-in answered ${answer.status}`);
      const opened = await page(options);
      await opened.goto(await lastLink(origin, email, '/session'));
      return opened;
    },
  };
}

/**
 * Looks at many things, four at a time, because most of the time is waiting, each of the four on a page of its own; what
 * was found, in the order of the things.
 */
export async function lookAtEach<T>(
  things: readonly T[],
  open: () => Promise<Page>,
  look: (page: Page, thing: T) => Promise<string[]>,
): Promise<string[]> {
  const found: string[][] = [];
  const left = things.entries();
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      const page = await open();
      for (const [place, thing] of left) found[place] = await look(page, thing);
      await page.context().close();
    }),
  );
  return found.flat();
}

/**
 * Violations of WCAG 2.2 A and AA and of axe's best practices, in a line each.
 *
 * @param rule one rule alone, of those that axe does not ask by itself
 */
export async function violations(page: Page, rule?: 'color-contrast-enhanced'): Promise<string[]> {
  // Added through the protocol, because the content security policy refuses foreign scripts, as it should.
  await page.evaluate(axe.source);
  const options = {
    resultTypes: ['violations'],
    // No rule of ours reads style sheets, so they need not be fetched again.
    preload: false,
    ...(rule ? { runOnly: [rule] } : { rules: { 'target-size': { enabled: true } } }),
  };
  const found = (await page.evaluate(`axe.run(${JSON.stringify(options)})`)) as {
    violations: { id: string; nodes: { html: string }[] }[];
  };
  return found.violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .map((node) => node.html)
        .slice(0, 3)
        .join(' | ')}`,
  );
}
