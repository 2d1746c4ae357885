import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { entryById, historyOf, publicFace } from '#db/entries.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { OWNER_DAYS } from '#domain/schemas/correction.ts';
import { SUMMARY } from '#test/factories.ts';
import { formsIn } from '#test/support/forms-in-html.ts';
import { aPublishedEntry, happen, type PublishedEntry } from '#test/support/published.ts';
import { call, mailsTo, mailTo, ORIGIN, post, postForm, signedIn } from '#test/support/sign-in.ts';
import { rowPath } from '#worker/http/correction-links.ts';
import { seal } from '#worker/http/links.ts';

const DAY = 86_400_000;

interface Suggested {
  id: string;
  email: string;
}

/** A correction suggested over the API, not yet confirmed. */
async function suggested(entry: PublishedEntry, change: Record<string, unknown> = {}): Promise<Suggested> {
  const email = `${newId()}@reader.example`;
  const said = { field: 'title', language: 'en', value: 'The right title', evidence: 'The report says so.' };
  const answer = await post(`/api/v1/initiatives/${entry.id}/corrections`, { ...said, email, ...change });
  expect(answer.status).toBe(202);
  return { id: ((await answer.json()) as { id: string }).id, email };
}

/** The same, confirmed by its link. `days`: how long ago. */
async function confirmed(
  entry: PublishedEntry,
  change: Record<string, unknown> = {},
  days = 0,
): Promise<Suggested> {
  const correction = await suggested(entry, change);
  const path = await rowPath(env.LINK_SECRET, 'en', {
    ...{ purpose: 'correction', id: correction.id, at: Date.now() },
  });
  expect((await postForm(path, [])).status).toBe(200);
  await env.DB.prepare('UPDATE corrections SET due_at = due_at - ?2 WHERE id = ?1')
    .bind(correction.id, days * DAY)
    .run();
  return correction;
}

const rowOf = (id: string) =>
  env.DB.prepare('SELECT * FROM corrections WHERE id = ?1').bind(id).first<Record<string, unknown>>();
const eventsOf = async (id: string) => (await historyOf(env.DB, id)).map(({ type }) => type);
const titleOf = async (id: string) => (await entryById(env.DB, id))?.content.texts[0]?.title;
async function publicTitle(id: string) {
  const face = await publicFace(env.DB, id);
  return face.kind === 'published' ? face.initiative.title : face.kind;
}

describe('suggesting', { timeout: 30_000 }, () => {
  /** A form that was opened long enough ago. */
  const token = () => seal(env.LINK_SECRET, 'form', [crypto.randomUUID(), Date.now() - 60_000]);

  test('by form: choose a field, say what and why, confirm by mail with a button', async () => {
    const entry = await aPublishedEntry();
    const path = `/en/initiatives/${entry.id}/suggest`;
    const choose = await (await call(path)).text();
    expect(choose.match(/href="\/en\/initiatives\/\w+\/suggest\?field=[^"]+"/g)).toHaveLength(6);
    const opened = await call(`${path}?field=summary&language=en`);
    expect(opened.headers.get('cache-control')).toBe('no-store');
    const [form] = await formsIn(await opened.text());
    expect(form?.fields.find(([name]) => name === 'value')?.[1]).toBe(SUMMARY);
    const email = `${newId()}@reader.example`;
    const fields = async (): Promise<[string, string][]> => [
      ['field', 'summary'],
      ['language', 'en'],
      ['value', SUMMARY.replace('three', 'four')],
      ['evidence', 'See https://example.org/report'],
      ['email', email],
      ['trap', ''],
      ['form', await token()],
    ];
    const sent = await fields();
    const answer = await postForm(path, sent);
    expect(answer.status).toBe(200);
    // The same form once more is the same suggestion.
    expect((await postForm(path, sent)).status).toBe(200);
    const { link } = await mailTo(email, 'Please confirm');
    expect((await mailsTo(email)).length).toBe(1);
    const rows = await env.DB.prepare('SELECT state, seen_revision FROM corrections WHERE initiative_id = ?1')
      .bind(entry.id)
      .all();
    expect(rows.results).toEqual([{ state: 'unconfirmed', seen_revision: 1 }]);

    for (const method of ['HEAD', 'GET']) expect((await call(link, { method })).status).toBe(200);
    expect((await formsIn(await (await call(link)).text())).map(({ action }) => action)).toEqual([link]);
    for (let opened = 0; opened < 2; opened++) expect((await postForm(link, [])).status).toBe(200);
    const told = await mailTo(entry.email, 'A reader suggests');
    expect(told.text).toContain('https://example.org/report');
    expect(told.text).toContain(ORIGIN + entry.status);
    expect(told.text).not.toContain(email);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect((await mailsTo(entry.email)).length).toBe(1);
  });

  test('bad input comes back with what was typed', async () => {
    const entry = await aPublishedEntry();
    const path = `/en/initiatives/${entry.id}/suggest`;
    const send = async (change: Record<string, string>) => {
      const said = { field: 'title', language: 'en', value: 'Better', evidence: 'Because of that.' };
      const fields = { ...said, email: 'reader@ngo.example', trap: '', form: await token(), ...change };
      const answer = await postForm(path, Object.entries(fields));
      return [answer.status, await answer.text()] as const;
    };
    const [status, page] = await send({ value: '<b>x</b>', evidence: '', email: 'x' });
    expect(status).toBe(422);
    expect(page.match(/href="#(value|evidence|email)"/g)).toHaveLength(3);
    expect(page).toContain('&lt;b>x&lt;/b>');
    expect((await send({ value: entry.content.texts[0]?.title ?? '' }))[1]).toContain('says this already');
    expect((await send({ trap: 'filled in' }))[0]).toBe(422);
    expect((await send({ form: await seal(env.LINK_SECRET, 'form', [newId(), Date.now()]) }))[1]).toContain(
      'very fast',
    );
    expect((await send({ form: 'forged' }))[1]).toContain('we renewed it');
    expect((await send({ field: 'end_date', language: '', value: '2001' }))[1]).toMatch(/id="value-error"/);
    for (const wrong of [{ language: 'ru' }, { field: 'organizations' }, { field: '' }])
      expect([wrong, (await send(wrong))[0]]).toEqual([wrong, 422]);
    const left = await env.DB.prepare('SELECT count(*) AS n FROM corrections WHERE initiative_id = ?1')
      .bind(entry.id)
      .first('n');
    expect(left).toBe(0);
  });

  test('only of what is public', async () => {
    const entry = await aPublishedEntry();
    const said = {
      field: 'title',
      language: 'en',
      value: 'Better',
      evidence: 'Because of that.',
      email: 'a@b.example',
    };
    const both = async (id: string) => [
      (await call(`/en/initiatives/${id}/suggest`)).status,
      (await post(`/api/v1/initiatives/${id}/corrections`, said)).status,
    ];
    expect(await both('0000000000')).toEqual([404, 404]);
    const other = await aPublishedEntry();
    await happen(entry.id, entry.standing, 'initiative.merged', { into: other.id });
    expect(await both(entry.id)).toEqual([301, 404]);
    await happen(other.id, other.standing, 'initiative.withdrawn');
    expect(await both(other.id)).toEqual([410, 410]);
    const archived = await aPublishedEntry();
    await happen(archived.id, archived.standing, 'initiative.archived');
    expect(await both(archived.id)).toEqual([404, 404]);
  });

  test('forged, old and foreign links confirm nothing', async () => {
    const entry = await aPublishedEntry();
    const { id } = await suggested(entry);
    const old = await rowPath(env.LINK_SECRET, 'en', {
      purpose: 'correction',
      id,
      at: Date.now() - 15 * DAY,
    });
    expect([(await call(old)).status, (await postForm(old, [])).status]).toEqual([410, 410]);
    const other = await rowPath(env.LINK_SECRET, 'en', { purpose: 'new-address', id, at: Date.now() });
    const foreign = other.replace('/address/', '/corrections/confirm/');
    expect([(await call(foreign)).status, (await postForm(foreign, [])).status]).toEqual([404, 404]);
    expect((await rowOf(id))?.state).toBe('unconfirmed');
    // Nobody sees what is not confirmed.
    expect(await (await call(entry.status)).text()).not.toContain('Suggested corrections');
  });
});

describe('the owner first', { timeout: 30_000 }, () => {
  test('sees the difference and the reason, and takes it up: a revision that waits', async () => {
    const entry = await aPublishedEntry();
    const before = await titleOf(entry.id);
    const { id, email } = await confirmed(entry);
    const page = await (await call(entry.status)).text();
    expect(page).toContain('Suggested corrections');
    expect(page).toContain('The report says so.');
    expect(page).not.toContain(email);
    const form = (await formsIn(page)).find(({ action }) => action.endsWith('/accept'));
    expect(form).toMatchObject({
      action: `${entry.status}/corrections/${id}/accept`,
      fields: [['expected_version', '3']],
    });
    const answer = await postForm(form?.action ?? '', form?.fields ?? []);
    expect(answer.headers.get('location')).toBe(`${entry.status}?done=accepted`);
    expect((await historyOf(env.DB, entry.id)).at(-1)).toMatchObject({
      type: 'initiative.revised',
      data: { revision: 2, correction_id: id, fields: ['title'] },
    });
    expect([await titleOf(entry.id), await publicTitle(entry.id)]).toEqual(['The right title', before]);
    expect(await rowOf(id)).toMatchObject({ state: 'accepted', settled_by: entry.contactId });
    await mailTo(email, 'was accepted');
    // Once is enough, however often the form is sent.
    expect((await postForm(form?.action ?? '', form?.fields ?? [])).status).toBe(409);
    expect((await eventsOf(entry.id)).length).toBe(4);
  });

  test('refuses it, with words to who suggested it', async () => {
    const entry = await aPublishedEntry();
    const { id, email } = await confirmed(entry);
    const path = `${entry.status}/corrections/${id}/refuse`;
    const both = await Promise.all([
      postForm(path, [['answer', 'We know better.']]),
      postForm(path, [['answer', 'We know better.']]),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await mailTo(email, 'was not accepted')).text).toContain('We know better.');
    expect((await eventsOf(entry.id)).length).toBe(3);
    expect(await (await call(entry.status)).text()).not.toContain('Suggested corrections');
  });

  test('answers only for his own entry', async () => {
    const [entry, other] = [await aPublishedEntry(), await aPublishedEntry()];
    const { id } = await confirmed(entry);
    const answers = [
      await postForm(`${other.status}/corrections/${id}/accept`, [['expected_version', '3']]),
      await postForm(`${other.status}/corrections/${id}/refuse`, []),
      await postForm(
        `/en/my/${entry.id}/corrections/${id}/accept`,
        [['expected_version', '3']],
        await signedIn('submitter'),
      ),
    ];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await rowOf(id))?.state).toBe('open');
  });

  test('a field that changed since is shown, and overwritten only on purpose', async () => {
    const entry = await aPublishedEntry();
    const { id } = await confirmed(entry);
    const [text] = entry.content.texts;
    if (!text) throw new Error('no text');
    await happen(
      entry.id,
      entry.standing,
      'initiative.corrected',
      {},
      {
        ...entry.content,
        texts: [{ ...text, title: 'Changed in between' }],
      },
    );
    const page = await (await call(entry.status)).text();
    expect(page).toContain('This field changed since');
    expect(page).toContain(text.title);
    const path = `${entry.status}/corrections/${id}/accept`;
    expect((await postForm(path, [['expected_version', '4']])).status).toBe(409);
    expect(await titleOf(entry.id)).toBe('Changed in between');
    const stale = await postForm(path, [
      ['expected_version', '3'],
      ['overwrite', 'yes'],
    ]);
    expect(stale.status).toBe(409);
    expect(
      (
        await postForm(path, [
          ['expected_version', '4'],
          ['overwrite', 'yes'],
        ])
      ).status,
    ).toBe(303);
    expect(await titleOf(entry.id)).toBe('The right title');
  });

  test('another field that changed since does not matter', async () => {
    const entry = await aPublishedEntry();
    const { id } = await confirmed(entry);
    await happen(entry.id, entry.standing, 'initiative.corrected', {}, { ...entry.content, urls: [] });
    const path = `${entry.status}/corrections/${id}/accept`;
    expect((await postForm(path, [['expected_version', '4']])).status).toBe(303);
    expect((await entryById(env.DB, entry.id))?.content).toMatchObject({
      urls: [],
      texts: [{ title: 'The right title' }],
    });
  });
});

describe('then moderators', { timeout: 30_000 }, () => {
  test('see it after 14 days, publish it, and tell both sides', async () => {
    const moderator = await signedIn('moderator');
    const list = async () => (await call('/en/moderation/corrections', { headers: moderator })).text();
    const entry = await aPublishedEntry();
    const early = await confirmed(entry, {}, OWNER_DAYS - 1);
    const { id, email } = await confirmed(entry, { value: 'Decided at the desk' }, OWNER_DAYS);
    expect(await list()).toContain(`/corrections/${id}`);
    expect(await list()).not.toContain(`/corrections/${early.id}`);
    const path = `/en/moderation/corrections/${id}`;
    expect((await call(`/en/moderation/corrections/${early.id}`, { headers: moderator })).status).toBe(404);
    const [accept] = await formsIn(await (await call(path, { headers: moderator })).text()).then((forms) =>
      forms.filter(({ action }) => action === `${path}/accept`),
    );
    expect(accept?.fields).toEqual([['expected_version', '3']]);
    const answer = await postForm(`${path}/accept`, accept?.fields ?? [], moderator);
    expect(answer.headers.get('location')).toBe('/en/moderation/corrections?done=accepted');
    expect((await historyOf(env.DB, entry.id)).at(-1)).toMatchObject({
      type: 'initiative.corrected',
      data: { revision: 2, correction_id: id, fields: ['title'] },
    });
    expect(await publicTitle(entry.id)).toBe('Decided at the desk');
    await mailTo(email, 'was accepted');
    expect((await mailTo(entry.email, 'A moderator accepted a correction')).text).toContain('Title');
    expect((await postForm(`${path}/accept`, [['expected_version', '4']], moderator)).status).toBe(409);
    expect(await list()).not.toContain(`/corrections/${id}`);
  });

  test('see it at once where there is no owner; a refusal needs words', async () => {
    const moderator = await signedIn('moderator');
    const entry = await aPublishedEntry();
    await env.DB.prepare('UPDATE contacts SET email = NULL WHERE id = ?1').bind(entry.contactId).run();
    const { id, email } = await confirmed(entry);
    const path = `/en/moderation/corrections/${id}`;
    const empty = await postForm(`${path}/refuse`, [['answer', ' ']], moderator);
    expect(empty.status).toBe(422);
    expect(await empty.text()).toContain('href="#answer"');
    expect(
      (await postForm(`${path}/refuse`, [['answer', 'The source says otherwise.']], moderator)).status,
    ).toBe(303);
    expect((await mailTo(email, 'was not accepted')).text).toContain('The source says otherwise.');
    expect(await rowOf(id)).toMatchObject({ state: 'refused', answer: 'The source says otherwise.' });
  });

  test('only those who decide on such entries', async () => {
    const entry = await aPublishedEntry();
    const { id } = await confirmed(entry, {}, OWNER_DAYS);
    const path = `/en/moderation/corrections/${id}`;
    expect((await call('/en/moderation/corrections')).status).toBe(303);
    expect((await postForm(`${path}/accept`, [])).status).toBe(401);
    for (const [role, status] of [
      ['submitter', 404],
      ['reviewer', 403],
    ] as const) {
      const headers = await signedIn(role);
      expect((await postForm(`${path}/accept`, [['expected_version', '3']], headers)).status).toBe(status);
      expect((await postForm(`${path}/refuse`, [['answer', 'No such thing.']], headers)).status).toBe(status);
    }
    expect((await rowOf(id))?.state).toBe('open');
  });

  test('not while a new version of the entry waits', async () => {
    const moderator = await signedIn('moderator');
    const entry = await aPublishedEntry();
    const { id } = await confirmed(entry, {}, OWNER_DAYS);
    await happen(entry.id, entry.standing, 'initiative.revised', {}, { ...entry.content, urls: [] });
    const path = `/en/moderation/corrections/${id}`;
    const page = await (await call(path, { headers: moderator })).text();
    expect(
      await formsIn(page).then((forms) => forms.filter(({ action }) => action.startsWith(path))),
    ).toEqual([]);
    const answer = await postForm(`${path}/accept`, [['expected_version', '4']], moderator);
    expect(answer.status).toBe(409);
    expect(await publicTitle(entry.id)).toBe(entry.content.texts[0]?.title);
  });
});
