import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browse } from './browse.ts';
import { SUMMARY } from './submissions.ts';

const browsing = browse();

/** Goes on by Tab until something matches; a reader who has to press longer than this is lost. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let stop = 0; stop < 120; stop++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`Tab does not lead to ${selector} on ${page.url()}`);
}

/** Presses a key that leads to another page. */
async function follow(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

/** Chooses the first of radio buttons, or from a list by its first letters. */
async function choose(page: Page, name: string, letters: string): Promise<void> {
  await tabTo(page, `[name="${name}"]`);
  const list = await page.evaluate(() => document.activeElement?.tagName === 'SELECT');
  if (list) await page.keyboard.type(letters);
  else await page.keyboard.press('Space');
}

test('the first key leads past the menus, to the content', async () => {
  const page = await browsing.page();
  await page.goto(`${browsing.origin}/en/initiatives`);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
  await page.context().close();
});

test.each([1280, 360])(
  'a search is narrowed and an entry opened by keyboard alone, at %i px',
  async (width) => {
    const page = await browsing.page({ width });
    await page.goto(`${browsing.origin}/en/initiatives`);
    await tabTo(page, 'input[name="q"]');
    await page.keyboard.type('health');
    await follow(page, 'Enter');
    expect(new URL(page.url()).searchParams.get('q')).toBe('health');

    const goal = 'input[name="sdg"][value="3"]';
    // Filters may be folded up; whoever opens them finds the boxes behind.
    for (let open = 0; open < 4 && !(await page.locator(goal).isVisible()); open++) {
      await tabTo(page, 'summary');
      const closed = await page.evaluate(() => document.activeElement?.closest('details')?.open === false);
      if (closed) await page.keyboard.press('Enter');
    }
    await tabTo(page, goal);
    await page.keyboard.press('Space');
    await tabTo(page, 'form button[type="submit"]');
    await follow(page, 'Enter');
    expect(new URL(page.url()).searchParams.getAll('sdg')).toContain('3');

    await tabTo(page, '.card-title a');
    const title = await page.evaluate(() => document.activeElement?.textContent ?? '');
    await follow(page, 'Enter');
    expect(await page.locator('h1').innerText()).toBe(title.trim());
    await page.context().close();
  },
);

test('the form is filled in and checked by keyboard alone', async () => {
  const page = await browsing.page();
  const next = async () => {
    await tabTo(page, 'button[name="go"][value="next"]');
    await follow(page, 'Enter');
  };
  await page.goto(`${browsing.origin}/en/submit`);
  await tabTo(page, '[name="title"]');
  await page.keyboard.type('Village libraries of the Uluguru hills');
  await next();
  if (await page.locator('[name="duplicates"]').count()) {
    await tabTo(page, '[name="duplicates"]');
    for (let press = 0; press < 8; press++) {
      if (await page.locator('[name="duplicates"][value="none"]').isChecked()) break;
      await page.keyboard.press('ArrowDown');
    }
    await next();
  }
  await tabTo(page, '[name="summary"]');
  await page.keyboard.insertText(SUMMARY);
  await choose(page, 'kind', 'Project');
  await next();
  await tabTo(page, '[name="organizations.0.name"]');
  await page.keyboard.type('Uluguru Library Trust');
  await choose(page, 'stakeholder_type', 'Civil');
  await next();
  await tabTo(page, '[name="action_lines"]');
  await page.keyboard.press('Space');
  await next();
  await tabTo(page, '[name="sdgs"]');
  await page.keyboard.press('Space');
  await next();
  await tabTo(page, '[name="contact_email"]');
  await page.keyboard.type('keyboard@ngo.example');
  await next();
  expect(await page.locator('main').innerText()).toContain('Village libraries of the Uluguru hills');
  await tabTo(page, 'button[name="go"][value="send"]');
  await page.context().close();
});
