import { env } from 'cloudflare:workers';
import { describe, expect, test, vi } from 'vitest';
import { entryById, historyOf } from '#db/entries.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent, SUMMARY } from '#test/factories.ts';
import { formsIn } from '#test/support/forms-in-html.ts';
import { aPublishedEntry, happen, type PublishedEntry } from '#test/support/published.ts';
import { call, mailsTo, mailTo, post, postForm, signedIn, signedInAs } from '#test/support/sign-in.ts';
import { rowPath } from '#worker/http/correction-links.ts';
import { seal } from '#worker/http/links.ts';

const ARABIC = { language: 'ar', title: 'مدرسة النهر الإذاعية', summary: 'دروس بالراديو في ثلاث قرى.' };

/** A translation proposed over the API, not yet confirmed. */
async function proposed(entry: PublishedEntry, change: Record<string, unknown> = {}) {
  const email = `${newId()}@reader.example`;
  const answer = await post(`/api/v1/initiatives/${entry.id}/translations`, { ...ARABIC, email, ...change });
  expect(answer.status).toBe(202);
  const { id, status } = (await answer.json()) as { id: string; status: string };
  expect(status).toBe('unconfirmed');
  return { id, email };
}

/** The same, confirmed by its link. */
async function confirmed(entry: PublishedEntry, change: Record<string, unknown> = {}) {
  const translation = await proposed(entry, change);
  const path = await rowPath(env.LINK_SECRET, 'en', {
    ...{ purpose: 'translation', id: translation.id, at: Date.now() },
  });
  expect((await postForm(path, [])).status).toBe(200);
  return translation;
}

const rowOf = (id: string) =>
  env.DB.prepare('SELECT * FROM translations WHERE id = ?1').bind(id).first<Record<string, unknown>>();
const textsOf = async (id: string) => (await entryById(env.DB, id))?.content.texts ?? [];
const formTo = async (html: string, action: string) =>
  (await formsIn(html)).find((form) => form.action === action);

async function publicTexts(id: string) {
  const { texts } = (await (await call(`/api/v1/initiatives/${id}`)).json()) as {
    texts: Record<string, unknown>[];
  };
  return texts;
}

/** The page of an entry in a language, wherever its slug leads. */
async function entryPage(id: string, language: string, query = ''): Promise<string> {
  const short = await call(`/${language}/initiatives/${id}`);
  return (await call(`${short.headers.get('location')}${query}`)).text();
}

describe('proposing a translation', { timeout: 30_000 }, () => {
  const token = () => seal(env.LINK_SECRET, 'form', [crypto.randomUUID(), Date.now() - 60_000]);

  test('by form: choose a language, write beside the original, confirm by mail; the owner is told', async () => {
    const entry = await aPublishedEntry();
    const path = `/en/initiatives/${entry.id}/translate`;
    const choose = await (await call(path)).text();
    expect(choose).toContain('Into which language?');
    expect(choose).not.toContain('<option value="en"');
    const form = await (await call(`${path}?language=ar`)).text();
    expect(form).toContain(SUMMARY);
    expect(form).toMatch(/<textarea[^>]*name="summary"[^>]*lang="ar"/);
    expect(form).not.toContain('name="impact"');
    const email = `${newId()}@reader.example`;
    const said = { ...ARABIC, email, trap: '', form: await token() };
    const sent = await postForm(path, Object.entries(said));
    expect(sent.status).toBe(200);
    // The same form once more is the same proposal.
    expect((await postForm(path, Object.entries(said))).status).toBe(200);
    const { link } = await mailTo(email, 'Please confirm');
    expect((await call(link)).status).toBe(200);
    expect(await (await call(entry.status)).text()).not.toContain('Proposed translations');
    for (let opened = 0; opened < 2; opened++) expect((await postForm(link, [])).status).toBe(200);
    const told = await mailTo(entry.email, 'A reader proposes a translation');
    expect(told.link).toBe(`${entry.status}/languages`);
    expect(told.text).not.toContain(email);
    const rows = await env.DB.prepare('SELECT state, language FROM translations WHERE initiative_id = ?1')
      .bind(entry.id)
      .all();
    expect(rows.results).toEqual([{ state: 'open', language: 'ar' }]);
  });

  test('bad input comes back with what was typed, and names each field', async () => {
    const entry = await aPublishedEntry();
    const path = `/en/initiatives/${entry.id}/translate`;
    const answer = await postForm(path, [
      ...Object.entries({ ...ARABIC, title: '<b>x</b>', email: 'nobody', trap: '', form: await token() }),
    ]);
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain(ARABIC.summary);
    expect(html).toContain('href="#title"');
    expect(html).toContain('href="#email"');
    const api = async (body: Record<string, unknown>) => {
      const refused = await post(`/api/v1/initiatives/${entry.id}/translations`, body);
      const { errors } = (await refused.json()) as { errors: { pointer: string; code: string }[] };
      return [refused.status, errors.map(({ pointer, code }) => `${pointer} ${code}`)];
    };
    const email = 'reader@ngo.example';
    expect(await api({ ...ARABIC, language: 'en', email })).toEqual([422, ['#/language unknown-code']]);
    expect(await api({ ...ARABIC, language: 'xx', email })).toEqual([422, ['#/language unknown-language']]);
    expect(await api({ language: 'ar', email })).toEqual([422, ['#/title required']]);
    expect(await api(ARABIC)).toEqual([422, ['#/email required']]);
    expect((await call('/en/initiatives/0000000000/translate')).status).toBe(404);
  });

  test('who is signed in writes no address and waits for nothing', async () => {
    const entry = await aPublishedEntry();
    const { headers, email } = await signedInAs('submitter');
    const answer = await post(`/api/v1/initiatives/${entry.id}/translations`, ARABIC, headers);
    expect(answer.status).toBe(202);
    expect(await answer.json()).toMatchObject({ status: 'open' });
    await mailTo(entry.email, 'A reader proposes a translation');
    expect(await mailsTo(email)).toHaveLength(1);
  });
});

describe('review', { timeout: 30_000 }, () => {
  test('a moderator publishes it: the reader sees it in her language, always labelled', async () => {
    const entry = await aPublishedEntry();
    const { id, email } = await confirmed(entry);
    const moderator = await signedIn('moderator');
    const list = async () => (await call('/en/moderation/translations', { headers: moderator })).text();
    expect(await list()).toContain(`/translations/${id}`);
    const path = `/en/moderation/translations/${id}`;
    const page = await (await call(path, { headers: moderator })).text();
    expect(page).toContain(ARABIC.title);
    const accept = await formTo(page, `${path}/accept`);
    const answer = await postForm(`${path}/accept`, accept?.fields ?? [], moderator);
    expect(answer.headers.get('location')).toBe('/en/moderation/translations?done=accepted');
    expect(await list()).not.toContain(`/translations/${id}`);
    expect((await historyOf(env.DB, entry.id)).at(-1)).toMatchObject({
      type: 'initiative.corrected',
      data: { revision: 2, translation_id: id, fields: ['title', 'summary'] },
    });

    const [original, arabic] = await publicTexts(entry.id);
    expect(original).toMatchObject({ language: 'en', origin: 'original' });
    expect(arabic).toMatchObject({ ...ARABIC, origin: 'human', translator: 'reader' });
    expect(Date.parse(String(arabic?.reviewed_at))).toBeGreaterThan(Date.now() - 60_000);
    const inArabic = await entryPage(entry.id, 'ar');
    expect(inArabic).toMatch(/<html lang="ar" dir="rtl"/);
    expect(inArabic).toContain(`<h1><bdi lang="ar">${ARABIC.title}</bdi></h1>`);
    expect(inArabic).toContain('ترجمة اقترحها أحد القراء');
    const inEnglish = await entryPage(entry.id, 'en');
    expect(inEnglish).toContain(`<h1><bdi lang="en">${entry.content.texts[0]?.title}</bdi></h1>`);
    const switched = await entryPage(entry.id, 'en', '?text=ar');
    expect(switched).toContain(`<p class="prose" lang="ar" dir="auto">${ARABIC.summary}</p>`);
    expect(switched).toContain('Proposed by a reader, reviewed');
    expect(switched).toMatch(/<a href="\?text=en"[^>]*>Original: English<\/a>/);

    await mailTo(email, 'was accepted');
    expect((await mailTo(entry.email, 'accepted a translation')).link).toBe(`${entry.status}/languages`);
    expect((await postForm(`${path}/accept`, [['expected_version', '4']], moderator)).status).toBe(409);
    await vi.waitFor(
      async () => {
        const found = await call(`/api/v1/initiatives?q=${encodeURIComponent('الإذاعية')}&exact=1`);
        const { results } = (await found.json()) as { results: { id: string }[] };
        expect(results.map((one) => one.id)).toContain(entry.id);
      },
      { timeout: 8000, interval: 50 },
    );
  });

  test('what translates an older original is said to be older, until it is translated again', async () => {
    const entry = await aPublishedEntry();
    const { id } = await confirmed(entry);
    const [text] = entry.content.texts;
    if (!text) throw new Error('no text');
    const changed = { ...entry.content, texts: [{ ...text, impact: 'It grew.' }] };
    await happen(entry.id, entry.standing, 'initiative.corrected', {}, changed);
    const moderator = await signedIn('moderator');
    const path = `/en/moderation/translations/${id}`;
    expect(await (await call(path, { headers: moderator })).text()).toContain('The original changed since');
    expect((await postForm(`${path}/accept`, [['expected_version', '4']], moderator)).status).toBe(303);
    expect((await publicTexts(entry.id))[1]).toMatchObject({ language: 'ar', outdated: true });
    expect(await entryPage(entry.id, 'en', '?text=ar')).toContain('Older than the original');
  });

  test('a refusal needs words, which reach who proposed it', async () => {
    const moderator = await signedIn('moderator');
    const entry = await aPublishedEntry();
    const { id, email } = await confirmed(entry);
    const path = `/en/moderation/translations/${id}`;
    expect((await postForm(`${path}/refuse`, [['answer', ' ']], moderator)).status).toBe(422);
    const refused = await postForm(`${path}/refuse`, [['answer', 'A word is missing.']], moderator);
    expect(refused.status).toBe(303);
    expect((await mailTo(email, 'was not accepted')).text).toContain('A word is missing.');
    expect(await rowOf(id)).toMatchObject({ state: 'refused', answer: 'A word is missing.' });
    expect(await textsOf(entry.id)).toHaveLength(1);
  });

  test('only by those who decide on such entries, and never by who proposed it', async () => {
    const entry = await aPublishedEntry();
    const waiting = await proposed(entry);
    const { id } = await confirmed(entry);
    const path = `/en/moderation/translations/${id}`;
    expect((await call('/en/moderation/translations')).status).toBe(303);
    expect((await postForm(`${path}/accept`, [])).status).toBe(401);
    for (const [role, status] of [
      ['submitter', 404],
      ['reviewer', 403],
    ] as const) {
      const headers = await signedIn(role);
      expect((await postForm(`${path}/accept`, [['expected_version', '3']], headers)).status).toBe(status);
      expect((await postForm(`${path}/refuse`, [['answer', 'No.']], headers)).status).toBe(status);
    }
    const moderator = await signedIn('moderator');
    expect((await call(path.replace(id, waiting.id), { headers: moderator })).status).toBe(404);
    const own = await post(`/api/v1/initiatives/${entry.id}/translations`, ARABIC, moderator);
    const mine = path.replace(id, ((await own.json()) as { id: string }).id);
    expect(await formTo(await (await call(mine, { headers: moderator })).text(), `${mine}/accept`)).toBe(
      undefined,
    );
    expect((await postForm(`${mine}/accept`, [['expected_version', '3']], moderator)).status).toBe(403);
    expect((await rowOf(id))?.state).toBe('open');
  });
});

describe('the owner', { timeout: 30_000 }, () => {
  test('adds a language on the private page: it waits, then it is marked as his', async () => {
    const content = aContent();
    const [text] = content.texts;
    if (!text) throw new Error('no text');
    const entry = await aPublishedEntry({
      content: { ...content, texts: [{ ...text, impact: 'Ten schools.' }] },
    });
    const path = `${entry.status}/languages`;
    expect(await (await call(entry.status)).text()).toContain(`href="${path}"`);
    const page = await (await call(`${path}?language=fr`)).text();
    const fields = new Map((await formTo(page, path))?.fields);
    const french = { title: 'École du fleuve', summary: 'Des leçons par radio.', impact: 'Dix écoles.' };
    const bad = await postForm(
      path,
      Object.entries({ ...Object.fromEntries(fields), ...french, title: 'X' }),
    );
    expect(bad.status).toBe(422);
    expect(await bad.text()).toContain('Des leçons par radio.');
    const sent = await postForm(path, Object.entries({ ...Object.fromEntries(fields), ...french }));
    expect(sent.headers.get('location')).toBe(`${path}?done=revised`);
    expect((await entryById(env.DB, entry.id))?.standing).toMatchObject({
      state: 'pending',
      queue: 'changed',
    });
    expect((await textsOf(entry.id))[1]).toEqual({
      ...{ language: 'fr', ...french, origin: 'human', translator: 'owner' },
    });
    expect(await publicTexts(entry.id)).toHaveLength(1);

    const moderator = await signedIn('moderator');
    const approved = await post(
      `/api/v1/moderation/${entry.id}/decisions`,
      { action: 'approve', expected_version: 4 },
      moderator,
    );
    expect(approved.status).toBe(200);
    const html = await entryPage(entry.id, 'fr');
    expect(html).toContain('Traduit par l’organisation');
    expect(html).toContain('Dix écoles.');

    // A change of the original by the same form makes the translation old; to translate it again makes it new.
    const edit = await formTo(await (await call(entry.status)).text(), entry.status);
    const change = (edit?.fields ?? []).map(([name, value]): [string, string] =>
      name === 'impact' ? [name, 'Twelve schools.'] : [name, value],
    );
    expect((await postForm(entry.status, change)).headers.get('location')).toContain('done=revised');
    expect((await textsOf(entry.id))[1]).toMatchObject({ language: 'fr', outdated: true });
    const again = await formTo(await (await call(`${path}?language=fr`)).text(), path);
    expect(new Map(again?.fields).get('title')).toBe('École du fleuve');
    await postForm(path, again?.fields ?? []);
    expect((await textsOf(entry.id))[1]).not.toHaveProperty('outdated');
    const remove = await formTo(await (await call(path)).text(), `${path}/remove`);
    await postForm(`${path}/remove`, remove?.fields ?? []);
    expect((await textsOf(entry.id)).map(({ language }) => language)).toEqual(['en']);
  });

  test('accepts or refuses what readers propose, of his own entry only', async () => {
    const [entry, other] = [await aPublishedEntry(), await aPublishedEntry()];
    const { id, email } = await confirmed(entry);
    const second = await confirmed(entry, { language: 'fr', title: 'École du fleuve' });
    const path = `${entry.status}/languages`;
    const foreign = await postForm(`${other.status}/languages/${id}/accept`, [['expected_version', '3']]);
    expect(foreign.status).toBe(404);
    const page = await (await call(path)).text();
    expect(page).toContain(ARABIC.title);
    const form = await formTo(page, `${path}/${id}/accept`);
    const accepted = await postForm(form?.action ?? '', form?.fields ?? []);
    expect(accepted.headers.get('location')).toBe(`${path}?done=accepted`);
    expect((await historyOf(env.DB, entry.id)).at(-1)).toMatchObject({
      type: 'initiative.revised',
      data: { revision: 2, translation_id: id },
    });
    expect((await textsOf(entry.id))[1]).toMatchObject({ language: 'ar', translator: 'reader' });
    await mailTo(email, 'was accepted');
    expect((await postForm(form?.action ?? '', form?.fields ?? [])).status).toBe(409);
    const refuse = `${path}/${second.id}/refuse`;
    expect((await postForm(refuse, [['answer', '']])).status).toBe(303);
    await mailTo(second.email, 'was not accepted');
  });

  test('a deleted entry leaves no translation behind', async () => {
    const entry = await aPublishedEntry();
    const { id } = await confirmed(entry);
    await happen(entry.id, entry.standing, 'initiative.deleted');
    expect(await rowOf(id)).toBeNull();
  });
});
