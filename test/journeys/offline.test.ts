import { expect, test } from 'vitest';
import { browse, violations } from './browse.ts';
import { keptAddresses, openKept, patiently } from './offline.ts';

const browsing = browse();

test.each(['en', 'ar'] as const)(
  'in %s, the last pages can be read without a connection',
  async (language) => {
    const { origin } = browsing;
    const page = await browsing.page({ width: 360 });
    await openKept(page, `${origin}/${language}`);
    await page.goto(`${origin}/${language}/initiatives?q=health`);
    const entry = page.locator('.card-title a').first();
    const [name, address] = [await entry.innerText(), await entry.getAttribute('href')];
    await openKept(page, `${origin}${address}`);
    expect(await page.locator('.device-bar').count()).toBe(0);
    await page.context().setOffline(true);

    await page.goto(`${origin}${address}`);
    expect(await page.locator('h1').innerText()).toBe(name);
    await patiently(() => page.locator('.device-bar a').count()).toBe(1);
    expect(await violations(page)).toEqual([]);

    // What was never read is not here; the page that stands for it leads to what is.
    await page.goto(`${origin}/${language}/privacy`);
    const kept = page.locator('#pages a');
    await patiently(() => kept.count()).toBe(3);
    expect(await page.locator('#unreachable').isVisible()).toBe(true);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await violations(page)).toEqual([]);
    await Promise.all([page.waitForEvent('load'), kept.filter({ hasText: name }).first().click()]);
    expect(await page.locator('h1').innerText()).toBe(name);

    // With a connection the same address is the register's again.
    await page.context().setOffline(false);
    await page.goto(`${origin}/${language}/privacy`);
    expect(await page.locator('#unreachable').count()).toBe(0);
    await page.context().close();
  },
);

test('no more than thirty pages are kept, and all can be forgotten', async () => {
  const { origin } = browsing;
  const page = await browsing.page();
  await openKept(page, `${origin}/en`);
  for (let sdg = 1; sdg <= 17; sdg++) {
    await page.goto(`${origin}/en/sdgs/${sdg}`);
    await page.goto(`${origin}/fr/sdgs/${sdg}`);
  }
  const pages = async () => (await keptAddresses(page)).filter((path) => path.includes('/sdgs/'));
  await patiently(async () => (await pages()).length).toBeLessThanOrEqual(30);
  expect(await pages()).toContain('/fr/sdgs/17');
  await page.goto(`${origin}/en/offline`);
  await page.locator('#forget').click();
  await patiently(() => page.locator('#pages').isVisible()).toBe(false);
  expect(await pages()).toEqual([]);
  await page.context().close();
});

test('a page that is gone from the register is gone from the device', async () => {
  const { origin } = browsing;
  const page = await browsing.page();
  await openKept(page, `${origin}/en/sdgs/1`);
  await page.evaluate(async () => {
    const pages = await caches.open('pages');
    const kept = await pages.match('/en/sdgs/1');
    if (kept) await pages.put('/en/initiatives/0000000000/gone', kept);
  });
  expect(await keptAddresses(page)).toContain('/en/initiatives/0000000000/gone');
  await page.goto(`${origin}/en/initiatives/0000000000/gone`);
  await patiently(() => keptAddresses(page)).not.toContain('/en/initiatives/0000000000/gone');
  await page.context().close();
});

test('nothing of a signed-in person is kept', async () => {
  const { origin } = browsing;
  const page = await browsing.signedIn('moderator@stocktaking.example', 'en');
  await openKept(page, `${origin}/en/offline`);
  for (const path of ['', '/account', '/moderation', '/initiatives?q=water', '/submit', '/submit/mine'])
    await page.goto(`${origin}/en${path}`);
  const shell = ['/en/offline', '/en/offline/words', '/en/submit/offline'];
  await patiently(async () =>
    (await keptAddresses(page)).filter((path) => !path.startsWith('/assets/')).sort(),
  ).toEqual(shell);
  for (const path of shell) {
    const text = await page.evaluate(async (kept) => (await caches.match(kept))?.text(), path);
    expect(text).not.toContain('/account');
  }
  await page.context().close();
});

test.each(['en', 'ar'] as const)(
  'in %s, whoever is signed in sees without a connection what is here, and what is not',
  async (language) => {
    const { origin } = browsing;
    const title = `Radio for the river ${crypto.randomUUID()}`;
    const page = await browsing.signedIn('submitter@stocktaking.example', language, { width: 360 });
    await openKept(page, `${origin}/${language}/submit`);
    const drafts: string[] = [];
    for (const name of [title, 'Another one']) {
      await page.goto(`${origin}/${language}/submit`);
      await page.locator('#title').fill(name);
      await page.locator('#title').press('Enter');
      await page.locator('#summary').waitFor();
      drafts.push(await page.locator('input[name="draft"]').first().inputValue());
    }
    const [typed = '', other = ''] = drafts;
    await page.goto(`${origin}/${language}/submit?draft=${typed}`);
    await page.context().setOffline(true);
    await page.locator('#summary').fill('Typed on the train');
    await page.waitForTimeout(1000);

    const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    for (const path of ['/account', `/drafts/${typed}`, '/initiatives?q=water', `/submit?draft=${other}`]) {
      await page.goto(`${origin}/${language}${path}`);
      await patiently(() => page.locator('#unreachable').isVisible()).toBe(true);
      expect([path, await page.locator('#begun h3').allInnerTexts()]).toEqual([path, [title]]);
      expect([path, await page.locator('#pages').isVisible()]).toEqual([path, false]);
      expect([path, await page.locator('#no-pages').isVisible()]).toEqual([path, true]);
      // Nobody can sign in without a connection, and she is signed in.
      await patiently(() => page.locator('.site-nav [href$="/sign-in"]').isVisible()).toBe(false);
      expect([path, await wide(), await violations(page)]).toEqual([path, 0, []]);
    }
    // The way back into the draft works without a connection, and with one.
    await page.locator('#begun a').click();
    await patiently(() => page.locator('[name="summary"]').inputValue()).toBe('Typed on the train');
    expect(await page.locator('[name="title"]').inputValue()).toBe(title);
    await page.goto(`${origin}/${language}/offline`);
    await page.context().setOffline(false);
    await page.locator('#begun a').click();
    await page.waitForURL(new RegExp(`/submit\\?draft=${typed}`));
    await patiently(() => page.locator('#summary').inputValue()).toBe('Typed on the train');
    await page.context().close();
  },
);

test('a new worker forgets what no kept page needs, and keeps what one does', async () => {
  const { origin } = browsing;
  const page = await browsing.page();
  await openKept(page, `${origin}/en/sdgs/2`);
  await page.evaluate(async () => {
    const assets = await caches.open('assets');
    const script = { headers: { 'content-type': 'text/javascript' } };
    await assets.put('/assets/page-11111111.js', new Response('import "./part-22222222.js"', script));
    await assets.put('/assets/part-22222222.js', new Response('', script));
    await assets.put('/assets/page-33333333.js', new Response('', script));
    const html = { headers: { 'content-type': 'text/html' } };
    const pages = await caches.open('pages');
    await pages.put('/en/old', new Response('<script src="/assets/page-11111111.js"></script>', html));
    await (await navigator.serviceWorker.getRegistration())?.unregister();
  });
  await page.goto(`${origin}/en/sdgs/2`);
  await patiently(() => keptAddresses(page)).not.toContain('/assets/page-33333333.js');
  const kept = await keptAddresses(page);
  expect(kept).toContain('/assets/page-11111111.js');
  expect(kept).toContain('/assets/part-22222222.js');
  expect(kept.filter((path) => path.startsWith('/assets/main-')).length).toBe(1);
  await page.context().close();
});
