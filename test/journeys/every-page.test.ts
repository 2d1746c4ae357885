import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '#domain/taxonomy/language.ts';
import { browse, lookAtEach, violations } from './browse.ts';
import { addressesOf, openStage, STAGES } from './pages.ts';

const browsing = browse();
const addresses = await addressesOf(browsing.origin);

/** The steps of the form, and each once more with what is wrong in it. */
const STEPS = STAGES.flatMap((stage) => [
  { stage, wrong: false },
  ...(stage === 'duplicates' || stage === 'check' ? [] : [{ stage, wrong: true }]),
]);

/** Every page is seen in both themes and at both widths, in one language or another. */
const LOOKS = [
  { width: 1280, dark: false },
  { width: 360, dark: true },
  { width: 360, dark: false },
  { width: 1280, dark: true },
];

/** What axe finds with our scripts, and without them where that is another document. */
async function withAndWithoutScripts(page: Page, open: () => Promise<unknown>): Promise<string[]> {
  await open();
  const found = await violations(page);
  const document = await page.content();
  await page.route('**/*.js', (route) => route.abort());
  await open();
  if ((await page.content()) !== document)
    for (const violation of await violations(page)) found.push(`without scripts: ${violation}`);
  await page.unroute('**/*.js');
  return found;
}

test.each(LANGUAGES.map((language, place) => ({ language, ...LOOKS[place % LOOKS.length] })))(
  'every page and step is accessible and asks no other site: %o',
  async ({ language, ...look }) => {
    const foreign: string[] = [];
    const open = async () => {
      const page = await browsing.page({ ...look, prefers: { serviceWorkers: 'block' } });
      page.on('request', (request) => {
        if (!request.url().startsWith(`${browsing.origin}/`)) foreign.push(request.url());
      });
      return page;
    };
    const pages = await lookAtEach(addresses.all, open, async (page, path) => {
      const found = await withAndWithoutScripts(page, () =>
        page.goto(`${browsing.origin}/${language}${path}`),
      );
      return found.map((violation) => `${path} ${violation}`);
    });
    const steps = await lookAtEach(STEPS, open, async (page, { stage, wrong }) => {
      const found = await withAndWithoutScripts(page, () =>
        openStage(page, browsing.origin, language, stage, { wrong }),
      );
      if (wrong && (await page.locator('.error-summary a').count()) === 0) found.push('shows no error');
      return found.map((violation) => `step ${stage}, wrong ${wrong}: ${violation}`);
    });
    expect([...pages, ...steps]).toEqual([]);
    expect(foreign).toEqual([]);
  },
);

describe.each(['en', 'ar'] as const)('pages behind a sign-in, in %s', (language) => {
  test('are accessible and fit', async () => {
    const problems: string[] = [];
    for (const withoutOurScripts of [false, true]) {
      const page = await browsing.signedIn('moderator@stocktaking.example', language, {
        withoutOurScripts,
        width: 360,
      });
      for (const path of ['/moderation', '/account']) {
        await page.goto(`${browsing.origin}/${language}${path}`);
        for (const violation of await violations(page)) problems.push(`${path} ${violation}`);
      }
      await page.context().close();
    }
    expect(problems).toEqual([]);
  });
});

test('the README shows the two commands', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toMatch(/npm ci\n\s*npm start/);
});
