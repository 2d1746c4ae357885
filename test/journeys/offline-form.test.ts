import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { launchProfile } from '#test/support/browser.ts';
import { browse, mailsTo, violations } from './browse.ts';
import { fillOffline, openKept, patiently, SUMMARY, sendOffline } from './offline.ts';

const REFERENCE = /WSIS-[0-9A-Z]{5}-[0-9A-Z]{5}/;

const browsing = browse();

let number = 0;
const anAddress = () => `offline-${Date.now()}-${++number}@ngo.example`;

/** Each entry has one mail that asks to confirm, so the mails of a new address tell how many entries it has. */
async function entriesOf(email: string): Promise<number> {
  await patiently(async () => (await mailsTo(browsing.origin, email)).length).toBeGreaterThan(0);
  // A second one would come as fast as the first.
  await new Promise((resolve) => setTimeout(resolve, 1500));
  return (await mailsTo(browsing.origin, email)).length;
}

const waiting = (page: Page) => page.locator('#outbox [data-act="send"]');

test.each(['en', 'ar'] as const)(
  'in %s, the form is filled in and sent without a connection, and arrives once when there is one',
  async (language) => {
    const { origin } = browsing;
    const email = anAddress();
    const title = `${language === 'ar' ? 'مكتبات القرى الشمسية' : 'Solar libraries by the lake'} ${number}`;
    const page = await browsing.page({ width: 360 });
    const context = page.context();
    await openKept(page, `${origin}/${language}/submit`);
    await context.setOffline(true);

    await page.goto(`${origin}/${language}/submit`);
    expect(await page.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');
    await page.locator('section[data-stage="title"] [data-go="after"]').click();
    expect(await page.locator('#errors a').count()).toBe(1);
    const look = async () => expect([page.url(), await violations(page)]).toEqual([page.url(), []]);
    await look();
    await fillOffline(page, { language, title, email }, look);
    expect(await page.locator('#answers').innerText()).toContain(SUMMARY[language]);

    // The way back of the browser is the way back in the form, and a reload loses nothing.
    await page.goBack();
    expect(await page.locator('[name="contact_email"]').isVisible()).toBe(true);
    await page.reload();
    await patiently(() => page.locator('[name="contact_email"]').inputValue()).toBe(email);
    await page.locator('section:not([hidden]) > .actions [data-go="after"]').click();
    await sendOffline(page);
    expect(await page.locator('#outbox h3').innerText()).toBe(title);
    expect(await waiting(page).count()).toBe(1);
    await look();

    // Every page says that something waits; a second tab will want to send it too.
    const second = await context.newPage();
    await second.goto(`${origin}/${language}/submit`);
    await patiently(() => second.locator('.device-bar').innerText()).toContain('1');
    expect(await second.locator('[name="title"]').inputValue()).toBe('');
    await context.setOffline(false);
    await patiently(() => page.locator('#outbox').innerText()).toMatch(REFERENCE);
    expect(await page.locator('#outbox').innerText()).toContain(email);
    expect(await entriesOf(email)).toBe(1);
    await look();

    await page.locator('#outbox [data-act="remove"]').click();
    await patiently(() => page.locator('#outbox').isVisible()).toBe(false);
    await context.close();
  },
);

test('an entry whose receipt got lost, in a browser that was killed, is sent again and still there once', async () => {
  const { origin } = browsing;
  const profile = mkdtempSync(join(tmpdir(), 'profile-'));
  const email = anAddress();
  const first = await launchProfile(profile);
  const page = await first.newPage();
  await openKept(page, `${origin}/en/submit`);
  await first.setOffline(true);
  await page.goto(`${origin}/en/submit`);
  await fillOffline(page, { language: 'en', title: `Solar libraries of the killed ${number}`, email });
  await sendOffline(page);
  expect(await waiting(page).count()).toBe(1);

  // The register takes it; its answer never arrives.
  let lost = 0;
  await first.route('**/api/v1/initiatives', async (route) => {
    // A second try may still be under way when the browser is killed.
    await route.fetch().catch(() => {});
    lost++;
    await route.abort().catch(() => {});
  });
  await first.setOffline(false);
  await patiently(() => lost).toBeGreaterThan(0);
  await (await first.newCDPSession(page)).send('Browser.crash').catch(() => {});
  await first.close().catch(() => {});

  const again = await launchProfile(profile);
  const later = await again.newPage();
  await later.goto(`${origin}/en`);
  await later.goto(`${origin}/en/offline`);
  await patiently(() => later.locator('#outbox').innerText()).toMatch(REFERENCE);
  expect(await entriesOf(email)).toBe(1);
  await again.close();
  rmSync(profile, { recursive: true, force: true });
});

describe('the form of the register, when the connection breaks', () => {
  /** Fills in the form as the server gives it, up to the last look. */
  async function fillOnline(page: Page, title: string, email: string): Promise<void> {
    const next = () =>
      Promise.all([page.waitForEvent('load'), page.locator('button[name="go"][value="next"]').click()]);
    await openKept(page, `${browsing.origin}/en/submit`);
    await page.locator('[name="title"]').fill(title);
    await next();
    if (await page.locator('[name="duplicates"]').count()) {
      await page.locator('[name="duplicates"][value="none"]').check();
      await next();
    }
    await page.locator('[name="summary"]').fill(SUMMARY.en);
    await page.locator('[name="kind"]').selectOption('project');
    await next();
    await page.locator('[name="organizations.0.name"]').fill('Kilimatinde Library Trust');
    await page.locator('[name="stakeholder_type"][value="civil-society"]').check();
    await next();
    await page.locator('[name="action_lines"][value="C3"]').check();
    await next();
    await page.locator('[name="sdgs"][value="4"]').check();
    await next();
    await page.locator('[name="contact_email"]').fill(email);
  }

  test('it goes on at the next step with every answer', async () => {
    const email = anAddress();
    const page = await browsing.page();
    await fillOnline(page, `Solar libraries of the lost ${number}`, email);
    await page.context().setOffline(true);
    await page.locator('button[name="go"][value="next"]').click();
    await page.locator('#answers dd').first().waitFor();
    expect(await page.locator('#answers').innerText()).toContain(SUMMARY.en);
    expect(await page.locator('#answers').innerText()).toContain(email);
    await sendOffline(page);
    await page.context().setOffline(false);
    await patiently(() => page.locator('#outbox').innerText()).toMatch(REFERENCE);
    expect(await entriesOf(email)).toBe(1);
    await page.context().close();
  });

  test.each(['en', 'ar'] as const)(
    'in %s, the draft of somebody signed in goes on too, is sent under its own name, and counts as sent',
    async (language) => {
      const email = anAddress();
      const title = `Solar libraries of the signed ${language} ${number}`;
      const page = await browsing.signedIn('submitter@stocktaking.example', language);
      await openKept(page, `${browsing.origin}/${language}/submit`);
      await page.locator('[name="title"]').fill(title);
      await Promise.all([page.waitForEvent('load'), page.locator('[name="title"]').press('Enter')]);
      const draft = await page.locator('input[name="draft"]').first().getAttribute('value');
      await page.context().setOffline(true);
      await page.locator('button[name="go"][value="next"]').click();
      await page.waitForURL(/\/submit\/offline\?draft=/);
      await page.evaluate(() => location.assign('#stage-title'));
      await page.locator('[name="title"]').waitFor();
      expect(await page.locator('[name="title"]').inputValue()).toBe(title);
      await fillOffline(page, { language, title, email });
      await sendOffline(page);
      expect(await waiting(page).count()).toBe(1);
      expect(await page.locator('#begun').isVisible()).toBe(false);
      const asked = page
        .context()
        .waitForEvent('request', (request) => request.url().includes('/api/v1/initiatives'));
      await page.context().setOffline(false);
      expect((await asked).headers()['idempotency-key']).toBe(`draft:${draft}`);
      await patiently(() => page.locator('#outbox').innerText()).toMatch(REFERENCE);
      const reference = await page.locator('#outbox .reference').innerText();
      expect(await entriesOf(email)).toBe(1);

      const row = page.locator('.draft-row', { hasText: title });
      await page.goto(`${browsing.origin}/${language}/account`);
      expect(await row.innerText()).toContain(language === 'en' ? 'Sent' : 'أُرسلت');
      await row.getByRole('link', { name: title, exact: true }).click();
      expect(await page.locator('main').innerText()).toContain(reference);
      await page.goto(`${browsing.origin}/${language}/submit`);
      expect(await page.locator('main').innerText()).not.toContain(title);
      await page.context().close();
    },
  );

  test('the last step of a draft that got lost waits, and its draft counts as sent', async () => {
    const email = anAddress();
    const title = `Solar libraries of the late ${number}`;
    const page = await browsing.signedIn('submitter@stocktaking.example', 'en');
    await fillOnline(page, title, email);
    await Promise.all([page.waitForEvent('load'), page.locator('button[name="go"][value="next"]').click()]);
    await page.context().setOffline(true);
    await sendOffline(page);
    await page.context().setOffline(false);
    await patiently(() => page.locator('#outbox').innerText()).toMatch(REFERENCE);
    expect(await entriesOf(email)).toBe(1);
    await page.goto(`${browsing.origin}/en/account`);
    expect(await page.locator('.draft-row', { hasText: title }).innerText()).toContain('Sent');
    await page.context().close();
  });

  test('a draft whose owner is signed out by then becomes an entry all the same', async () => {
    const email = anAddress();
    const title = `Solar libraries of the forgotten ${number}`;
    const page = await browsing.signedIn('submitter@stocktaking.example', 'en');
    await fillOnline(page, title, email);
    await Promise.all([page.waitForEvent('load'), page.locator('button[name="go"][value="next"]').click()]);
    await page.context().setOffline(true);
    await sendOffline(page);
    await page.context().clearCookies();
    await page.context().setOffline(false);
    await patiently(() => page.locator('#outbox').innerText()).toMatch(REFERENCE);
    expect(await entriesOf(email)).toBe(1);
    await page.context().close();
  });

  test('what was sent at that moment waits, and makes no second entry if it had arrived', async () => {
    const email = anAddress();
    const page = await browsing.page();
    const context = page.context();
    await fillOnline(page, `Solar libraries of the unsure ${number}`, email);
    await Promise.all([page.waitForEvent('load'), page.locator('button[name="go"][value="next"]').click()]);
    await page.waitForTimeout(3100);
    await context.route('**/en/submit', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await sendOffline(page);
    await patiently(() => page.locator('#outbox').innerText()).toMatch(REFERENCE);
    expect(await entriesOf(email)).toBe(1);
    await context.close();
  });
});

test('an entry that the register refuses comes back as a draft, with what is wrong on the form', async () => {
  const { origin } = browsing;
  const email = anAddress();
  const title = `Solar libraries <b>of the refused</b> ${number}`;
  const page = await browsing.page();
  const context = page.context();
  await openKept(page, `${origin}/en/submit`);
  await context.setOffline(true);
  await page.goto(`${origin}/en/submit`);
  await fillOffline(page, { language: 'en', title, email });
  await sendOffline(page);
  await context.setOffline(false);
  const correct = page.locator('#outbox [data-act="correct"]');
  await correct.waitFor();
  expect(await violations(page)).toEqual([]);
  await page.goto(`${origin}/en`);
  await patiently(() => page.locator('.device-bar').innerText()).toContain('1');
  await page.locator('.device-bar a').click();
  await Promise.all([page.waitForURL(/\/submit$/), correct.click()]);
  expect(await page.locator('[role="alert"] a').count()).toBeGreaterThan(0);
  expect(await page.locator('[name="title"]').inputValue()).toBe(title);
  expect(await page.locator('input[name="summary"]').getAttribute('value')).toBe(SUMMARY.en);
  expect(await mailsTo(origin, email)).toEqual([]);

  // The answers are a draft now, and wait no longer.
  await page.goto(`${origin}/en/offline`);
  await page.waitForLoadState('networkidle');
  expect(await page.locator('#outbox').isVisible()).toBe(false);
  await page.goto(`${origin}/en/submit/offline`);
  await patiently(() => page.locator('[name="title"]').inputValue()).toBe(title);
  await context.close();
});

/** Keeps everybody else from writing to the store of the device, as a slow one would; returns what lets them again. */
async function holdStore(page: Page): Promise<() => Promise<void>> {
  const held = await page.evaluateHandle(
    () =>
      new Promise<{ free: boolean }>((done) => {
        const hold = { free: false };
        const opening = indexedDB.open('stocktaking');
        opening.onsuccess = () => {
          const store = opening.result.transaction('drafts', 'readwrite').objectStore('drafts');
          const again = () => {
            if (hold.free) opening.result.close();
            else store.count().onsuccess = again;
          };
          store.count().onsuccess = () => {
            again();
            done(hold);
          };
        };
      }),
  );
  return () =>
    held.evaluate((hold) => {
      hold.free = true;
    });
}

/** The form of the register where there is no connection. */
async function formWithoutConnection(): Promise<Page> {
  const page = await browsing.page();
  await openKept(page, `${browsing.origin}/en/submit`);
  await page.context().setOffline(true);
  await page.goto(`${browsing.origin}/en/submit`);
  return page;
}

/** Answers the first step of the form, and goes on to the next. */
async function entitle(page: Page, title: string): Promise<void> {
  await page.locator('[name="title"]').fill(title);
  await page.locator('[name="title"]').press('Enter');
}

test('what was typed last survives a page that is left before a slow device has kept it', async () => {
  const { origin } = browsing;
  const page = await formWithoutConnection();
  await entitle(page, 'The first words');
  await page.reload();
  await patiently(() => page.locator('[name="title"]').inputValue()).toBe('The first words');

  const beside = await page.context().newPage();
  await beside.goto(`${origin}/en/offline`);
  const release = await holdStore(beside);
  await page.locator('section[data-stage="about"] [data-go="before"]').click();
  await entitle(page, 'The last words');
  await page.locator('section[data-stage="about"]').waitFor();
  await page.reload({ waitUntil: 'commit' });
  await release();
  await patiently(() => page.locator('[name="title"]').inputValue()).toBe('The last words');
  await beside.reload();
  await patiently(() => beside.locator('#begun').innerText()).toContain('The last words');
  expect(await beside.locator('#begun li').count()).toBe(1);
  await page.context().close();
});

test('another entry can be begun beside one that is not finished, and neither is lost', async () => {
  const { origin } = browsing;
  const page = await formWithoutConnection();
  await entitle(page, 'The first of two');
  await page.reload();
  await page.locator('#begin').click();
  await page.waitForURL(/begin/);
  expect(await page.locator('[name="title"]').inputValue()).toBe('');
  await entitle(page, 'The second of two');
  await page.reload();
  await patiently(() => page.locator('[name="title"]').inputValue()).toBe('The second of two');
  expect(await page.locator('section[data-stage="about"]').isVisible()).toBe(true);

  // With a connection the form of the register offers both.
  await page.context().setOffline(false);
  const other = await page.context().newPage();
  await other.goto(`${origin}/en/submit`);
  const offers = other.locator('[data-draft-offers]');
  await patiently(() => offers.innerText()).toContain('The first of two');
  expect(await offers.innerText()).toContain('The second of two');
  await page.context().close();
});

test('without scripts the form on one page is sent to the register as any form', async () => {
  const page = await browsing.page({ script: false });
  await page.goto(`${browsing.origin}/en/submit/offline`);
  await page.locator('[name="title"]').fill('Solar libraries without scripts');
  await Promise.all([page.waitForURL(/\/submit$/), page.locator('button[value="send"]').click()]);
  expect(await page.locator('[role="alert"] a').count()).toBeGreaterThan(0);
  await page.context().close();
});
