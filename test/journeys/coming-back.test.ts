import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browse, violations } from './browse.ts';
import { patiently } from './offline.ts';
import { layoutShift } from './wire.ts';

const browsing = browse();

/** What is typed is kept after a moment of no changes. */
const KEPT = 1200;
const step = (page: Page, name: string) => page.locator(`section[data-stage="${name}"]`);

/** A page to which scripts come late, so that whatever they change is seen to change. */
async function pageWithLateScripts(width: number): Promise<Page> {
  const page = await browsing.page({ width, prefers: { serviceWorkers: 'block' } });
  await page.route('**/*.js', (route) => setTimeout(() => route.continue().catch(() => undefined), 300));
  return page;
}

/** Opens a page, or the same one again, and says what moves on it after it was painted. */
async function moves(page: Page, address?: string): Promise<string[]> {
  await (address ? page.goto(browsing.origin + address) : page.reload());
  await page.waitForLoadState('networkidle');
  const { score, moved } = await layoutShift(page);
  return score === 0 ? [] : [`${address ?? 'again'} moves by ${score.toFixed(4)}`, ...moved];
}

describe.each([
  ['en', 360],
  ['ar', 1280],
] as const)('in %s, %i pixels wide', (language, width) => {
  test('what was begun here is offered where nothing moves, and gives way to who begins another', async () => {
    const page = await pageWithLateScripts(width);
    const address = `/${language}/submit`;
    const offers = page.locator('[data-draft-offers]');
    for (const title of ['Radio for the river', 'Radio for the lake']) {
      await page.goto(browsing.origin + address);
      await page.waitForLoadState('networkidle');
      await page.locator('#title').fill(title);
      await page.waitForTimeout(KEPT);
    }
    expect(await moves(page, address)).toEqual([]);
    expect(await offers.locator('form').count()).toBe(2);
    expect(await violations(page)).toEqual([]);
    const [box, window] = [await offers.boundingBox(), page.viewportSize()];
    expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(window?.height);
    expect(box?.width).toBe(window?.width);
    expect(await page.locator('[data-draft-status] + [role=status]').innerText()).toBe(
      await offers.locator('summary').innerText(),
    );

    await page.locator('#title').fill('Quite another entry');
    expect(await offers.locator('form').first().isVisible()).toBe(false);
    await offers.locator('summary').click();
    await offers.locator('form', { hasText: 'Radio for the lake' }).locator('button[name="go"]').click();
    await patiently(() => page.locator('#title').inputValue()).toBe('Radio for the lake');
    await page.context().close();
  });

  test('the form for when there is no connection becomes steps before anybody sees it, wherever it was left', async () => {
    const page = await pageWithLateScripts(width);
    const address = `/${language}/submit/offline`;
    expect(await moves(page, address)).toEqual([]);
    await page.locator('[name="title"]').fill('Radio for the river');
    await step(page, 'title').locator('[data-go="after"]').click();
    await page.locator('[name="kind"]').selectOption('project');
    await page.locator('details:has(input[value="TZ"]) > summary').click();
    await page.locator('[name="countries"][value="TZ"]').check();
    await page.waitForTimeout(KEPT);

    // The same address again, the address of no step, and a step far down the page.
    expect(await moves(page)).toEqual([]);
    expect(await page.locator('[name="countries"][value="TZ"]').isChecked()).toBe(true);
    expect(await moves(page, address)).toEqual([]);
    expect(await step(page, 'about').isVisible()).toBe(true);
    expect(await page.locator('#goes-on').isVisible()).toBe(true);
    await page.evaluate(() => location.assign('#stage-goals'));
    await step(page, 'goals').waitFor();
    expect(await moves(page)).toEqual([]);
    const { y = -1 } = (await step(page, 'goals').locator('h2').boundingBox()) ?? {};
    expect([y >= 0, y < 800]).toEqual([true, true]);
    await page.context().close();
  });
});

test('where the script of that form does not come, the form is there as it is', async () => {
  const page = await browsing.page({ withoutOurScripts: true });
  await page.goto(`${browsing.origin}/en/submit/offline`);
  await page.locator('[name="contact_email"]').waitFor();
  expect(await page.locator('[name="title"]').isVisible()).toBe(true);
  expect(await page.locator('[data-go]:visible').count()).toBe(0);
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});
