import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browse, violations } from './browse.ts';
import { confirmedSubmission } from './submissions.ts';

const MANY = 25;
const browsing = browse();

/** A submission to decide on; in a language of its own, so that other journeys' entries are not met. */
function confirmed(language: string, title: string): Promise<string> {
  return confirmedSubmission(browsing.origin, { title, language });
}

async function moderator(language: string, options = {}): Promise<Page> {
  return browsing.signedIn('moderator@stocktaking.example', language, options);
}

/** Presses a key that leads to another page. */
async function follow(page: Page, key: string): Promise<void> {
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
}

/** What has the focus, as `name=value`, id, text or tag. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const on = document.activeElement as HTMLInputElement | null;
    return on?.name ? `${on.name}=${on.value}` : on?.id || on?.textContent?.trim() || on?.tagName || '';
  });
}

test(`${MANY} submissions are decided by keyboard alone in less than a minute`, async () => {
  const ids: string[] = [];
  for (let number = 1; number <= MANY; number++)
    ids.push(await confirmed('sw', `Maktaba ya kijiji namba ${number} ${crypto.randomUUID()}`));
  const page = await moderator('en');
  await page.goto(`${browsing.origin}/en/moderation?language=sw`);
  expect(await page.locator('.queue-table tbody tr').count()).toBe(MANY);

  const began = Date.now();
  await page.keyboard.press('j');
  await follow(page, 'o');
  for (let number = 1; number <= MANY; number++) {
    await page.keyboard.press('a');
    expect(await focused(page)).toBe('then=next');
    await follow(page, 'Enter');
  }
  const seconds = (Date.now() - began) / 1000;
  console.log(`${MANY} submissions decided in ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(60);

  expect(new URL(page.url()).pathname).toBe('/en/moderation');
  expect(new URL(page.url()).searchParams.get('language')).toBe('sw');
  expect(await page.locator('.queue-table').count()).toBe(0);
  for (const id of ids) {
    const answer = await fetch(`${browsing.origin}/api/v1/initiatives/${id}`);
    expect(answer.status).toBe(200);
  }
  await page.context().close();
});

test('keys move, choose and open, do nothing while somebody types, and can be turned off', async () => {
  const titles = ['first', 'second', 'third'].map((word) => `Am ${word} ${crypto.randomUUID()}`);
  const ids: string[] = [];
  for (const title of titles) ids.push(await confirmed('am', title));
  const page = await moderator('en');
  const queue = `${browsing.origin}/en/moderation?language=am`;
  await page.goto(queue);
  for (const [key, title] of [
    ['j', titles[0]],
    ['j', titles[1]],
    ['j', titles[2]],
    ['j', titles[2]],
    ['k', titles[1]],
    ['Control+k', titles[1]],
  ] as const) {
    await page.keyboard.press(key);
    expect(await focused(page)).toBe(title);
  }
  await follow(page, 'o');
  expect(page.url()).toContain(ids[1]);
  await page.keyboard.press('r');
  expect(await focused(page)).toMatch(/^fields=/);
  expect(await page.locator('[name="action"][value="request-changes"]').isChecked()).toBe(true);
  await page.keyboard.press('d');
  expect(await focused(page)).toMatch(/^reason=/);
  await page.locator('#message').focus();
  await page.keyboard.type('a?nord');
  expect(await page.locator('#message').inputValue()).toBe('a?nord');
  expect(await page.locator('[name="action"][value="decline"]').isChecked()).toBe(true);
  await page.locator('#message').fill('');
  await page.locator('a[data-next]').focus();
  await follow(page, 'n');
  expect(page.url()).toContain(`${ids[2]}?language=am`);
  await follow(page, 'n');
  expect(page.url()).toContain(ids[0]);

  await page.keyboard.press('?');
  expect(await page.locator('#keys').isVisible()).toBe(true);
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('a');
  expect(await page.locator('[name="action"]:checked').count()).toBe(0);
  await page.locator('[data-keys-on]').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  expect(await page.locator('#keys').isVisible()).toBe(false);
  await page.keyboard.press('a');
  expect(await page.locator('[name="action"]:checked').count()).toBe(0);
  await page.goto(queue);
  await page.keyboard.press('j');
  expect(await focused(page)).not.toBe(titles[0]);
  await page.locator('[data-keys]').focus();
  await page.keyboard.press('Enter');
  await page.locator('[data-keys-on]').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  expect(await focused(page)).toBe(titles[0]);
  await page.context().close();
});

test('the focus goes through the desk in the order of what is read', async () => {
  await confirmed('ne', `Ne ${crypto.randomUUID()}`);
  const page = await moderator('en');
  await page.goto(`${browsing.origin}/en/moderation?language=ne`);
  const order: string[] = [];
  await page.locator('main').focus();
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    order.push(
      await page.evaluate(() => {
        const on = document.activeElement as HTMLElement;
        const part = on.closest('.desk-links, .places.queue, .places.view, .queue-filters, .queue-table');
        return part?.className.split(' ').at(-1) ?? '';
      }),
    );
  }
  const parts = order.filter((part, place) => part !== order[place - 1]);
  expect(parts.slice(0, 5)).toEqual(['desk-links', 'queue', 'view', 'queue-filters', 'queue-table']);
  await page.context().close();
});

test('who has an entry open is seen by colleagues until the page is left', async () => {
  const id = await confirmed('so', `So ${crypto.randomUUID()}`);
  const path = `${browsing.origin}/en/moderation/${id}`;
  const first = await moderator('en');
  await first.goto(path);
  const second = await browsing.signedIn('admin@stocktaking.example', 'en');
  await second.goto(`${browsing.origin}/en/account`);
  const power = second.locator('form[action$="/staff-power"] button').first();
  await Promise.all([second.waitForEvent('load'), power.click()]);
  await second.goto(path);
  const looking = second.locator('.presence li');
  expect(await looking.count()).toBe(1);
  await first.goto(`${browsing.origin}/en/moderation`);
  await expect
    .poll(
      async () => {
        await second.reload();
        return looking.count();
      },
      { timeout: 10_000 },
    )
    .toBe(0);
  await Promise.all([first.context().close(), second.context().close()]);
});

test.each([
  { language: 'en', width: 1280, dark: false },
  { language: 'en', width: 360, dark: true },
  { language: 'ar', width: 1280, dark: true },
  { language: 'ar', width: 360, dark: false },
])('queue and review are accessible and fit: %o', async ({ language, width, dark }) => {
  const id = await confirmed('yo', `Yo ${crypto.randomUUID()}`);
  const page = await moderator(language, { width, dark });
  for (const path of ['', '?queue=asked', '?queue=new&view=overdue&language=fr', `/${id}?queue=new`]) {
    await page.goto(`${browsing.origin}/${language}/moderation${path}`);
    expect([path, await violations(page)]).toEqual([path, []]);
    const overflow = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect([path, overflow]).toEqual([path, 0]);
  }
  await page.context().close();
});

test.each(['en', 'ar'])(
  'many at once, comparing and what waits beside the queue are accessible in %s',
  async (language) => {
    const ids = [await confirmed('ha', 'Ha one'), await confirmed('ha', 'Ha two')];
    const page = await moderator(language, { width: 360 });
    const looksWell = async () => {
      expect([page.url(), await violations(page)]).toEqual([page.url(), []]);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      expect([page.url(), overflow]).toEqual([page.url(), 0]);
    };
    const shown = async () => (await fetch(`${browsing.origin}/api/v1/initiatives/${ids[0]}`)).status;
    const press = (selector: string) =>
      Promise.all([page.waitForEvent('load'), page.locator(selector).first().click()]);

    for (const path of ['/corrections', '/translations', '/claims', `/${ids[0]}/compare`]) {
      const answer = await page.goto(`${browsing.origin}/${language}/moderation${path}`);
      expect([path, answer?.status()]).toEqual([path, 200]);
      await looksWell();
    }

    await page.goto(`${browsing.origin}/${language}/moderation?queue=new&language=ha`);
    for (const id of ids) await page.locator(`input[name="ids"][value="${id}"]`).check();
    await press('button[form="bulk"], form#bulk button');
    await looksWell();
    await page.locator('input[name="action"][value="approve"]').check();
    await press('form.decision button');
    await looksWell();
    await press('main form button');
    await looksWell();
    expect(await shown()).toBe(200);
    await press('main form button');
    await looksWell();
    await expect.poll(shown, { timeout: 5000 }).toBe(404);
    await page.context().close();
  },
);
