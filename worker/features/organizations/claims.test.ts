import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { markDueClaims } from '#db/claims.ts';
import { historyOf } from '#db/entries.ts';
import {
  aName,
  anOrganization,
  aPerson,
  aPublishedEntry,
  html,
  join,
  linkIn,
  mailedTo,
  ownerOf,
  type Person,
  versionOf,
} from '#test/support/organizations.ts';
import { ORIGIN, postForm } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DAY = 86_400_000;

let submitter: Person;
let ann: Person;
let moderator: Person;
beforeAll(async () => {
  submitter = await aPerson();
  ann = await aPerson();
  moderator = await aPerson('moderator');
});

let name = '';
let organization = '';
let entry = '';
beforeEach(async () => {
  name = aName();
  organization = await anOrganization(ann, { name });
  entry = await aPublishedEntry([name], submitter);
});

const claim = (by: Person, message = 'We run it.', to = organization) =>
  postForm(
    `/en/manage/entries/${entry}/claim`,
    [
      ['organization', to],
      ['message', message],
    ],
    by.headers,
  );

async function claimRow() {
  return env.DB.prepare(
    'SELECT * FROM ownership_claims WHERE initiative_id = ?1 ORDER BY asked_at DESC, rowid DESC',
  )
    .bind(entry)
    .first<{ id: string; state: string; due_at: number | null; objection: string | null }>();
}

async function claimed(): Promise<string> {
  expect((await claim(ann)).status).toBe(303);
  return (await claimRow())?.id ?? '';
}

const timeIsOver = (id: string) =>
  env.DB.prepare('UPDATE ownership_claims SET due_at = ?2 WHERE id = ?1')
    .bind(id, Date.now() - 1)
    .run();

const decide = async (id: string, by: Person, decision = 'grant', version?: string) =>
  postForm(
    `/en/moderation/claims/${id}`,
    [
      ['decision', decision],
      ['expected_version', version ?? (await versionOf(entry))],
    ],
    by.headers,
  );

const answer = (path: string, fields: [string, string][], by?: Person) =>
  postForm(path, fields, by?.headers ?? { origin: ORIGIN });

describe('claiming', () => {
  test('is for owners and editors of an organisation that the entry names', async () => {
    const [editor, viewer, stranger] = [await aPerson(), await aPerson(), await aPerson()];
    await join(organization, editor, 'editor');
    await join(organization, viewer, 'viewer');
    const other = await anOrganization(stranger, { name: aName('Elsewhere') });
    expect((await claim(viewer)).status).toBe(403);
    expect((await claim(stranger, '', other)).status).toBe(403);
    expect((await claim(submitter)).status).toBe(403);
    expect((await answer(`/en/manage/entries/${entry}/claim`, [['organization', organization]])).status).toBe(
      401,
    );
    expect((await claim(editor)).status).toBe(303);
    expect((await claim(ann)).status).toBe(409);
    const row = await claimRow();
    expect(row?.state).toBe('open');
    expect(Math.abs((row?.due_at ?? 0) - (Date.now() + 14 * DAY))).toBeLessThan(60_000);
    expect(await ownerOf(entry)).toBeNull();
  });

  test('an entry that is not public is unknown to those who may not read it', async () => {
    await env.DB.prepare("UPDATE initiatives SET state = 'hidden', published_revision = NULL WHERE id = ?1")
      .bind(entry)
      .run();
    expect((await claim(ann)).status).toBe(404);
    expect((await html(`/en/manage/entries/${entry}`, ann)).status).toBe(404);
    expect((await html('/en/manage/entries/0000000000', ann)).status).toBe(404);
  });

  test('where nobody could object, a moderator decides at once', async () => {
    entry = await aPublishedEntry([name]);
    const id = await claimed();
    expect((await decide(id, moderator)).status).toBe(303);
    expect(await ownerOf(entry)).toBe(organization);
  });

  test('the claimant takes it back', async () => {
    const id = await claimed();
    const back = (by: Person) => answer(`/en/manage/claims/${id}/withdraw`, [], by);
    expect((await back(submitter)).status).toBe(404);
    expect((await back(ann)).status).toBe(303);
    expect((await back(ann)).status).toBe(409);
    await timeIsOver(id);
    expect((await decide(id, moderator)).status).toBe(409);
    expect((await claim(ann)).status).toBe(303);
  });
});

describe('the present owner', () => {
  test('objects by the mailed link, and the moderator reads it', async () => {
    const id = await claimed();
    const link = linkIn(await mailedTo(submitter.email, `${name} says that`));
    const page = await html(link);
    expect([page.status, page.text.includes('We run it.')]).toEqual([200, true]);
    const empty = await answer(link, [
      ['answer', 'object'],
      ['message', ' '],
    ]);
    expect(empty.status).toBe(422);
    const objection: [string, string][] = [
      ['answer', 'object'],
      ['message', 'I built it alone in 2019.'],
    ];
    expect((await answer(link, objection)).status).toBe(303);
    expect((await answer(link, objection)).status).toBe(409);
    const desk = await html('/en/moderation/claims', moderator);
    expect(desk.text).toContain('I built it alone in 2019.');
    expect((await decide(id, moderator, 'refuse')).status).toBe(303);
    expect(await ownerOf(entry)).toBeNull();
    await mailedTo(ann.email, `will not pass to ${name}`);
    await mailedTo(submitter.email, `will not pass to ${name}`);
    expect((await html(link)).text).toContain('nothing to answer');
  });

  test('answers when signed in, and only about an own entry', async () => {
    const id = await claimed();
    const path = `/en/manage/claims/${id}`;
    expect((await html(path, await aPerson())).status).toBe(404);
    expect((await html(path, ann)).text).toContain('nothing to answer');
    expect((await answer(path, [['answer', 'agree']], ann)).status).toBe(409);
    expect((await html(path, submitter)).text).toContain('Object');
    expect((await answer(path, [['answer', 'agree']], submitter)).status).toBe(303);
    expect(await ownerOf(entry)).toBe(organization);
    expect((await claimRow())?.state).toBe('granted');
    await mailedTo(ann.email, `belongs to ${name}`);
  });

  test('a link of another entry, or a forged one, opens nothing', async () => {
    const id = await claimed();
    const link = linkIn(await mailedTo(submitter.email, `${name} says that`));
    entry = await aPublishedEntry([name], submitter);
    const other = await claimed();
    expect((await html(link.replace(id, other))).status).toBe(404);
    expect((await html(`/en/manage/claims/${id}/forged.token`)).status).toBe(404);
  });

  test('is too late when the time is over, marked or not', async () => {
    const id = await claimed();
    await timeIsOver(id);
    const object: [string, string][] = [
      ['answer', 'object'],
      ['message', 'No!'],
    ];
    expect((await answer(`/en/manage/claims/${id}`, object, submitter)).status).toBe(409);
    expect(await markDueClaims(env.DB, Date.now())).toBeGreaterThan(0);
    expect(await markDueClaims(env.DB, Date.now())).toBe(0);
    expect((await claimRow())?.state).toBe('due');
    expect((await answer(`/en/manage/claims/${id}`, object, submitter)).status).toBe(409);
    expect(await ownerOf(entry)).toBeNull();
  });
});

describe('the decision', () => {
  test('waits for the time to object, then is made once', async () => {
    const id = await claimed();
    expect((await decide(id, moderator)).status).toBe(409);
    expect((await html('/en/moderation/claims', moderator)).text).not.toContain(id);
    await timeIsOver(id);
    expect((await html('/en/moderation/claims', moderator)).text).toContain(id);
    expect((await decide(id, moderator, 'grant', '7')).status).toBe(409);
    expect((await decide(id, moderator)).status).toBe(303);
    expect((await decide(id, moderator)).status).toBe(409);
    expect((await decide(id, moderator, 'refuse')).status).toBe(409);
    expect((await historyOf(env.DB, entry)).at(-1)).toMatchObject({
      type: 'initiative.transferred',
      actorKind: 'account',
      actorId: moderator.id,
      data: { organization_id: organization },
    });
    await mailedTo(ann.email, `belongs to ${name}`);
    const slug = (await html(`/en/initiatives/${entry}`)).status;
    expect(slug).toBe(301);
  });

  test('granted and refused at the same moment, only one counts', async () => {
    const id = await claimed();
    await timeIsOver(id);
    const other = await aPerson('moderator');
    const answers = await Promise.all([decide(id, moderator), decide(id, other, 'refuse')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
    expect((await ownerOf(entry)) === organization).toBe((await claimRow())?.state === 'granted');
  });

  test('is not for partisans, nor for those who only read or recommend', async () => {
    const id = await claimed();
    await timeIsOver(id);
    const partisans = [await aPerson('moderator'), await aPerson('administrator')];
    for (const person of partisans) await join(organization, person, 'viewer');
    await env.DB.prepare(`UPDATE contacts SET user_id = ?1 WHERE email = ?2`)
      .bind(partisans[1]?.id, submitter.email)
      .run();
    for (const person of partisans) {
      expect((await decide(id, person)).status).toBe(404);
      expect((await html('/en/moderation/claims', person)).text).not.toContain(id);
    }
    expect((await decide(id, await aPerson('reviewer'))).status).toBe(403);
    expect((await decide(id, await aPerson('focal-point'))).status).toBe(404);
    expect((await decide(id, ann)).status).toBe(404);
    expect((await html('/en/moderation/claims', ann)).status).toBe(404);
    expect((await html('/en/moderation/claims')).status).toBe(303);
    expect((await claimRow())?.state).toBe('open');
    await env.DB.prepare(`UPDATE contacts SET user_id = ?1 WHERE email = ?2`)
      .bind(submitter.id, submitter.email)
      .run();
  });
});

describe('giving an entry away', () => {
  const give = async (by: Person, to: string, version?: string) =>
    postForm(
      `/en/manage/entries/${entry}/give`,
      [
        ['organization', to],
        ['message', ''],
        ['expected_version', version ?? (await versionOf(entry))],
      ],
      by.headers,
    );

  test('to an own organisation is done at once', async () => {
    await join(organization, submitter, 'editor');
    expect((await give(submitter, name, '9')).status).toBe(409);
    expect((await give(submitter, name)).status).toBe(303);
    expect(await ownerOf(entry)).toBe(organization);
    expect((await give(submitter, name)).status).toBe(409);
    const page = await html(`/en/manage/entries/${entry}`, submitter);
    expect(page.text).toContain(`/en/organizations/${organization}`);
  });

  test('to another one waits for its owners', async () => {
    expect((await give(ann, name)).status).toBe(403);
    expect((await give(submitter, 'Nobody knows it')).status).toBe(422);
    const viewer = await aPerson();
    await join(organization, viewer, 'viewer');
    expect((await give(submitter, `${ORIGIN}/fr/organizations/${organization}/x`)).status).toBe(303);
    expect(await ownerOf(entry)).toBeNull();
    const path = linkIn(await mailedTo(ann.email, `offers the entry to ${name}`));
    expect((await html(path, viewer)).status).toBe(404);
    expect((await answer(path, [['answer', 'accept']], submitter)).status).toBe(404);
    expect((await answer(path, [['answer', 'accept']], ann)).status).toBe(303);
    expect((await answer(path, [['answer', 'decline']], ann)).status).toBe(409);
    expect((await historyOf(env.DB, entry)).at(-1)).toMatchObject({
      type: 'initiative.transferred',
      actorId: submitter.id,
    });
    await mailedTo(submitter.email, `belongs to ${name}`);
  });

  test('is over when they decline, or when the entry is no longer the giver’s', async () => {
    await give(submitter, name);
    const first = `/en/manage/claims/${(await claimRow())?.id}`;
    expect((await answer(first, [['answer', 'decline']], ann)).status).toBe(303);
    await mailedTo(submitter.email, `will not pass to ${name}`);
    expect((await give(submitter, name)).status).toBe(303);
    const second = `/en/manage/claims/${(await claimRow())?.id}`;
    await env.DB.prepare('UPDATE initiatives SET contact_id = NULL WHERE id = ?1').bind(entry).run();
    expect((await answer(second, [['answer', 'accept']], ann)).status).toBe(409);
    expect(await ownerOf(entry)).toBeNull();
  });
});
