import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import type { Content } from '#domain/initiative/content.ts';
import type { EventData, Standing } from '#domain/initiative/events.ts';
import { EVENT_BY_ACTION, EVENT_BY_PROPOSAL } from '#domain/initiative/events.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { commit } from './commit.ts';
import {
  type Difference,
  FROM_THE_BEGINNING,
  type VerifyCursor,
  verifyLog,
  verifyStep,
} from './verify-log.ts';

const TYPES = { ...EVENT_BY_ACTION, ...EVENT_BY_PROPOSAL };
type Step = [keyof typeof TYPES, (EventData & { content?: Content })?];

/** An entry with a log: confirmed, then these steps, one second after the other. */
async function anEntryWith(...steps: Step[]): Promise<{ id: string; standing: Standing }> {
  const entry = await aPendingEntry(env.DB, aContent({ action_lines: ['C1', 'C7-egov'] }), 1_700_000_000_000);
  let { standing } = entry;
  for (const [name, { content, ...data } = {}] of steps)
    standing = await commit(env.DB, {
      initiativeId: entry.id,
      before: standing,
      type: TYPES[name],
      actor: { kind: 'account', id: 'mia' },
      data,
      content,
      jobs: [],
      at: standing.updatedAt + 1000,
    });
  return { id: entry.id, standing };
}

const other = (): Content => aContent({ language: 'sw', action_lines: ['C9'] });

async function manyLogs(): Promise<string[]> {
  const logs: Step[][] = [
    [],
    [['approve']],
    [['approve'], ['revise', { content: other() }], ['decline', { reason: 'promotional' }]],
    [['approve'], ['revise', { content: other() }], ['approve'], ['undo']],
    [['approve'], ['revise', { content: other() }], ['request-changes', { deadline: 5 }], ['close']],
    [
      ['request-changes', { deadline: 5, fields: ['title'] }],
      ['revise', { content: other() }],
    ],
    [['decline', { reason: 'duplicate' }], ['appeal'], ['grant-appeal']],
    [['approve'], ['propose', { proposal: 'hide' }], ['hide'], ['restore']],
    [['approve'], ['merge', { into: newId() }]],
    [['approve'], ['propose', { proposal: 'delete' }], ['delete']],
    [['assign', { assignee: 'ben', rule: 'hand' }], ['note'], ['transfer', { organization_id: 'river' }]],
  ];
  const entries = await Promise.all(logs.map((steps) => anEntryWith(...steps)));
  return entries.map(({ id }) => id);
}

async function allDifferences(repair = false): Promise<Difference[]> {
  const found: Difference[] = [];
  for (let cursor: VerifyCursor = FROM_THE_BEGINNING; cursor.part !== 'done'; ) {
    const step = await verifyStep(env.DB, cursor, { repair, at: 1_800_000_000_000 });
    found.push(...step.differences);
    cursor = step.cursor;
  }
  return found;
}

test('what the write path stores is what the log says, wherever an entry went', async () => {
  const ids = await manyLogs();
  expect(await allDifferences()).toEqual([]);
  expect(await verifyLog(env.DB, 0)).toEqual({ entries: ids.length, differences: 0 });
});

test('what was changed past the log is found, field by field, and repaired; the index follows', async () => {
  const [waiting = '', published = '', , undone = ''] = await manyLogs();
  const { id: deleted } = await anEntryWith(['approve'], ['delete']);
  const statements = [
    `UPDATE initiatives SET title = 'Another', action_line_mask = 0, language = 'ru' WHERE id = '${published}'`,
    `UPDATE initiatives SET published_at = 1, decision = json_set(decision, '$.by', 'nobody') WHERE id = '${undone}'`,
    `UPDATE initiatives SET queue = 'changed', assignee = 'zoe', updated_at = 7 WHERE id = '${waiting}'`,
    `UPDATE initiatives SET title = 'Kept' WHERE id = '${deleted}'`,
  ];
  await env.DB.batch(statements.map((statement) => env.DB.prepare(statement)));
  const found = await allDifferences();
  const fieldsOf = (id: string) => found.filter((one) => one.id === id).map(({ field }) => field);
  expect(fieldsOf(published).sort()).toEqual(['actionLineMask', 'language', 'title']);
  expect(fieldsOf(undone).sort()).toEqual(['decision', 'publishedAt']);
  expect(fieldsOf(waiting).sort()).toEqual(['assignee', 'queue', 'updatedAt']);
  expect(fieldsOf(deleted)).toEqual(['title']);
  expect(found.find(({ field }) => field === 'queue')).toMatchObject({ stored: 'changed', derived: 'new' });

  expect(await allDifferences(true)).toEqual(found);
  expect(await allDifferences()).toEqual([]);
  const jobs = await env.DB.prepare("SELECT id FROM outbox WHERE id LIKE ?1 || '.3.repaired-%'")
    .bind(published)
    .all();
  expect(jobs.results).toHaveLength(1);
});

test('what waits and its tally are compared too', async () => {
  const { id } = await anEntryWith();
  const gone = await anEntryWith(['approve']);
  await env.DB.batch([
    env.DB.prepare('DELETE FROM waiting WHERE initiative_id = ?1').bind(id),
    env.DB.prepare("UPDATE waiting_counts SET count = count + 3 WHERE part = 'all' AND queue = 'new'"),
    env.DB.prepare(`INSERT INTO waiting SELECT ?1, 'new', 1, 0, 1, 1, NULL, 'en', 1, '[]', '[]', '[]'`).bind(
      gone.id,
    ),
  ]);
  const fields = (await allDifferences()).map((one) => `${one.id} ${one.field}`);
  expect(fields).toEqual(
    expect.arrayContaining([`${id} waiting.new`, `${gone.id} waiting.new`, 'new waiting_counts.all.']),
  );
  await allDifferences(true);
  expect(await allDifferences()).toEqual([]);
});

test('a log with a hole, and a row without a log, are told and left alone', async () => {
  const { id } = await anEntryWith(['approve']);
  await env.DB.prepare(
    `INSERT INTO events (initiative_id, version, type, actor_kind, data, at) VALUES (?1, 9, 'initiative.noted', 'system', '{}', 1)`,
  )
    .bind(id)
    .run();
  const lost = newId();
  await env.DB.prepare(
    `INSERT INTO events (initiative_id, version, type, actor_kind, data, at) VALUES (?1, 1, 'initiative.submitted', 'link', '{}', 1)`,
  )
    .bind(lost)
    .run();
  const found = await allDifferences(true);
  expect(found.map((one) => `${one.id} ${one.field}`).sort()).toEqual([`${id} log`, `${lost} row`].sort());
  expect(await allDifferences()).toEqual(found);
});
