import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browse } from './browse.ts';

const { open } = browse();

/** Whether a point in the middle of an element shows it, and not something over it. */
const isOnTop = (page: Page, selector: string) =>
  page.locator(selector).evaluate((element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    return element.contains(document.elementFromPoint(left + width / 2, top + height / 2));
  });

describe.each([
  { language: 'en', apply: 'Show results', sort: 'Title' },
  { language: 'ar', apply: 'عرض النتائج', sort: 'العنوان' },
])('on a phone without scripts, in $language', ({ language, apply, sort }) => {
  test('filters open as a sheet over the page, and its button shows the results', async () => {
    const page = await open(`/${language}/initiatives?q=health`, { script: false, width: 320 });
    const button = page.locator('.filters > summary');
    expect((await button.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await button.click();

    expect(await page.locator('.results').isVisible()).toBe(false);
    expect(await page.locator('.site-footer').isVisible()).toBe(false);
    const heights = await page
      .locator('#facet-action_line .facet-option')
      .evaluateAll((options) => options.map((option) => option.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await page.locator('#facet-action_line').getByRole('checkbox').first().check();
    await page.locator('#facet-status summary').click();
    await page.locator('#facet-status').getByRole('checkbox').first().check();
    const shown = page.getByRole('button', { name: apply });
    expect(await shown.evaluate((element) => element.getBoundingClientRect().bottom <= innerHeight)).toBe(
      true,
    );
    await shown.click();

    expect(new URL(page.url()).searchParams.getAll('action_line')).toEqual(['C1']);
    expect(await page.locator('.filters > summary .facet-chosen').innerText()).toBe('2');
    expect(await page.locator('.filters').getAttribute('open')).toBe(null);
    expect(await page.locator('#q').inputValue()).toBe('health');
    await page.context().close();
  });

  test('the box stays on the screen, and an order takes one step', async () => {
    const page = await open(`/${language}/initiatives?q=digital`, { script: false, width: 360 });
    await page.getByRole('link', { name: sort, exact: true }).click();
    expect(new URL(page.url()).searchParams.get('sort')).toBe('title');
    await page.locator('.pagination').scrollIntoViewIfNeeded();
    const box = await page.locator('#q').boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(100);
    await page.context().close();
  });
});

test('Escape closes the sheet, and the button that opened it has the focus again', async () => {
  const page = await open('/en/initiatives', { width: 360 });
  const sheet = page.locator('.filters-sheet');
  await page.locator('.filters > summary').press('Enter');
  await sheet.waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'hidden' });
  expect(await page.locator('.filters > summary').evaluate((summary) => summary.matches(':focus'))).toBe(
    true,
  );
  await page.context().close();
});

test('beside the results the filters are open, and their button calls once something waits for it', async () => {
  const page = await open('/en/initiatives', { width: 1280 });
  const button = page.getByRole('button', { name: 'Show results' });
  const colour = () => button.evaluate((element) => getComputedStyle(element).backgroundColor);
  const before = await colour();
  await page.getByRole('checkbox', { name: /Infrastructure/ }).check();
  await page.waitForTimeout(300);
  expect(await colour()).not.toBe(before);
  await page.getByRole('checkbox', { name: /Infrastructure/ }).uncheck();
  await page.waitForTimeout(300);
  expect(await colour()).toBe(before);
  await page.mouse.wheel(0, 2000);
  await page.waitForTimeout(300);
  expect(await isOnTop(page, '.filters-apply button')).toBe(true);
  await page.context().close();
});
