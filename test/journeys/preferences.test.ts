import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browse, lookAtEach, violations } from './browse.ts';
import { addressesOf, openStage, STAGES } from './pages.ts';

const browsing = browse();
const addresses = await addressesOf(browsing.origin);

/** Looks at the pages people see most, and at the steps of the form. */
async function lookAtMain(open: () => Promise<Page>, look: (page: Page) => Promise<string[]>) {
  const { home, search, entry } = addresses;
  const main = [home, search, `${search}?q=zzzznothing`, entry, '/sdgs/4', '/countries/CO', '/sign-in'];
  const pages = await lookAtEach(main, open, async (page, path) => {
    await page.goto(`${browsing.origin}/en${path}`);
    return (await look(page)).map((found) => `${path} ${found}`);
  });
  const steps = await lookAtEach(STAGES, open, async (page, stage) => {
    await openStage(page, browsing.origin, 'en', stage);
    return (await look(page)).map((found) => `step ${stage} ${found}`);
  });
  return [...pages, ...steps];
}

test('whoever wants less motion gets none', async () => {
  const moving = (page: Page): Promise<string[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('*')].flatMap((element) => {
        const style = getComputedStyle(element);
        const times = `${style.transitionDuration},${style.animationDuration}`.split(',');
        const seconds = Math.max(...times.map((time) => Number.parseFloat(time) || 0));
        if (seconds <= 0.01 && style.scrollBehavior !== 'smooth') return [];
        return [`moves for ${seconds} s: ${element.outerHTML.slice(0, 120)}`];
      }),
    );
  const open = () => browsing.page({ prefers: { reducedMotion: 'reduce' } });
  expect(await lookAtMain(open, moving)).toEqual([]);
});

test.each([{ dark: false }, { dark: true }])(
  'whoever wants more contrast gets 7 to 1 for text: %o',
  async ({ dark }) => {
    const open = () => browsing.page({ dark, prefers: { contrast: 'more' } });
    expect(await lookAtMain(open, (page) => violations(page, 'color-contrast-enhanced'))).toEqual([]);
  },
);

/**
 * Goes through a page by Tab, and says where the focus cannot be seen: no outline of 2 px, or one of the colour of what
 * is behind (WCAG 2.4.7, 2.4.13), or covered by something else (2.4.11).
 */
async function unseenFocus(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    const unseen = await page.evaluate(() => {
      const on = document.activeElement;
      if (!(on instanceof HTMLElement) || on === document.body) return 'the end';
      const { left, top, width, height } = on.getBoundingClientRect();
      const top_ = document.elementFromPoint(left + width / 2, top + height / 2);
      const covered = top_ !== null && !on.contains(top_) && !top_.contains(on) && !on.closest('label, td');
      const outlined = (element: Element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      };
      // A row of a check box may carry the outline for it.
      const rows = [on, on.parentElement, on.parentElement?.parentElement];
      if (rows.some((element) => element && outlined(element)) && !covered) return '';
      return `${covered ? 'covered' : 'no outline'}: ${on.outerHTML.slice(0, 120)}`;
    });
    if (unseen === 'the end') break;
    if (unseen) found.push(unseen);
  }
  return found;
}

describe.each([
  { name: 'as it is', prefers: {} },
  { name: 'in forced colours', prefers: { forcedColors: 'active' } },
] as const)('$name', ({ prefers }) => {
  test.each([360, 1280])('the focus is always seen, at %i px', async (width) => {
    expect(await lookAtMain(() => browsing.page({ width, prefers }), unseenFocus)).toEqual([]);
  });
});

/** In forced colours the browser paints over every background, so what only a background says is said no more. */
describe.each([{ dark: false }, { dark: true }])('in forced colours, %o', ({ dark }) => {
  test('the cells of the matrix say their number, and what is chosen or current differs from the rest', async () => {
    const page = await browsing.page({ dark, prefers: { forcedColors: 'active' } });
    await page.goto(`${browsing.origin}/en`);
    const cells = await page.locator('.matrix td').allInnerTexts();
    expect(cells.length).toBeGreaterThan(100);
    expect(cells.filter((text) => /\d/.test(text)).length).toBeGreaterThan(20);
    const style = (selector: string) =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => {
          const {
            textDecorationLine,
            borderBlockEndStyle,
            borderBlockEndColor,
            fontWeight,
            outlineStyle,
            color,
          } = getComputedStyle(element);
          return JSON.stringify({
            textDecorationLine,
            borderBlockEndStyle,
            borderBlockEndColor,
            fontWeight,
            outlineStyle,
            color,
          });
        });
    await page.goto(`${browsing.origin}/en/initiatives`);
    expect(await style('.site-nav a[aria-current]')).not.toBe(await style('.site-nav a:not([aria-current])'));
    await page.context().close();
  });

  test('marked words stand out and can be read', async () => {
    const page = await browsing.page({ dark, prefers: { forcedColors: 'active' } });
    await page.goto(`${browsing.origin}/en/initiatives?q=health`);
    const looks = await page.locator('.card mark').evaluateAll((marks) =>
      marks.map((mark) => {
        const { color, backgroundColor } = getComputedStyle(mark);
        // `rgba(…)` is transparent.
        return { marked: backgroundColor.startsWith('rgb('), readable: color !== backgroundColor };
      }),
    );
    expect(looks.length).toBeGreaterThan(10);
    for (const look of looks) expect(look).toEqual({ marked: true, readable: true });
    await page.context().close();
  });

  test('buttons and fields have an edge', async () => {
    const edgeless = (page: Page): Promise<string[]> =>
      page.evaluate(() =>
        [...document.querySelectorAll<HTMLElement>('.button, .input')]
          .filter((element) => {
            const { borderBlockEndStyle, borderBlockEndWidth } = getComputedStyle(element);
            const edge = borderBlockEndStyle !== 'none' && Number.parseFloat(borderBlockEndWidth) >= 1;
            return element.checkVisibility({ visibilityProperty: true }) && !edge;
          })
          .map((element) => `has no edge: ${element.outerHTML.slice(0, 120)}`),
      );
    const open = () => browsing.page({ dark, prefers: { forcedColors: 'active' } });
    expect(await lookAtMain(open, edgeless)).toEqual([]);
  });

  test('pictures are drawn in the colours of the system', async () => {
    const open = () => browsing.page({ dark, prefers: { forcedColors: 'active' } });
    const lost = (page: Page): Promise<string[]> =>
      page.evaluate(() => {
        const probe = document.createElement('p');
        probe.className = 'visually-hidden';
        document.body.appendChild(probe);
        probe.style.color = 'Canvas';
        const canvas = getComputedStyle(probe).color;
        return [...document.querySelectorAll('svg')]
          .filter((svg) => svg.checkVisibility() && svg.getBoundingClientRect().width > 1)
          .filter((svg) => {
            const parts = [...svg.querySelectorAll('path, circle, rect, line, polyline, polygon, text')];
            return parts.every((part) => {
              const { fill, stroke } = getComputedStyle(part);
              return [fill, stroke].every((colour) => colour === 'none' || colour === canvas);
            });
          })
          .map((svg) => `is not seen: ${svg.outerHTML.slice(0, 120)}`);
      });
    expect(await lookAtMain(open, lost)).toEqual([]);
  });
});
