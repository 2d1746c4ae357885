import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browse, lastLink, violations } from './browse.ts';

const ARABIC = {
  title: 'ترجمة تجريبية لمبادرة من السجل',
  summary: 'هذا ملخص باللغة العربية كتبه أحد القراء كي يفهم المبادرة من لا يقرأ لغتها الأصلية.',
};

const browsing = browse();

interface Entry {
  id: string;
  title: string;
  language: string;
  titles: Record<string, string>;
}

/** An entry of the register that nobody has translated into Arabic. */
async function untranslated(place: number): Promise<Entry> {
  const answer = await fetch(`${browsing.origin}/api/v1/initiatives?language=en&size=100`);
  const { results } = (await answer.json()) as { results: Entry[] };
  const found = results.filter(({ titles }) => !titles.ar).at(place);
  if (!found) throw new Error('every entry is in Arabic');
  return found;
}

async function follow(page: Page, act: Promise<unknown>): Promise<void> {
  await Promise.all([page.waitForEvent('load'), act]);
}

describe.each([
  { language: 'en', script: false, place: 0 },
  { language: 'ar', script: true, place: 1 },
] as const)('in $language, script $script', ({ language, script, place }) => {
  const look = async (page: Page) => {
    if (script) expect([page.url(), await violations(page)]).toEqual([page.url(), []]);
  };
  const wide = (page: Page) =>
    page.evaluate('document.documentElement.scrollWidth - innerWidth') as Promise<number>;

  test('a reader translates an entry into Arabic, a moderator reads it, everybody sees whose it is', async () => {
    const { origin } = browsing;
    const entry = await untranslated(place);
    const reader = await browsing.page({ script, width: 360 });
    await reader.goto(`${origin}/${language}/initiatives/${entry.id}`);
    await follow(reader, reader.locator('a[href$="/translate"]').click());
    await look(reader);
    await reader.locator('[name="language"]').selectOption('ar');
    await follow(reader, reader.locator('main form button').click());
    await look(reader);
    expect(await wide(reader)).toBeLessThanOrEqual(0);
    expect(await reader.locator('.translate-original').first().textContent()).toContain(entry.title);
    const email = `translator-${crypto.randomUUID()}@reader.example`;
    await reader.locator('[name="title"]').fill(ARABIC.title);
    await reader.locator('[name="summary"]').fill(ARABIC.summary);
    await reader.locator('[name="email"]').fill('nobody');
    // A form sent within three seconds is taken for a program's.
    await reader.waitForTimeout(3100);
    await follow(reader, reader.locator('main form button').click());
    expect(await reader.locator('.error-summary').count()).toBe(1);
    expect(await reader.locator('[name="summary"]').inputValue()).toBe(ARABIC.summary);
    await look(reader);
    await reader.locator('[name="email"]').fill(email);
    await follow(reader, reader.locator('main form button').click());
    await reader.goto(await lastLink(origin, email, '/translations/confirm/'));
    await follow(reader, reader.locator('main form button').click());

    const moderator = await browsing.signedIn('moderator@stocktaking.example', language, { script });
    await moderator.goto(`${origin}/${language}/moderation`);
    await follow(moderator, moderator.locator('a[href$="/moderation/translations"]').click());
    await look(moderator);
    await follow(moderator, moderator.locator('main a', { hasText: entry.title }).click());
    expect(await moderator.locator('main [lang="ar"][dir="auto"]').first().textContent()).toBe(ARABIC.title);
    await look(moderator);
    await follow(moderator, moderator.locator('form[action$="/accept"] button').click());
    expect(await moderator.locator('.notice.success').count()).toBe(1);

    await reader.goto(`${origin}/ar/initiatives/${entry.id}`);
    const heading = reader.locator('h1 bdi');
    expect([await heading.getAttribute('lang'), await heading.textContent()]).toEqual(['ar', ARABIC.title]);
    expect(await reader.locator('html').getAttribute('dir')).toBe('rtl');
    expect(await reader.locator('.entry-origin').textContent()).toContain('ترجمة اقترحها أحد القراء');
    await look(reader);
    // The original is a click away, and back.
    await follow(reader, reader.locator('.entry-origin a').click());
    expect(await heading.textContent()).toBe(entry.title);
    expect(await reader.locator('p.prose').first().getAttribute('lang')).toBe(entry.language);
    await follow(reader, reader.locator('.entry-languages a[href="?text=ar"]').click());
    expect(await heading.textContent()).toBe(ARABIC.title);
    expect(await wide(reader)).toBeLessThanOrEqual(0);
    const shown = await reader
      .locator('p.prose[lang="ar"]')
      .first()
      .evaluate((text) => `${getComputedStyle(text).direction} ${text.textContent}`);
    expect(shown).toBe(`rtl ${ARABIC.summary}`);
    expect(await (await fetch(`${origin}/api/v1/initiatives/${entry.id}`)).json()).toMatchObject({
      texts: expect.arrayContaining([
        expect.objectContaining({ ...ARABIC, language: 'ar', origin: 'human', translator: 'reader' }),
      ]),
    });
  });
});
