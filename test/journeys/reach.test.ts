import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browse, lookAtEach } from './browse.ts';
import { addressesOf, openStage, STAGES } from './pages.ts';

const browsing = browse();
const addresses = await addressesOf(browsing.origin);

/** Looks at every public page and step of the form in one language. */
async function everywhere(
  language: 'en' | 'ar',
  open: () => Promise<Page>,
  look: (page: Page) => Promise<string[]>,
): Promise<string[]> {
  const pages = await lookAtEach(addresses.all, open, async (page, path) => {
    await page.goto(`${browsing.origin}/${language}${path}`);
    return (await look(page)).map((found) => `${path} ${found}`);
  });
  const steps = await lookAtEach(STAGES, open, async (page, stage) => {
    await openStage(page, browsing.origin, language, stage);
    return (await look(page)).map((found) => `step ${stage} ${found}`);
  });
  return [...pages, ...steps];
}

/** Whether one has to scroll sideways to read, and what stands out (WCAG 1.4.10). */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      return right > clientWidth + 1 || left < -1;
    });
    const [first] = out;
    return [`is ${scrollWidth - clientWidth} px too wide: ${first?.outerHTML.slice(0, 150) ?? ''}`];
  });
}

/** Text that is cut off because it does not fit its box (WCAG 1.4.4). */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button, a, label, h1, h2, h3, p, th, td, summary')]
      .filter((element) => {
        const style = getComputedStyle(element);
        if (element.closest('.visually-hidden, .skip-link') || style.textOverflow === 'ellipsis')
          return false;
        const hidden = (overflow: string) => overflow === 'hidden' || overflow === 'clip';
        return (
          (hidden(style.overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (hidden(style.overflowY) && element.scrollHeight > element.clientHeight + 1)
        );
      })
      .map((element) => `cuts off: ${element.outerHTML.slice(0, 150)}`),
  );
}

/** The usual size of text in the browser, in pixels; twice that is what WCAG asks for. */
const TEXT = 16;

async function setText(page: Page, size: number): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.enable');
  await session.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } });
  await session.detach();
}

test.each(['en', 'ar'] as const)(
  'everything fits 320 px, a desk at twice the zoom and text of twice the size, and a thumb, in %s',
  async (language) => {
    const fits = async (page: Page) => [...(await tooWide(page)), ...(await cutOff(page))];
    const open = () => browsing.page({ prefers: { serviceWorkers: 'block' } });
    const found = await everywhere(language, open, async (page) => {
      const wrong: string[] = [];
      // 1280 px at 200 % are 640.
      for (const width of [640, 360, 320]) {
        await page.setViewportSize({ width, height: 780 });
        const here = [...(await fits(page)), ...(width === 360 ? await tooSmall(page) : [])];
        wrong.push(...here.map((what) => `at ${width} px ${what}`));
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await setText(page, 2 * TEXT);
      wrong.push(...(await fits(page)).map((what) => `with large text ${what}`));
      await setText(page, TEXT);
      return wrong;
    });
    expect(found).toEqual([]);
  },
);

/**
 * Main controls lower than 44 px: buttons, fields, what unfolds, the main menu, and the row of a check box or radio
 * button. Links in text are held to 24 px by axe.
 */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'button, select, textarea, summary, .button, .site-nav a, input:not([type="hidden"])',
    );
    return [...controls].flatMap((control) => {
      const choice = control instanceof HTMLInputElement && /^(?:checkbox|radio)$/.test(control.type);
      const pressed = choice ? (control.labels?.[0] ?? control) : control;
      const { width, height } = pressed.getBoundingClientRect();
      const shown = control.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
      if (!shown || height >= 43.5 || control.closest('.visually-hidden, [aria-hidden="true"]')) return [];
      return [`has a control of ${Math.round(height)} px: ${pressed.outerHTML.slice(0, 150)}`];
    });
  });
}
