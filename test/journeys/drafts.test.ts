import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { launchProfile } from '#test/support/browser.ts';
import { browse, lastLink, violations } from './browse.ts';

const browsing = browse();
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

const NEXT = 'button[name="go"][value="next"]';
const STATUS = '[data-draft-status] span';
/** Of what a script does by itself, while the machine does other things. */
const SLOW = { timeout: 20_000 };
const OFFERS = '[data-draft-offers]';

async function next(page: Page): Promise<void> {
  await page.locator(`main ${NEXT}`).first().click();
  await page.waitForLoadState();
}

/** Writes the title of a new entry and goes on to what it is about. */
async function begin(page: Page, title: string, language = 'en'): Promise<void> {
  await page.goto(`${browsing.origin}/${language}/submit`);
  await page.locator('#title').fill(title);
  await next(page);
  await page.locator('#summary').waitFor();
}

/** Waits until the line below the form says where the answers are kept. */
async function says(page: Page, words: string): Promise<void> {
  await page.locator(STATUS, { hasText: words }).waitFor();
}

/** Waits until an answer is kept on the device, which a moment of no changes comes before. */
async function keptHere(page: Page, answer: [name: string, value: string]): Promise<void> {
  const copies = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opened = indexedDB.open('stocktaking');
          opened.onsuccess = () => {
            const all = opened.result.transaction('drafts').objectStore('drafts').getAll();
            all.onsuccess = () => {
              opened.result.close();
              resolve(JSON.stringify(all.result));
            };
          };
        }),
    );
  await expect.poll(copies, SLOW).toContain(JSON.stringify(answer));
}

/** Ends a browser as a crash does: nothing in it is asked. */
async function crash(context: BrowserContext): Promise<void> {
  const pid = await pidOf(context);
  process.kill(pid, 'SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 500));
}

async function pidOf(context: BrowserContext): Promise<number> {
  const [page] = context.pages();
  const session = await (page ?? (await context.newPage())).context().browser()?.newBrowserCDPSession();
  if (!session) throw new Error('no browser to ask');
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const pid = processInfo.find(({ type }) => type === 'browser')?.id;
  if (!pid) throw new Error('no browser process');
  return pid;
}

test.each([
  ['en', 'Saved on this device', 'Begun on this device'],
  ['ar', 'حُفظ على هذا الجهاز', 'بدأتموها على هذا الجهاز'],
])('what was typed before a crash is offered afterwards, in %s', async (language, saved, begun) => {
  const folder = mkdtempSync(join(tmpdir(), 'stocktaking-profile-'));
  folders.push(folder);
  const title = `Radio for the river ${crypto.randomUUID()}`;
  const before = await launchProfile(folder);
  const page = await before.newPage();
  await begin(page, title, language);
  await page.locator('#summary').fill('Fishermen hear the weather');
  await page.locator('input[name="countries"][value="TZ"]').evaluate((box: HTMLInputElement) => box.click());
  await says(page, saved);
  await keptHere(page, ['countries', 'TZ']);
  await crash(before);

  const after = await launchProfile(folder);
  const again = await after.newPage();
  await again.goto(`${browsing.origin}/${language}/submit`);
  const offer = again.locator(OFFERS);
  await offer.getByText(title).waitFor();
  expect(await offer.innerText()).toContain(begun);
  expect(await violations(again)).toEqual([]);
  // Beginning another entry leaves the first one alone.
  await again.locator('#title').fill('Quite another entry');
  await says(again, saved);
  await again.reload();
  await offer.getByText('Quite another entry').waitFor();
  expect(await offer.locator('.draft-row').count()).toBe(2);

  await offer.locator('.draft-row', { hasText: title }).locator('button[name="go"]').click();
  await again.locator('#summary').waitFor();
  expect(await again.locator('#summary').inputValue()).toBe('Fishermen hear the weather');
  expect(await again.locator('input[name="countries"]:checked').inputValue()).toBe('TZ');
  expect(await again.locator('input[name="title"]').inputValue()).toBe(title);
  expect(await violations(again)).toEqual([]);
  await again.goto(`${browsing.origin}/${language}/submit`);
  await offer
    .locator('.draft-row', { hasText: 'Quite another entry' })
    .locator('button[type="button"]')
    .click();
  await again.reload();
  await offer.getByText(title).waitFor();
  expect(await offer.locator('.draft-row').count()).toBe(1);
  await after.close();
});

test('a mailed link takes the draft of this device to the server', async () => {
  const email = `drafts-${crypto.randomUUID()}@ngo.example`;
  const page = await browsing.page();
  await begin(page, 'A draft to be kept');
  await page.locator('#summary').fill('Not finished yet');
  await says(page, 'Saved on this device');
  await page.locator('[data-draft-keep] summary').click();
  await page.locator('#keep-email').fill(email);
  await page.locator('[data-draft-keep] button').click();
  await page.getByText('Open it in this browser').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(await lastLink(browsing.origin, email, '/drafts/begin/'));
  await page.locator('input[name="draft"]').waitFor({ state: 'attached' });
  expect(await page.locator('#summary').inputValue()).toBe('Not finished yet');

  await page.goto(`${browsing.origin}/en/account`);
  await page.getByRole('link', { name: 'A draft to be kept', exact: true }).click();
  expect(await page.locator('#summary').inputValue()).toBe('Not finished yet');
  // Nothing of it is left on the device, which may be anybody's.
  await page.goto(`${browsing.origin}/en/submit`);
  await page.waitForLoadState('networkidle');
  expect(await page.locator(OFFERS).isVisible()).toBe(false);
});

test.each(['en', 'ar'])(
  'two devices: both versions are shown and nothing is lost, in %s',
  async (language) => {
    const desk = await browsing.signedIn('submitter@stocktaking.example', language);
    const phone = await browsing.signedIn('submitter@stocktaking.example', language, { width: 360 });
    const saved = language === 'en' ? 'Saved in your draft' : 'حُفظ في مسودتكم';
    await begin(desk, `Two devices ${language}`, language);
    const address = `${browsing.origin}/${language}/submit?draft=${await desk.locator('input[name="draft"]').inputValue()}`;
    await phone.goto(address);
    await phone.locator('#summary').fill('Written on the phone');
    await says(phone, saved);

    // Other answers of the two meet in the draft.
    await desk.locator('#start_date').fill('2024');
    await expect.poll(() => desk.locator('#summary').inputValue(), SLOW).toBe('Written on the phone');

    // The same answer is not overwritten by either.
    await phone.locator('#summary').fill('Written on the phone, again');
    await says(phone, saved);
    await expect.poll(() => phone.locator('input[name="draft_version"]').inputValue(), SLOW).toBe('4');
    await desk.locator('#summary').fill('Written on the desk');
    const notice = desk.locator('[data-draft-conflict]');
    await notice.waitFor();
    expect(await violations(desk)).toEqual([]);
    await notice.locator('a').click();
    await desk.waitForLoadState();
    const main = desk.locator('main');
    for (const words of ['Written on the phone, again', 'Written on the desk'])
      expect(await main.innerText()).toContain(words);
    expect(await violations(desk)).toEqual([]);
    await phone.goto(desk.url());
    expect(await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(
      0,
    );
    await desk.locator('#summary-copy').check();
    await desk.locator('button[name="take"][value="chosen"]').click();
    await desk.locator('#summary').waitFor();
    expect(await desk.locator('#summary').inputValue()).toBe('Written on the desk');
    expect(await desk.locator('#start_date').inputValue()).toBe('2024');
    await phone.goto(address.replace('/submit?draft=', '/drafts/'));
    expect(await violations(phone)).toEqual([]);
    expect(await phone.locator('main a[href*="/copies/"]').count()).toBe(2);
  },
);

test('what could not be sent comes to the server when the draft is opened again', async () => {
  const page = await browsing.signedIn('submitter@stocktaking.example', 'en');
  await begin(page, 'Without a connection');
  const address = `${browsing.origin}/en/submit?draft=${await page.locator('input[name="draft"]').inputValue()}`;
  await page.context().setOffline(true);
  await page.locator('#summary').fill('Typed on the train');
  await says(page, 'Saved on this device');
  await page.close();
  const context = page.context();
  await context.setOffline(false);
  const later = await context.newPage();
  await later.goto(address);
  await expect.poll(() => later.locator('#summary').inputValue(), SLOW).toBe('Typed on the train');
  const elsewhere = await browsing.signedIn('submitter@stocktaking.example', 'en', { script: false });
  await elsewhere.goto(address);
  expect(await elsewhere.locator('#summary').inputValue()).toBe('Typed on the train');
});

test('what was typed after the session ended is there once somebody has signed in again', async () => {
  const email = 'submitter@stocktaking.example';
  const page = await browsing.signedIn(email, 'en');
  await begin(page, 'A session that ended');
  const address = `/en/submit?draft=${await page.locator('input[name="draft"]').inputValue()}`;
  await page.context().clearCookies();
  await page.locator('#summary').fill('Typed after the session ended');
  await says(page, 'Saved on this device');
  await next(page);
  await page.getByText('You are signed out').waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(browsing.origin + address);
  await page.locator('#email').fill(email);
  await page.locator('main form').first().locator('button').click();
  await page.waitForURL(/\/sign-in\/sent/);
  await page.goto(await lastLink(browsing.origin, email, '/session'));
  await expect.poll(() => page.locator('#summary').inputValue(), SLOW).toBe('Typed after the session ended');
});

test('without scripts each stage is saved, and an invited colleague works on it too', async () => {
  const owner = await browsing.signedIn('submitter@stocktaking.example', 'en', { script: false });
  await begin(owner, 'Saved without a script');
  await owner.locator('#summary').fill('Too short, and kept');
  await next(owner);
  await owner.getByRole('link', { name: 'Draft and people' }).click();
  await owner.getByRole('button', { name: 'Make a link' }).click();
  const link = await owner.locator('#invitation').inputValue();

  const colleague = await browsing.signedIn('moderator@stocktaking.example', 'en', { script: false });
  await colleague.goto(link);
  await colleague.getByRole('button', { name: 'Join' }).click();
  await colleague.getByRole('link', { name: 'Resume' }).click();
  expect(await colleague.locator('#title, input[name="title"]').first().inputValue()).toBe(
    'Saved without a script',
  );
  expect(await colleague.locator('#summary, input[name="summary"]').first().inputValue()).toBe(
    'Too short, and kept',
  );
  expect(await colleague.locator('[data-draft-others]').innerText()).toContain('is editing');
});

test('changes of an entry that were not sent are offered on its page', async () => {
  const page = await browsing.signedIn('submitter@stocktaking.example', 'en');
  const email = 'submitter@stocktaking.example';
  const answer = await fetch(`${browsing.origin}/api/v1/initiatives`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      title: 'Boats that carry books',
      language: 'en',
      summary: 'Boats bring books to villages along the river. '.repeat(6),
      kind: 'project',
      stakeholder_type: 'civil-society',
      action_lines: ['C3'],
      sdgs: [4],
      organizations: [{ name: 'Book Boat Trust' }],
      contact_email: email,
    }),
  });
  expect(answer.status).toBe(201);
  await page.goto(await lastLink(browsing.origin, email, '/confirm/'));
  await page.locator('main a[href*="/status/"]').first().click();
  await page.waitForURL(/\/status\//);
  const form = page.locator('form[data-draft^="edit:"]');
  const unfold = () =>
    page.evaluate(() => {
      for (const fold of document.querySelectorAll('details')) fold.open = true;
    });
  await unfold();
  await form.locator('#title').fill('Boats that carry books and news');
  await says(page, 'Saved on this device');
  await page.reload();
  await page.locator(OFFERS).getByRole('button', { name: 'Resume' }).click();
  expect(await form.locator('#title').inputValue()).toBe('Boats that carry books and news');
  expect(await violations(page)).toEqual([]);
  await form.locator('button[value="send"]').click();
  await page.waitForURL(/done=/);
  await page.goto(page.url().replace(/\?.*/, ''));
  await unfold();
  await page.waitForLoadState('networkidle');
  expect(await page.locator(OFFERS).isVisible()).toBe(false);
});
