import { expect, test } from 'vitest';
import { browse, lastLink, violations } from './browse.ts';

const browsing = browse();

test('a form on its way says so, and a second press sends nothing', async () => {
  const page = await browsing.page({ width: 360 });
  await page.goto(`${browsing.origin}/en/submit`);
  let sent = 0;
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.context().route('**/en/submit', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    sent++;
    await held;
    return route.continue();
  });
  await page.locator('[name="title"]').fill(`A title of its own ${crypto.randomUUID()}`);
  // In the page, because the browser's driver waits for the page that comes.
  const seen = await page.evaluate(`(async () => {
    const button = document.querySelector('button[name="go"][value="next"]');
    button.click();
    await new Promise((resolve) => setTimeout(resolve, 200));
    button.click();
    button.click();
    return [button.ariaDisabled, button.form.ariaBusy, document.querySelector('#sending').textContent];
  })()`);
  expect(seen).toEqual(['true', 'true', 'Sending…']);
  answer();
  await expect.poll(() => page.locator('[name="summary"]').count(), { timeout: 15_000 }).toBe(1);
  expect(sent).toBe(1);
  expect(await page.locator('#sending').innerText()).toBe('');
  await page.context().close();
});

test('steps behind can be opened again, and keep every answer', async () => {
  const page = await browsing.page({ script: false });
  await page.goto(`${browsing.origin}/fr/submit`);
  const title = `Un titre à part ${crypto.randomUUID()}`;
  await page.locator('[name="title"]').fill(title);
  await page.locator('button[name="go"][value="next"]').click();
  await page.locator('[name="summary"]').fill('Quelques mots seulement.');
  const list = page.locator('.stage-list');
  expect(await list.locator('[aria-current="step"]').innerText()).toBe('À propos de l’initiative');
  expect(await list.getByRole('button').count()).toBe(1);
  await list.getByRole('button', { name: 'Titre et langue' }).click();
  expect(await page.locator('[name="title"]').inputValue()).toBe(title);
  await page.locator('button[name="go"][value="next"]').click();
  expect(await page.locator('[name="summary"]').inputValue()).toBe('Quelques mots seulement.');
  await page.context().close();
});

test.each([360, 1280])('the mailbox lists mails and opens one at %i px', async (width) => {
  const email = 'moderator@stocktaking.example';
  await (await browsing.signedIn(email, 'en')).context().close();
  await lastLink(browsing.origin, email, '/session');
  const page = await browsing.page({ width });
  await page.goto(`${browsing.origin}/dev/mail?to=${encodeURIComponent(email)}`);
  const list = page.locator('.mail-list');
  const mail = page.getByRole('article');
  expect(await mail.isVisible()).toBe(width === 1280);
  await list.getByRole('link').first().click();
  await expect.poll(() => mail.isVisible()).toBe(true);
  expect(await list.isVisible()).toBe(width === 1280);
  expect(await violations(page)).toEqual([]);
  const link = mail.getByRole('link').last();
  const box = await link.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(44);
  await link.click();
  await expect.poll(() => new URL(page.url()).pathname).toMatch(/^\/en\//);
  await page.context().close();
});
