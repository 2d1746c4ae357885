import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import type { Content } from '../domain/initiative/content.ts';
import { newId } from '../domain/initiative/identifiers.ts';
import type { Actor, Grant } from '../domain/initiative/permissions.ts';
import type { Action } from '../domain/initiative/states.ts';
import { aContent } from '../test/factories.ts';
import { act } from './act.ts';
import { accountActor } from './actors.ts';
import { commit } from './commit.ts';
import { entryById, historyOf } from './entries.ts';

const NOW = 1_780_000_000_000;
const { DB } = env;

/** Grants are never deleted, so that each test has people of its own. */
let run = 0;
const idOf = (name: string) => `${name}.${run}`;

beforeEach(async () => {
  run += 1;
  await DB.batch([DB.prepare('DELETE FROM initiatives'), DB.prepare('DELETE FROM users')]);
});

/** An account with a role. */
async function person(name: string, grant: Partial<Grant> = {}): Promise<void> {
  const id = idOf(name);
  const { role = 'moderator', ...limits } = grant;
  const scope = { languages: [], action_lines: [], commissions: [], countries: [], ...limits };
  await DB.batch([
    DB.prepare('INSERT INTO users (id, name, email, created_at, updated_at) VALUES (?1, ?1, ?2, 1, 1)').bind(
      id,
      `${newId()}@x.example`,
    ),
    DB.prepare('INSERT INTO grants (id, user_id, role, scope, granted_at) VALUES (?1, ?2, ?3, ?4, 1)').bind(
      newId(),
      id,
      role,
      JSON.stringify(scope),
    ),
  ]);
}

async function contact(userId: string | null): Promise<string> {
  const id = newId();
  await DB.prepare(`INSERT INTO contacts (id, language, created_at, user_id) VALUES (?1, 'en', 1, ?2)`)
    .bind(id, userId)
    .run();
  return id;
}

/** An entry that its submitter has just confirmed. */
async function confirmed(content: Partial<Content> = {}, submitter?: string): Promise<string> {
  const initiativeId = newId();
  const contactId = await contact(submitter === undefined ? null : idOf(submitter));
  await commit(DB, {
    initiativeId,
    before: null,
    type: 'initiative.submitted',
    actor: { kind: 'link', id: contactId },
    content: aContent(content),
    contactId,
    jobs: [],
    at: NOW,
  });
  await does(initiativeId, { kind: 'link', initiativeId, contactId }, 'confirm');
  return initiativeId;
}

async function does(
  id: string,
  who: Actor | string,
  action: Action,
  more: Partial<Parameters<typeof act>[1]> = {},
) {
  const actor = typeof who === 'string' ? await accountActor(DB, idOf(who), NOW) : who;
  if (!actor) throw new Error(`no account ${who}`);
  return act(DB, { initiativeId: id, actor, action, expectedVersion: null, at: NOW, ...more });
}

async function given(id: string) {
  const last = (await historyOf(DB, id)).findLast(({ data }) => data.assignee !== undefined);
  const entry = await entryById(DB, id);
  expect(entry?.standing.assignee).toBe(last?.data.assignee);
  return [last?.data.assignee?.split('.')[0], last?.data.rule];
}

test('whose limits fit closest gets an entry; what fits nobody’s limits is for everybody', async () => {
  await person('all');
  await person('french', { languages: ['fr'] });
  await person('french-health', { languages: ['fr'], action_lines: ['C7-ehealth'] });
  await person('africa', { commissions: ['eca'] });
  await person('reviewer', { role: 'reviewer', languages: ['ru'] });
  await person('kenya', { role: 'focal-point', countries: ['KE'] });
  await person('lines', { role: 'facilitator', action_lines: ['C9'] });
  const asia = { commissions: ['escap' as const], countries: ['KE'] };
  const of = async (content: Partial<Content>) => given(await confirmed({ ...asia, ...content }));
  expect(await of({ language: 'fr' })).toEqual(['french', 'scope']);
  expect(await of({ language: 'fr', action_lines: ['C7-ehealth'] })).toEqual(['french-health', 'scope']);
  expect(await of({ action_lines: ['C9'] })).toEqual(['lines', 'scope']);
  expect(await of({ commissions: ['eca'] })).toEqual(['africa', 'scope']);
  expect(await of({ language: 'ru' })).toEqual([undefined, undefined]);
});

test('equals get equally much, whatever waits already', async () => {
  for (const id of ['a', 'b', 'c']) await person(id, { languages: ['fr'] });
  const ids: string[] = [];
  for (let index = 0; index < 9; index++) ids.push(await confirmed({ language: 'fr' }));
  const tally = async () => {
    const { results } = await DB.prepare(
      'SELECT assignee, count(*) AS count FROM initiatives WHERE queue IS NOT NULL GROUP BY assignee ORDER BY assignee',
    ).all<{ count: number }>();
    return results.map(({ count }) => count);
  };
  expect(await tally()).toEqual([3, 3, 3]);
  for (const id of ids.slice(0, 3)) await does(id, 'a', 'assign', { data: { assignee: idOf('a') } });
  for (let index = 0; index < 6; index++) await confirmed({ language: 'fr' });
  expect(await tally()).toEqual([5, 5, 5]);
});

test('nobody gets what is his own or his organisation’s', async () => {
  await person('a', { languages: ['fr'] });
  await person('b', { languages: ['fr'] });
  expect(await given(await confirmed({ language: 'fr' }, 'a'))).toEqual(['b', 'scope']);
  await DB.prepare('DELETE FROM users WHERE id = ?1').bind(idOf('b')).run();
  expect(await given(await confirmed({ language: 'fr' }, 'a'))).toEqual([undefined, undefined]);
});

test('an answer goes back to who asked, an appeal and what is granted by it to somebody else', async () => {
  await person('asker');
  await person('french', { languages: ['fr'] });
  await person('other', { languages: ['fr'], commissions: ['ece'] });
  const id = await confirmed({ language: 'fr' });
  const { contactId } = (await entryById(DB, id)) ?? {};
  const owner = { kind: 'link', initiativeId: id, contactId: contactId ?? '' } as const;
  await does(id, 'asker', 'request-changes', { message: 'Which country?' });
  await does(id, owner, 'revise', { content: aContent({ language: 'fr' }) });
  expect(await given(id)).toEqual(['asker', 'asked']);
  await does(id, 'french', 'decline', { data: { reason: 'out-of-scope' } });
  await does(id, owner, 'appeal');
  expect(await given(id)).toEqual([undefined, undefined]);
  await does(id, 'asker', 'grant-appeal', { message: 'Yes' });
  expect(await given(id)).toEqual([undefined, undefined]);
});

test('by hand an entry goes to oneself, to a colleague who may decide on it, or to nobody', async () => {
  await person('ann');
  await person('french', { languages: ['fr'] });
  await person('russian', { languages: ['ru'] });
  await person('reviewer', { role: 'reviewer' });
  const id = await confirmed({ language: 'fr' });
  const assign = async (assignee: string | null, who = 'ann') =>
    does(id, who, 'assign', { data: { assignee: assignee && idOf(assignee) } }).then(
      () => given(id),
      (error) => error.code,
    );
  expect(await assign('ann')).toEqual(['ann', 'hand']);
  expect(await assign('french')).toEqual(['french', 'hand']);
  expect(await assign(null)).toEqual([undefined, 'hand']);
  for (const wrong of ['russian', 'reviewer', 'nobody-at-all'])
    expect(await assign(wrong)).toBe('invalid-input');
  expect(await assign('ann', 'reviewer')).toBe('not-allowed');
  expect(await assign('russian', 'russian')).toBe('not-found');
  expect(await given(id)).toEqual([undefined, 'hand']);
});
