import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browse, violations } from './browse.ts';

const { open, origin } = browse();

const list = (page: Page) => page.getByRole('listbox');
const box = (page: Page) => page.locator('#q');

async function type(page: Page, text: string): Promise<void> {
  await box(page).pressSequentially(text, { delay: 20 });
  await list(page).waitFor();
}

/** The option that a screen reader would read. */
async function active(page: Page): Promise<string | null> {
  const id = await box(page).getAttribute('aria-activedescendant');
  return id === null ? null : page.locator(`[id="${id}"]`).innerText();
}

describe('by keyboard', () => {
  test('arrows go through the list and around, and Enter opens what is chosen', async () => {
    const page = await open('/en');
    await type(page, 'agricul');
    expect(await box(page).getAttribute('role')).toBe('combobox');
    expect(await box(page).getAttribute('aria-expanded')).toBe('true');
    expect(await active(page)).toBe(null);
    const labels = await page.getByRole('option').allInnerTexts();
    await expect
      .poll(() => page.locator('p.visually-hidden[role=status]').innerText())
      .toContain(String(labels.length));

    await box(page).press('ArrowUp');
    expect(await active(page)).toBe(labels.at(-1));
    await box(page).press('ArrowDown');
    expect(await active(page)).toBe(null);
    await box(page).press('ArrowDown');
    expect(await active(page)).toBe('agriculture');
    expect(await page.locator('[aria-selected="true"]').count()).toBe(1);
    await box(page).press('Home');
    expect(await active(page)).toBe(null);
    expect(await page.evaluate('document.activeElement.id')).toBe('q');

    await box(page).press('ArrowDown');
    await Promise.all([page.waitForEvent('load'), box(page).press('Enter')]);
    expect(page.url()).toBe(`${origin}/en/initiatives?q=agriculture`);
    await page.context().close();
  });

  test('Enter without a choice is the plain search', async () => {
    const page = await open('/en');
    await type(page, 'agricul');
    await Promise.all([page.waitForEvent('load'), box(page).press('Enter')]);
    expect(page.url()).toBe(`${origin}/en/initiatives?q=agricul`);
    await page.context().close();
  });

  test('Escape and leaving close the list and keep the words; arrows open it again', async () => {
    const page = await open('/en/initiatives');
    await type(page, 'broadb');
    await box(page).press('Escape');
    expect(await list(page).count()).toBe(0);
    expect(await box(page).getAttribute('aria-expanded')).toBe('false');
    expect(await box(page).inputValue()).toBe('broadb');
    await box(page).press('ArrowDown');
    expect(await active(page)).not.toBe(null);
    await box(page).press('Tab');
    expect(await list(page).count()).toBe(0);
    expect(await box(page).inputValue()).toBe('broadb');
    await page.context().close();
  });
});

test('a press on a suggestion opens it', async () => {
  const page = await open('/en', { width: 360 });
  await type(page, 'bangl');
  await Promise.all([
    page.waitForEvent('load'),
    page.getByRole('option', { name: 'Bangladesh' }).first().click(),
  ]);
  expect(page.url()).toBe(`${origin}/en/initiatives?country=BD`);
  await page.context().close();
});

test('what an input method has not settled is not asked for, and its keys are left to it', async () => {
  const page = await open('/zh');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/suggest')) asked.push(new URL(request.url()).searchParams.get('q') ?? '');
  });
  await box(page).focus();
  const session = await page.context().newCDPSession(page);
  for (const text of ['n', 'no', 'non', 'nong'])
    await session.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  await page.waitForTimeout(400);
  expect(asked).toEqual([]);
  await session.send('Input.insertText', { text: '农业' });
  await list(page).waitFor();
  expect(asked).toEqual(['农业']);
  await page.context().close();
});

test('only what was typed last is asked for, and an old answer never comes up', async () => {
  const page = await open('/en');
  const asked: string[] = [];
  await page.route('**/api/v1/suggest**', async (route) => {
    const q = new URL(route.request().url()).searchParams.get('q') ?? '';
    asked.push(q);
    if (q === 'edu') await new Promise((resolve) => setTimeout(resolve, 800));
    await route.continue().catch(() => undefined);
  });
  await box(page).pressSequentially('edu', { delay: 20 });
  await expect.poll(() => asked).toEqual(['edu']);
  await box(page).fill('broadband');
  await list(page).waitFor();
  await page.waitForTimeout(900);
  expect(asked).toEqual(['edu', 'broadband']);
  expect(await page.getByRole('option').first().innerText()).toMatch(/broadband/i);
  await page.context().close();
});

test('without an answer the box is a plain search', async () => {
  const page = await open('/en');
  await page.route('**/api/v1/suggest**', (route) => route.abort());
  await box(page).pressSequentially('education');
  await page.waitForTimeout(500);
  expect(await list(page).count()).toBe(0);
  await Promise.all([page.waitForEvent('load'), box(page).press('Enter')]);
  expect(page.url()).toContain('/en/initiatives?q=education');
  await page.context().close();
});

describe.each([
  { language: 'en', q: 'digital', width: 1280, dark: false },
  { language: 'en', q: 'digital', width: 360, dark: true },
  { language: 'ar', q: 'الرقم', width: 1280, dark: true },
  { language: 'ar', q: 'itu', width: 360, dark: false },
  { language: 'zh', q: '农', width: 360, dark: false },
])('$language at $width, dark $dark', ({ language, q, width, dark }) => {
  test.each(['', '/initiatives'])('the open list is accessible and fits: %s', async (path) => {
    const page = await open(`/${language}${path}`, { width, dark });
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    await type(page, q);
    await box(page).press('ArrowDown');
    expect(await violations(page)).toEqual([]);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(overflow).toBeLessThanOrEqual(0);
    expect(problems).toEqual([]);
    // The list stands under the box and begins where it begins, from whichever side one reads.
    const [input, popup] = await Promise.all([box(page).boundingBox(), list(page).boundingBox()]);
    if (!input || !popup) throw new Error('not shown');
    expect(popup.y).toBeGreaterThanOrEqual(input.y + input.height);
    const edge = (rectangle: typeof input) => rectangle.x + (language === 'ar' ? rectangle.width : 0);
    expect(Math.abs(edge(popup) - edge(input))).toBeLessThanOrEqual(1);
    await page.context().close();
  });
});

test('a search within some initiatives suggests nothing from elsewhere', async () => {
  const page = await open('/en/sdgs/4');
  expect(await page.locator('[data-suggest]').count()).toBe(0);
  expect(await page.locator('script[src*="suggest"]').count()).toBe(0);
  await page.context().close();
});
