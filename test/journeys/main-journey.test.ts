import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, browse, lastLink } from './browse.ts';

const SUMMARY = {
  en: 'Village libraries in three districts lend solar lamps and tablets with lessons in the local language. Volunteers teach adults and children how to find, judge and share information, and how to stay safe online. Each library reports every month how many people came and what they learned.',
  ar: 'تعير مكتبات القرى في ثلاث مناطق مصابيح شمسية وأجهزة لوحية تحتوي على دروس باللغة المحلية. ويعلم المتطوعون الكبار والصغار كيفية العثور على المعلومات وتقييمها وتبادلها، وكيفية البقاء آمنين على الإنترنت. وتقدم كل مكتبة تقريرا شهريا عن عدد الزوار وما تعلموه خلال زياراتهم المتكررة للمكتبة.',
};
const TITLE = { en: 'Solar village libraries of Kilimatinde', ar: 'مكتبات القرى الشمسية في كليماتيندي' };
const BETTER = {
  en: 'Solar village libraries of the Kilimatinde plain',
  ar: 'مكتبات القرى الشمسية في سهل كليماتيندي',
};

let browsing: Browsing;
beforeAll(async () => {
  browsing = await browse();
});
afterAll(async () => {
  await browsing.close();
});

async function next(page: Page): Promise<void> {
  await page.locator('button[name="go"][value="next"]').click();
}

describe.each(['en', 'ar'] as const)('without script, in %s', (language) => {
  test('submit, confirm, request changes, answer, approve, found within two seconds', async () => {
    const { origin } = browsing;
    const email = `journey-${language}-${Date.now()}@ngo.example`;
    const person = await browsing.page({ script: false, width: 360 });
    await person.goto(`${origin}/${language}/submit`);
    expect(await person.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');

    await person.locator('[name="title"]').fill(TITLE[language]);
    await person.locator('[name="language"]').selectOption(language);
    await next(person);
    if (await person.locator('[name="duplicates"]').count()) {
      await person.locator('[name="duplicates"][value="none"]').check();
      await next(person);
    }
    await person.locator('[name="summary"]').fill(SUMMARY[language]);
    await choose(person, 'kind', 'project');
    await person.locator('details:has(input[value="TZ"]) > summary').click();
    await choose(person, 'countries', 'TZ');
    await next(person);
    await person.locator('[name="organizations.0.name"]').fill('Kilimatinde Library Trust');
    await choose(person, 'stakeholder_type', 'civil-society');
    await next(person);
    await person.locator('[name="action_lines"][value="C3"]').check();
    await next(person);
    await person.locator('[name="sdgs"][value="4"]').check();
    await next(person);
    await person.locator('[name="contact_email"]').fill(email);
    await next(person);
    await person.waitForTimeout(3100);
    await person.locator('button[name="go"][value="send"]').click();
    await expect.poll(() => person.locator('main').innerText()).toMatch(/WSIS-[0-9A-Z]{5}-[0-9A-Z]{5}/);

    await person.goto(await lastLink(origin, email, '/confirm/'));
    const status = await lastLink(origin, email, '/status/');

    const moderator = await browsing.signedIn('moderator@stocktaking.example', language, { script: false });
    await moderator.goto(`${origin}/${language}/moderation`);
    await moderator.getByRole('link', { name: TITLE[language] }).first().click();
    await moderator.locator('[name="action"][value="request-changes"]').check();
    await moderator.locator('[name="fields"][value="title"]').check();
    await moderator.locator('[name="message"]').first().fill('Please say which part of the country.');
    await moderator.locator('button[name="then"][value="stay"]').click();

    await person.goto(status);
    expect(await person.locator('main').innerText()).toContain('Please say which part of the country.');
    await person.locator('[name="title"]').fill(BETTER[language]);
    await person.locator('form:has([name="title"]) button[type="submit"]').first().click();

    await moderator.goto(`${origin}/${language}/moderation`);
    await moderator.getByRole('link', { name: BETTER[language] }).first().click();
    await moderator.locator('[name="action"][value="approve"]').check();
    await moderator.locator('button[name="then"][value="stay"]').click();

    const decided = Date.now();
    const found = person.locator('.card-title a').filter({ hasText: BETTER[language] });
    await person.goto(`${origin}/${language}/initiatives?q=${encodeURIComponent(BETTER[language])}`);
    while ((await found.count()) === 0 && Date.now() - decided < 2000) await person.reload();
    expect(await found.count()).toBe(1);
    await found.click();
    expect(await person.locator('h1').innerText()).toBe(BETTER[language]);
    expect(await person.content()).not.toContain(email);
    await Promise.all([person.context().close(), moderator.context().close()]);
  });
});

/** Chooses a value whether the field is a list, radio buttons or check boxes. */
async function choose(page: Page, name: string, value: string): Promise<void> {
  const box = page.locator(`input[name="${name}"][value="${value}"]`);
  if (await box.count()) await box.check();
  else await page.locator(`select[name="${name}"]`).first().selectOption(value);
}
