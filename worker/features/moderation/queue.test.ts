import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { entryById } from '#db/entries.ts';
import { holdLease } from '#db/leases.ts';
import { subjectEntry } from '#db/subjects.ts';
import type { Content } from '#domain/initiative/content.ts';
import { DESK_QUEUES } from '#domain/initiative/desk.ts';
import type { EventData, EventType } from '#domain/initiative/events.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { type AccountActor, canReadAtDesk, type Grant } from '#domain/initiative/permissions.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { countingRows } from '#test/support/counting-rows.ts';
import { signedIn } from '#test/support/sign-in.ts';
import { createApp } from '#worker/app.ts';
import type { Env } from '#worker/env.ts';
import { nextInQueue, placeInQueue, readQueue } from './queue.ts';
import { readQueueQuery, TABS } from './queue-query.ts';
import { countRows, rowsOf, rowsSeen, sightOf } from './queue-rows.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 15, 12);
const ago = (days: number) => NOW - days * DAY;

const EVERYTHING = { languages: [], action_lines: [], commissions: [], countries: [] };
function staff(grant: Partial<Grant> = {}, more: Partial<AccountActor> = {}): AccountActor {
  const grants = [{ role: 'moderator' as const, ...EVERYTHING, ...grant }];
  return { kind: 'account', id: 'ann', grants, memberships: [], staffPower: false, ...more };
}
const ANN = staff();

const query = (text: string) => readQueueQuery(new URLSearchParams(text));

/** What happens to an entry next, by an account called `bob`. */
async function happen(id: string, type: EventType, at: number, data: EventData = {}): Promise<void> {
  const entry = await entryById(env.DB, id);
  if (!entry) throw new Error(`no entry ${id}`);
  const actor = { kind: 'account', id: 'bob' } as const;
  await commit(env.DB, { initiativeId: id, before: entry.standing, type, actor, data, jobs: [], at });
}

async function waitingSince(days: number, content: Partial<Content> = {}): Promise<string> {
  return (await aPendingEntry(env.DB, aContent(content), ago(days))).id;
}

/** Entries in every queue, of several languages, lines, ages and people. */
async function aBusyDesk(): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < 24; index++) {
    const id = await waitingSince((index * 7) % 40, {
      language: ['en', 'fr', 'ru'][index % 3] as 'en',
      action_lines: index % 2 ? ['C5', 'C7-ehealth'] : ['C4'],
      countries: [index % 4 ? 'KE' : 'TZ'],
      commissions: [index % 5 ? 'eca' : 'ece'],
    });
    ids.push(id);
    if (index % 3 === 1)
      await happen(id, 'initiative.assigned', NOW, { assignee: index % 2 ? 'ann' : 'bob' });
    if (index % 4 === 1) await happen(id, 'initiative.changes-requested', ago(index), { deadline: NOW });
    if (index % 8 === 1) await happen(id, 'initiative.revised', ago(index / 2));
    if (index % 8 === 2) {
      await happen(id, 'initiative.declined', ago(30));
      await happen(id, 'initiative.appealed', ago(index));
    }
    if (index % 8 === 3) await happen(id, 'initiative.approved', ago(index));
    if (index % 16 === 3) await happen(id, 'initiative.revised', ago(2));
    if (index % 8 === 5) await happen(id, 'initiative.recommended', NOW, { recommendation: 'approve' });
    if (index % 8 === 4) await happen(id, 'initiative.proposed', ago(index), { proposal: 'delete' });
  }
  return ids;
}

beforeEach(async () => {
  await env.DB.batch(
    ['initiatives', 'waiting', 'leases', 'organization_names'].map((table) =>
      env.DB.prepare(`DELETE FROM ${table}`),
    ),
  );
});

describe('counts', () => {
  test('of the tally are those of the rows, in every queue and after everything that happens', async () => {
    const ids = await aBusyDesk();
    const compare = async () => {
      const sight = await sightOf(env.DB, ANN);
      expect(sight.everything).toBe(true);
      const seen = await rowsSeen(env.DB, sight);
      for (const tab of TABS) {
        const filters = query(`queue=${tab}&size=100`);
        const { counts, entries } = await readQueue(env.DB, ANN, filters, NOW);
        expect([tab, counts]).toEqual([tab, countRows(seen, filters, sight, NOW)]);
        const rows = rowsOf(seen, filters, sight, NOW);
        expect([tab, entries.map(({ id }) => id)]).toEqual([tab, rows.map(({ id }) => id)]);
      }
      return seen.rows;
    };
    const rows = await compare();
    const found = new Set(rows.map(({ queue }) => queue));
    expect(DESK_QUEUES.filter((name) => name !== 'reported' && !found.has(name))).toEqual([]);
    for (const id of ids.slice(0, 6)) await happen(id, 'initiative.withdrawn', NOW);
    await compare();
    for (const id of ids.slice(6)) {
      const state = (await entryById(env.DB, id))?.standing.state;
      if (state !== 'published') await happen(id, 'initiative.declined', NOW);
      await happen(id, 'initiative.proposal-dropped', NOW);
    }
    expect((await compare()).map(({ queue }) => queue)).toEqual([]);
    expect(await env.DB.prepare('SELECT count(*) AS count FROM waiting_counts').first('count')).toBe(0);
  });

  test('and entries are of what the person may open, whatever limits it', async () => {
    const ids = await aBusyDesk();
    const contact = newId();
    await env.DB.batch([
      env.DB.prepare(
        `INSERT INTO contacts (id, email, language, created_at, user_id) VALUES (?1, NULL, 'en', 1, 'ann')`,
      ).bind(contact),
      env.DB.prepare('UPDATE initiatives SET contact_id = ?1 WHERE id = ?2').bind(contact, ids[0]),
      env.DB.prepare(`UPDATE initiatives SET organization_id = 'trust' WHERE id = ?1`).bind(ids[5]),
    ]);
    const named = await waitingSince(3, {
      organizations: [{ name: 'RADIO  house', acronym: '', role: 'partner' }],
    });
    await env.DB.prepare(
      `INSERT INTO organization_names (organization_id, language, name, key, page_id, current)
       VALUES ('radio', 'en', 'Radio House', 'radio house', 'radio', 1)`,
    ).run();
    const people = [
      ANN,
      staff({ languages: ['fr'] }),
      staff({ role: 'facilitator', action_lines: ['C5'] }),
      staff({ role: 'facilitator' }),
      staff({ role: 'focal-point', countries: ['TZ'] }),
      staff({ role: 'reviewer', commissions: ['ece'], languages: ['en', 'ru'] }),
      staff({}, { memberships: [{ organizationId: 'radio', role: 'viewer' }] }),
      staff({}, { id: 'carol', memberships: [{ organizationId: 'trust', role: 'owner' }] }),
      staff({ role: 'administrator' }),
      staff({ role: 'administrator' }, { staffPower: true }),
    ];
    for (const person of people) {
      const { counts, entries } = await readQueue(env.DB, person, query('size=100'), NOW);
      const open: string[] = [];
      for (const id of [...ids, named]) {
        const held = await subjectEntry(env.DB, id);
        const waits = ['pending', 'appealed', 'changes-requested'].includes(held?.subject.state ?? '');
        if (held && waits && canReadAtDesk(person, held.subject)) open.push(id);
      }
      expect(entries.map(({ id }) => id).sort()).toEqual(open.sort());
      expect(counts.total).toBe(open.length);
    }
  });

  test('narrow by view, age, language and line, each counted without its own filter', async () => {
    const today = await waitingSince(0, { language: 'fr' });
    const week = await waitingSince(7, { action_lines: ['C7-ehealth'] });
    const old = await waitingSince(8, { language: 'fr' });
    const oldest = await waitingSince(31);
    await happen(week, 'initiative.assigned', NOW, { assignee: 'ann' });
    const appealed = await waitingSince(40);
    await happen(appealed, 'initiative.declined', ago(39));
    await happen(appealed, 'initiative.appealed', ago(14));
    const idsOf = async (text: string) =>
      (await readQueue(env.DB, ANN, query(`queue=open&${text}`), NOW)).entries.map(({ id }) => id);
    expect(await idsOf('')).toEqual([oldest, appealed, old, week, today]);
    expect(await idsOf('view=mine')).toEqual([week]);
    expect(await idsOf('view=unassigned')).toEqual([oldest, appealed, old, today]);
    // An appeal has a week more.
    expect(await idsOf('view=overdue')).toEqual([oldest, old]);
    expect(await idsOf('age=today')).toEqual([today]);
    expect(await idsOf('age=week')).toEqual([week, today]);
    expect(await idsOf('age=over-7')).toEqual([oldest, appealed, old]);
    expect(await idsOf('age=over-30')).toEqual([oldest]);
    expect(await idsOf('language=fr&page=2&size=1')).toEqual([today]);
    expect(await idsOf('action_line=C7')).toEqual([week]);
    const { counts } = await readQueue(env.DB, ANN, query('queue=new&view=overdue&language=fr'), NOW);
    expect(counts.total).toBe(1);
    expect(counts.view.map(({ count }) => count)).toEqual([2, 0, 2, 1]);
    expect(counts.language).toEqual([
      { value: 'en', count: 1 },
      { value: 'fr', count: 1 },
    ]);
    expect(counts.queue.slice(0, 2)).toEqual([
      { value: 'open', count: 1 },
      { value: 'new', count: 1 },
    ]);
  });
});

test('a recommendation is shown from when it is made until the entry changes', async () => {
  const id = await waitingSince(3);
  const shown = async () => {
    const [entry] = (await readQueue(env.DB, ANN, query('queue=open'), NOW)).entries;
    return [entry?.queue, entry?.recommendation];
  };
  expect(await shown()).toEqual(['new', null]);
  await happen(id, 'initiative.recommended', ago(2), { recommendation: 'decline' });
  await happen(id, 'initiative.recommended', ago(2), { recommendation: 'approve' });
  expect(await shown()).toEqual(['new', 'approve']);
  await happen(id, 'initiative.changes-requested', ago(1));
  await happen(id, 'initiative.revised', NOW);
  expect(await shown()).toEqual(['answered', null]);
});

describe('the next entry', () => {
  test('is the one after, then the first, and rather one that no colleague has open', async () => {
    const ids = [await waitingSince(9), await waitingSince(8), await waitingSince(7), await waitingSince(6)];
    const [first = '', second = '', third = '', fourth = ''] = ids;
    for (const filters of [query('queue=open'), query('queue=new&view=unassigned')]) {
      const following = async (id: string) =>
        ids.indexOf(
          (await nextInQueue(env.DB, ANN, filters, {
            place: await placeInQueue(env.DB, filters, id),
            id,
            now: NOW,
          })) ?? '',
        );
      expect([await following(first), await following(fourth), await following(newId())]).toEqual([1, 0, 0]);
      await holdLease(env.DB, { initiativeId: second, userId: 'ann', at: NOW });
      expect(await following(first)).toBe(1);
      await env.DB.prepare(
        `INSERT OR IGNORE INTO users (id, name, email, created_at, updated_at) VALUES ('bob', 'Bob', 'bob@x.example', 1, 1)`,
      ).run();
      await holdLease(env.DB, { initiativeId: second, userId: 'bob', at: NOW });
      expect(await following(first)).toBe(2);
      for (const initiativeId of [third, fourth])
        await holdLease(env.DB, { initiativeId, userId: 'bob', at: NOW });
      expect(await following(first)).toBe(1);
      await env.DB.prepare('DELETE FROM leases').run();
    }
  });
});

describe('with 20,000 entries of which 1,000 wait', () => {
  let headers: { cookie: string; origin: string };
  beforeAll(async () => {
    headers = await signedIn('moderator');
  });

  test('the page of the queue reads at most 200 rows and weighs at most 50 kB', async () => {
    const content = JSON.stringify(aContent()).replaceAll("'", "''");
    const numbers = 'WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)';
    const id = `printf('%010d', i)`;
    await env.DB.batch([
      env.DB.prepare(
        `${numbers} INSERT INTO revisions (initiative_id, revision, content, at) SELECT ${id}, 1, '${content}', 1 FROM n`,
      ),
      env.DB.prepare(
        `${numbers} INSERT INTO initiatives (id, state, version, revision, revisions, published_revision, published_at,
           public_at, created_at, updated_at, queue, queued_at, assignee, language, action_line_mask, title)
         SELECT ${id}, iif(w, 'pending', 'published'), 2, 1, 1, iif(w, NULL, 1), iif(w, NULL, 1), iif(w, NULL, 1),
           ?1 - i * 86400, ?1 - i * 86400, iif(w, q, NULL), iif(w, ?1 - i * 86400, NULL),
           iif(w AND i % 3 = 0, 'p' || (i % 7), NULL), l, 1 << (i % 18) | 1 << (i % 5),
           'Solar lamps and lessons for the village libraries of the river district, part ' || i
         FROM (SELECT i, i % 20 = 0 AS w,
           CASE i % 60 WHEN 0 THEN 'answered' WHEN 20 THEN 'changed' ELSE 'new' END AS q,
           CASE i % 6 WHEN 0 THEN 'ar' WHEN 1 THEN 'zh' WHEN 2 THEN 'en' WHEN 3 THEN 'fr' WHEN 4 THEN 'ru' ELSE 'es' END AS l
           FROM n)`,
      ).bind(Date.now()),
      ...['p0', 'p3', 'p6'].map((person) =>
        env.DB.prepare(
          `INSERT INTO users (id, name, email, created_at, updated_at) VALUES (?1, 'Ann', ?1 || '@x.example', 1, 1)`,
        ).bind(person),
      ),
    ]);
    let rows = 0;
    const counted = {
      ...env,
      DB: countingRows(env.DB, (read) => {
        rows += read;
      }),
    } as unknown as Env;
    const page = async (search: string) => {
      rows = 0;
      const request = new Request(`${env.SITE_ORIGIN}/en/moderation${search}`, { headers });
      const answer = await createApp().fetch(request, counted, createExecutionContext());
      const bytes = (await answer.arrayBuffer()).byteLength;
      expect(answer.status).toBe(200);
      return { rows, bytes };
    };
    const { rows: read, bytes } = await page('');
    console.log(`queue: ${read} rows, ${bytes} bytes`);
    expect(read).toBeGreaterThan(50);
    expect(read).toBeLessThanOrEqual(200);
    expect(bytes).toBeLessThanOrEqual(50_000);
    expect((await page('?queue=new')).rows).toBeLessThanOrEqual(200);
    // Other questions read what waits, not the register.
    expect((await page('?view=mine&language=fr')).rows).toBeLessThanOrEqual(2500);
  });
});
