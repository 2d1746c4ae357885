import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browse, lastLink, violations } from './browse.ts';

const SUMMARY = {
  en: 'Village libraries in three districts lend solar lamps and tablets with lessons in the local language. Volunteers teach adults and children how to find, judge and share information, and how to stay safe online. Each library reports every month how many people came and what they learned.',
  ar: 'تعير مكتبات القرى في ثلاث مناطق مصابيح شمسية وأجهزة لوحية تحتوي على دروس باللغة المحلية. ويعلم المتطوعون الكبار والصغار كيفية العثور على المعلومات وتقييمها وتبادلها، وكيفية البقاء آمنين على الإنترنت. وتقدم كل مكتبة تقريرا شهريا عن عدد الزوار وما تعلموه خلال زياراتهم المتكررة للمكتبة.',
};
const TITLE = { en: 'Solar village libraries of Kilimatinde', ar: 'مكتبات القرى الشمسية في كليماتيندي' };
const BETTER = {
  en: 'Solar village libraries of the Kilimatinde plain',
  ar: 'مكتبات القرى الشمسية في سهل كليماتيندي',
};

const browsing = browse();

/** Does something that leads to another page, and waits for that page. */
async function follow(page: Page, act: Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act]);
}

async function next(page: Page): Promise<void> {
  await follow(page, page.locator('button[name="go"][value="next"]').click());
}

describe.each([
  { language: 'en', script: false },
  { language: 'ar', script: false },
  { language: 'en', script: true },
  { language: 'ar', script: true },
] as const)('in $language, script $script', ({ language, script }) => {
  /** With script on, each page on the way is also checked by axe, which cannot run without. */
  const look = async (page: Page) => {
    if (script) expect([page.url(), await violations(page)]).toEqual([page.url(), []]);
  };

  test('submit, confirm, request changes, answer, approve, found within two seconds', async () => {
    const mark = script ? 'B' : 'A';
    const [title, better] = [`${TITLE[language]} ${mark}`, `${BETTER[language]} ${mark}`];
    const { origin } = browsing;
    const email = `journey-${language}-${script}-${Date.now()}@ngo.example`;
    const person = await browsing.page({ script, width: 360 });
    await person.goto(`${origin}/${language}/submit`);
    expect(await person.locator('html').getAttribute('dir')).toBe(language === 'ar' ? 'rtl' : 'ltr');

    await person.locator('[name="title"]').fill(title);
    await person.locator('[name="language"]').selectOption(language);
    await follow(person, person.locator('[name="title"]').press('Enter'));
    if (await person.locator('[name="duplicates"]').count()) {
      await look(person);
      await person.locator('[name="duplicates"][value="none"]').check();
      await next(person);
      await look(person);
    }
    await look(person);
    await next(person);
    expect(await person.locator('[role="alert"] a').count()).toBeGreaterThan(0);
    await look(person);
    await person.locator('[name="summary"]').fill(SUMMARY[language]);
    await choose(person, 'kind', 'project');
    await person.locator('details:has(input[value="TZ"]) > summary').click();
    await choose(person, 'countries', 'TZ');
    await next(person);
    await look(person);
    await person.locator('[name="organizations.0.name"]').fill('Kilimatinde Library Trust');
    await choose(person, 'stakeholder_type', 'civil-society');
    await next(person);
    await look(person);
    await person.locator('[name="action_lines"][value="C3"]').check();
    await next(person);
    await look(person);
    await person.locator('[name="sdgs"][value="4"]').check();
    await next(person);
    await look(person);
    await person.locator('[name="contact_email"]').fill(email);
    await next(person);
    await look(person);
    await person.waitForTimeout(3100);
    await follow(person, person.locator('button[name="go"][value="send"]').click());
    await expect.poll(() => person.locator('main').innerText()).toMatch(/WSIS-[0-9A-Z]{5}-[0-9A-Z]{5}/);

    await look(person);
    await person.goto(await lastLink(origin, email, '/confirm/'));
    await look(person);
    const status = await lastLink(origin, email, '/status/');

    const moderator = await browsing.signedIn('moderator@stocktaking.example', language, { script });
    await moderator.goto(`${origin}/${language}/moderation`);
    await follow(moderator, moderator.getByRole('link', { name: title }).first().click());
    await look(moderator);
    await moderator.locator('[name="action"][value="request-changes"]').check();
    await moderator.locator('[name="fields"][value="title"]').check();
    await moderator.locator('[name="message"]').first().fill('Please say which part of the country.');
    await follow(moderator, moderator.locator('button[name="then"][value="stay"]').click());

    await look(moderator);
    await person.goto(status);
    await look(person);
    expect(await person.locator('main').innerText()).toContain('Please say which part of the country.');
    await person.locator('[name="title"]').fill(better);
    await follow(person, person.locator('form:has([name="title"]) button[type="submit"]').first().click());

    await moderator.goto(`${origin}/${language}/moderation`);
    await follow(moderator, moderator.getByRole('link', { name: better }).first().click());
    await moderator.locator('[name="action"][value="approve"]').check();
    await follow(moderator, moderator.locator('button[name="then"][value="stay"]').click());

    const decided = Date.now();
    const found = person.locator('.card-title a').filter({ hasText: better });
    await person.goto(`${origin}/${language}/initiatives?q=${encodeURIComponent(better)}`);
    while ((await found.count()) === 0 && Date.now() - decided < 2000) await person.reload();
    expect(await found.count()).toBe(1);
    await follow(person, found.click());
    await look(person);
    expect(await person.locator('h1').innerText()).toBe(better);
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
