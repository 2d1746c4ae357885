import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { entryById, historyOf, publicFace } from '#db/entries.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { translator } from '#domain/strings/strings.ts';
import { aContent, aSubmission, SUMMARY } from '#test/factories.ts';
import { formsIn } from '#test/support/forms-in-html.ts';
import {
  anOrganization,
  aPublishedEntry,
  happen,
  joins,
  type PublishedEntry,
} from '#test/support/published.ts';
import { anAccount, call, postForm, signInTo } from '#test/support/sign-in.ts';

async function standingOf(id: string) {
  const entry = await entryById(env.DB, id);
  if (!entry) throw new Error('no entry');
  return entry.standing;
}

async function publicContent(id: string) {
  const face = await publicFace(env.DB, id);
  if (face.kind !== 'published') throw new Error(`the entry is ${face.kind}`);
  return face.initiative;
}

const eventsOf = async (id: string) => (await historyOf(env.DB, id)).map(({ type }) => type);

/** The form of the private page with some fields changed, as a browser would send it. */
async function edited(
  path: string,
  change: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  const page = await (await call(path, { headers })).text();
  const form = (await formsIn(page)).find(({ action }) => action === path);
  if (!form) throw new Error('no form on the page');
  const kept = form.fields.filter(([name]) => !(name in change));
  return postForm(path, [...kept, ...Object.entries(change), ['go', 'send']], headers);
}

/** An entry of a verified organisation, and somebody who belongs to it. */
async function ofOrganization(role: 'owner' | 'editor' | 'viewer', verified = true) {
  const organizationId = await anOrganization(verified);
  const email = await anAccount('submitter');
  await joins(organizationId, email, role);
  const entry = await aPublishedEntry({ organizationId });
  return { entry, email, headers: await signInTo(email), path: `/en/my/${entry.id}` };
}

describe('editing a published entry by its private link', () => {
  test('makes a revision that waits; what is public stays, and the page says so', async () => {
    const entry = await aPublishedEntry();
    const before = await publicContent(entry.id);
    const page = await (await call(entry.status)).text();
    expect(page).toContain('Until it is approved, the present version stays public');
    const title = `A better title ${newId()}`;
    const answer = await edited(entry.status, { title });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${entry.status}?done=revised`]);
    expect(await standingOf(entry.id)).toMatchObject({
      state: 'pending',
      queue: 'changed',
      revision: 2,
      publishedRevision: 1,
    });
    expect(await publicContent(entry.id)).toEqual(before);
    const after = await (await call(entry.status)).text();
    expect(after).toContain('Your new version is waiting for a moderator');
    expect(after).toContain(`href="/i/${entry.id}"`);
    expect(after).toContain(title);
  });

  test('even a small change waits, and no change is nothing', async () => {
    const entry = await aPublishedEntry();
    const same = await edited(entry.status, {});
    expect(same.headers.get('location')).toBe(`${entry.status}?done=unchanged`);
    expect((await eventsOf(entry.id)).length).toBe(3);
    expect((await edited(entry.status, { urls: 'https://example.org/new' })).status).toBe(303);
    expect((await standingOf(entry.id)).state).toBe('pending');
  });

  test('keeps what the form does not ask: other languages, the year, the source', async () => {
    const content = aContent({
      texts: [
        { language: 'en', title: `River school ${newId()}`, summary: SUMMARY, origin: 'original' },
        { language: 'fr', title: 'École du fleuve', summary: null, origin: 'original' },
      ],
      start_date: null,
      year: 2011,
      source: { id: newId(), document: 'A/77/62', paragraph: 3, url: null },
    });
    const entry = await aPublishedEntry({ content });
    const title = `River school ${newId()}`;
    await edited(entry.status, { title });
    expect((await entryById(env.DB, entry.id))?.content).toEqual({
      ...content,
      texts: [{ ...content.texts[0], title }, content.texts[1]],
    });
  });

  test('is refused on another version than the one seen, with what was typed kept', async () => {
    const entry = await aPublishedEntry();
    const answer = await edited(entry.status, { expected_version: '2', title: 'Typed in vain' });
    const page = await answer.text();
    expect(answer.status).toBe(409);
    expect(page).toContain('The entry changed while you were writing');
    expect(page).toContain('Typed in vain');
    expect(page).toMatch(/<details class="fold" open/);
    expect((await eventsOf(entry.id)).length).toBe(3);
  });
});

describe('the private page of an entry for people who are signed in', { timeout: 30_000 }, () => {
  test.each([
    [
      'who submitted it',
      async () => {
        const email = await anAccount('submitter');
        const entry = await aPublishedEntry({ email });
        return { entry, email };
      },
    ],
    ['an editor of its organisation', async () => ofOrganization('editor', false)],
  ])('%s edits it without a secret in the address', async (_, make) => {
    const { entry, email } = await make();
    const headers = await signInTo(email);
    const path = `/en/my/${entry.id}`;
    const title = `Changed by account ${newId()}`;
    const answer = await edited(path, { title }, headers);
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${path}?done=revised`]);
    const last = (await historyOf(env.DB, entry.id)).at(-1);
    expect([last?.type, last?.actorKind]).toEqual(['initiative.revised', 'account']);
    const page = await call(path, { headers });
    expect(page.headers.get('cache-control')).toBe('no-store');
    expect(await page.text()).toContain(title);
  });

  test('a viewer reads it and may do nothing; strangers and staff do not find it', async () => {
    const { entry, headers, path } = await ofOrganization('viewer');
    const page = await call(path, { headers });
    const html = await page.text();
    expect(page.status).toBe(200);
    expect((await formsIn(html)).filter(({ action }) => action.startsWith('/en/my/'))).toEqual([]);
    const write = await postForm(path, [['expected_version', '4'], ...formOf()], headers);
    expect(write.status).toBe(403);
    for (const role of ['submitter', 'moderator', 'administrator'] as const) {
      const other = await signInTo(await anAccount(role));
      expect((await call(path, { headers: other })).status).toBe(404);
      expect((await postForm(path, formOf(), other)).status).toBe(404);
      expect((await postForm(`${path}/withdraw`, [['expected_version', '4']], other)).status).toBe(404);
      expect((await postForm(`${path}/roll-back`, [['number', '1']], other)).status).toBe(404);
    }
    expect((await eventsOf(entry.id)).length).toBe(4);
  });

  test('who is not signed in is sent to do so, and back; writes are refused', async () => {
    const entry = await aPublishedEntry();
    const path = `/en/my/${entry.id}`;
    const answer = await call(path);
    const next = new URLSearchParams({ next: path });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/en/sign-in?${next}`]);
    expect(await (await call(`/en/sign-in?${next}`)).text()).toContain(`value="${path}"`);
    expect((await postForm(path, formOf())).status).toBe(401);
  });
});

function formOf(): [string, string][] {
  const { title, summary, kind, stakeholder_type } = aSubmission();
  return [
    ...Object.entries({ title, summary, kind, stakeholder_type, language: 'en' }),
    ...Object.entries({ action_lines: 'C4', sdgs: '4', 'organizations.0.name': 'River Radio Trust' }),
    ['go', 'send'],
  ];
}

describe('small changes of a verified organisation', { timeout: 30_000 }, () => {
  const SMALL = { urls: 'https://example.org/new', end_date: '2030', activity_status: 'completed' };

  test('are public at once and can be rolled back', async () => {
    const { entry, headers, path } = await ofOrganization('editor');
    expect(await (await call(path, { headers })).text()).toContain('the change is public at once');
    const answer = await edited(path, SMALL, headers);
    expect(answer.headers.get('location')).toBe(`${path}?done=amended`);
    expect(await standingOf(entry.id)).toMatchObject({
      state: 'published',
      queue: null,
      publishedRevision: 2,
    });
    expect(await publicContent(entry.id)).toMatchObject({
      urls: [SMALL.urls],
      end_date: '2030',
      activity_status: 'completed',
    });
    const last = (await historyOf(env.DB, entry.id)).at(-1);
    expect([last?.type, last?.data]).toEqual([
      'initiative.amended',
      { revision: 2, fields: ['activity_status', 'end_date', 'urls'] },
    ]);

    const page = await (await call(path, { headers })).text();
    const form = (await formsIn(page)).find(({ action }) => action === `${path}/roll-back`);
    expect(form?.fields).toEqual([
      ['expected_version', '5'],
      ['number', '1'],
    ]);
    const stale = await postForm(
      `${path}/roll-back`,
      [
        ['expected_version', '4'],
        ['number', '1'],
      ],
      headers,
    );
    expect(stale.status).toBe(409);
    for (const number of ['2', '3', 'x']) {
      const wrong = await postForm(
        `${path}/roll-back`,
        [
          ['expected_version', '5'],
          ['number', number],
        ],
        headers,
      );
      expect([number, wrong.status]).toEqual([number, 422]);
    }
    const back = await postForm(`${path}/roll-back`, form?.fields ?? [], headers);
    expect(back.headers.get('location')).toBe(`${path}?done=rolled-back`);
    expect((await publicContent(entry.id)).urls).toEqual(entry.content.urls);
    expect((await historyOf(env.DB, entry.id)).at(-1)?.data).toEqual({ revision: 3, from_revision: 1 });
    // The same form once more is about a version that is gone.
    expect((await postForm(`${path}/roll-back`, form?.fields ?? [], headers)).status).toBe(409);
  });

  test('wait for a moderator together with anything else', async () => {
    const { entry, headers, path } = await ofOrganization('owner');
    await edited(path, { ...SMALL, title: `And a title ${newId()}` }, headers);
    expect(await standingOf(entry.id)).toMatchObject({ state: 'pending', publishedRevision: 1 });
  });

  test('wait while a new version waits already', async () => {
    const { entry, headers, path } = await ofOrganization('owner');
    await edited(path, { title: `First ${newId()}` }, headers);
    await edited(path, SMALL, headers);
    expect(await standingOf(entry.id)).toMatchObject({ state: 'pending', revision: 3, publishedRevision: 1 });
  });

  test.each([
    ['an organisation that is not verified', () => ofOrganization('owner', false)],
    [
      'an account that submitted it',
      async () => {
        const email = await anAccount('submitter');
        const entry = await aPublishedEntry({ email, organizationId: await anOrganization() });
        return { entry, headers: await signInTo(email), path: `/en/my/${entry.id}` };
      },
    ],
  ])('of %s wait', async (_, make) => {
    const { entry, headers, path } = await make();
    await edited(path, SMALL, headers);
    expect((await standingOf(entry.id)).state).toBe('pending');
    const { version } = await standingOf(entry.id);
    const refused = await postForm(
      `${path}/roll-back`,
      [
        ['expected_version', String(version)],
        ['number', '1'],
      ],
      headers,
    );
    expect(refused.status).toBe(403);
  });
});

test('hidden entries take no edit, and their private page shows no public address', async () => {
  const entry: PublishedEntry = await aPublishedEntry();
  await happen(entry.id, entry.standing, 'initiative.hidden');
  const page = await (await call(entry.status)).text();
  expect(page).not.toContain(`href="/i/${entry.id}"`);
  expect(page).toContain(translator('en')('submit.status.hidden'));
  expect((await postForm(entry.status, formOf())).status).toBe(409);
});
