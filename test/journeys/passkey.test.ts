import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browse, violations } from './browse.ts';

const browsing = browse();

/** An authenticator inside the browser that says yes to everything. */
async function withAuthenticator(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
}

test('a passkey is added after signing in by mail, and signs in without one; removed, it is refused', async () => {
  const page = await browsing.signedIn('submitter@stocktaking.example', 'en', { width: 360 });
  await withAuthenticator(page);
  await page.goto(`${browsing.origin}/en/account/security`);
  expect(await violations(page)).toEqual([]);
  expect(await page.locator('[data-passkey-absent]').isHidden()).toBe(true);
  await page.locator('#new-passkey').fill('Phone of the journey');
  await Promise.all([
    page.waitForURL('**/account/security?done=added'),
    page.getByRole('button', { name: 'Add a passkey' }).click(),
  ]);
  expect(await page.getByRole('rowheader', { name: 'Phone of the journey' }).count()).toBe(1);
  expect(await violations(page)).toEqual([]);

  await page.locator('#new-passkey').fill('The same again');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('That did not work');

  await page.getByRole('button', { name: 'Sign out everywhere' }).click();
  await page.waitForURL('**/en');
  await page.goto(`${browsing.origin}/en/account`);
  expect(page.url()).toContain('/en/sign-in?next=');
  expect(await violations(page)).toEqual([]);
  await Promise.all([
    page.waitForURL('**/en/account'),
    page.getByRole('button', { name: 'Sign in with a passkey' }).click(),
  ]);
  expect(await page.locator('main').innerText()).toContain('submitter@stocktaking.example');

  await page.goto(`${browsing.origin}/en/account/security`);
  await Promise.all([
    page.waitForURL('**/account/security?done=removed'),
    page.getByRole('button', { name: 'Remove Phone of the journey' }).click(),
  ]);
  await page.context().clearCookies();
  await page.goto(`${browsing.origin}/en/sign-in`);
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click();
  await expect.poll(() => page.getByRole('alert').innerText()).toContain('not known here any more');
  await page.context().close();
});

test.each(['en', 'ar'])(
  'pages of the account and of roles are accessible and fit, in %s',
  async (language) => {
    const problems: string[] = [];
    const page = await browsing.signedIn('admin@stocktaking.example', language, { width: 360 });
    await page.goto(`${browsing.origin}/${language}/account`);
    // Another journey may have left it on.
    const on = page.locator('main [name="power"][value="on"]');
    if ((await on.count()) > 0) await Promise.all([page.waitForEvent('load'), on.click()]);
    await page.goto(`${browsing.origin}/${language}/moderation/people`);
    const person = await page.locator('tbody a').first().getAttribute('href');
    for (const path of [
      `/${language}/account`,
      `/${language}/account/security`,
      `/${language}/account/data`,
      `/${language}/privacy`,
      `/${language}/moderation/people`,
      person ?? '',
    ]) {
      await page.goto(browsing.origin + path);
      for (const violation of await violations(page)) problems.push(`${path} ${violation}`);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (Number(overflow) > 0) problems.push(`${path} is ${overflow} px too wide`);
    }
    expect(problems).toEqual([]);
    // Staff power stays on no longer than the test.
    await Promise.all([page.waitForEvent('load'), page.locator('.staff-power button').click()]);
    expect(await page.locator('.staff-power').count()).toBe(0);
    await page.context().close();
  },
);
