import type { Database } from '#db/client.ts';
import { othersLooking } from '#db/leases.ts';
import { valuesOfMask } from '#db/mask.ts';
import { type Age, type DeskQueue, dueAt, type View } from '#domain/initiative/desk.ts';
import type { Recommendation } from '#domain/initiative/events.ts';
import type { AccountActor } from '#domain/initiative/permissions.ts';
import type { ProposalKind, State } from '#domain/initiative/states.ts';
import { ACTION_LINE_CODES, type ActionLine } from '#domain/taxonomy/action-lines.ts';
import { countsFromTally } from './queue-counts.ts';
import { type QueueFilters, type QueueQuery, queuesOf, type Tab } from './queue-query.ts';
import { countRows, rowsOf, rowsSeen, type Sight, sightOf, type WaitingRow } from './queue-rows.ts';

/** Times in milliseconds since 1970, UTC. */
export interface QueueEntry {
  id: string;
  title: string;
  state: State;
  version: number;
  language: string;
  /** The first one that it names. */
  organization: string | null;
  actionLines: ActionLine[];
  submittedAt: number;
  /** Whole days since it was registered. */
  waitingDays: number;
  queue: DeskQueue;
  /** Since when it waits in this queue. */
  since: number;
  /** Until when somebody shall deal with it: staff, or in the queue `asked` its submitter. */
  dueAt: number | null;
  urgent: boolean;
  assignee: { id: string; name: string } | null;
  proposal: { kind: ProposalKind; own: boolean } | null;
  /** The last one of a reviewer about the entry as it stands. */
  recommendation: Recommendation | null;
  /** Colleagues who have it open now. */
  looking: { name: string; since: number }[];
}

export interface QueueCount<T> {
  value: T;
  count: number;
}

/** How many wait, and of each choice how many there would be: each counted without its own filter. */
export interface QueueCounts {
  total: number;
  /** More wait than were counted: the numbers are at least these. */
  truncated: boolean;
  queue: QueueCount<Tab>[];
  view: QueueCount<View>[];
  age: QueueCount<Age>[];
  language: QueueCount<string>[];
  actionLine: QueueCount<ActionLine>[];
}

export interface Queue {
  entries: QueueEntry[];
  counts: QueueCounts;
}

type Reference = Pick<WaitingRow, 'id' | 'queue' | 'urgent' | 'since' | 'organizations'>;
type Place = Pick<Reference, 'id' | 'queue' | 'urgent' | 'since'>;

/** One page of what waits and this person sees, with all counts. `now` in milliseconds since 1970. */
export async function readQueue(
  database: Database,
  actor: AccountActor,
  query: QueueQuery,
  now: number,
): Promise<Queue> {
  const sight = await sightOf(database, actor);
  const window = { limit: query.size, offset: (query.page - 1) * query.size };
  const tab = talliedTab(query, sight);
  if (tab) {
    const [entries, counts] = await Promise.all([
      described(database, inOrder(tab, window), actor, now),
      countsFromTally(database, tab, { userId: actor.id, now }),
    ]);
    return { counts, entries };
  }
  const seen = await rowsSeen(database, sight);
  const references = rowsOf(seen, query, sight, now).slice(window.offset, window.offset + window.limit);
  return {
    counts: countRows(seen, query, sight, now),
    entries: await described(database, given(references), actor, now),
  };
}

/** Ids of everything a filter leaves, in the order of the queue, and up to `limit`. */
export async function idsInQueue(
  database: Database,
  actor: AccountActor,
  filters: QueueFilters,
  { now, limit }: { now: number; limit: number },
): Promise<string[]> {
  const sight = await sightOf(database, actor);
  const tab = talliedTab(filters, sight);
  if (tab) return idsOfTab(database, tab, { limit });
  return idsOf(rowsOf(await rowsSeen(database, sight), filters, sight, now).slice(0, limit));
}

/** Where an entry stands in the queue, or null when it is in none of these. */
export async function placeInQueue(
  database: Database,
  filters: QueueFilters,
  id: string,
): Promise<Place | null> {
  return database
    .prepare(
      `SELECT initiative_id AS id, queue, urgent, since FROM waiting
       WHERE initiative_id = ?1 AND queue IN (SELECT value FROM json_each(?2)) ORDER BY since LIMIT 1`,
    )
    .bind(id, JSON.stringify(queuesOf(filters)))
    .first<Place>();
}

/** Entries looked at for the next one: more colleagues than these are not at work at once. */
const CANDIDATES = 20;

/**
 * The entry that comes after a place in the queue, or else the first one; rather one that no colleague has open. Null
 * when nothing waits but the entry itself.
 */
export async function nextInQueue(
  database: Database,
  actor: AccountActor,
  filters: QueueFilters,
  { place, id, now }: { place: Place | null; id: string; now: number },
): Promise<string | null> {
  const sight = await sightOf(database, actor);
  let ids: string[];
  const tab = talliedTab(filters, sight);
  if (tab && tab !== 'reported') {
    const limit = CANDIDATES;
    const later = place ? await idsOfTab(database, tab, { limit, beyond: place }) : [];
    ids = later.length < limit ? [...later, ...(await idsOfTab(database, tab, { limit }))] : later;
  } else {
    const rows = rowsOf(await rowsSeen(database, sight), filters, sight, now);
    const from = place ? rows.findIndex((row) => isBeyond(row, place)) : 0;
    ids = idsOf(from > 0 ? [...rows.slice(from), ...rows.slice(0, from)] : rows);
  }
  const candidates = [...new Set(ids)].filter((other) => other !== id).slice(0, CANDIDATES);
  const taken = await othersLooking(database, candidates, { userId: actor.id, now });
  const isFree = (other: string) => taken.every(({ initiativeId }) => initiativeId !== other);
  return candidates.find(isFree) ?? candidates[0] ?? null;
}

function idsOf(references: readonly Place[]): string[] {
  return references.map(({ id }) => id);
}

function isBeyond(row: Place, place: Place): boolean {
  if (row.urgent !== place.urgent) return row.urgent < place.urgent;
  return row.since > place.since || (row.since === place.since && row.id > place.id);
}

/** The one queue, or `open`, for which the triggers' tally answers and an index has the order; null for other questions. */
function talliedTab({ queue, view, age, ...lists }: QueueFilters, { everything }: Sight): Tab | null {
  const { state, language, action_line } = lists;
  const narrowed = view !== 'all' || age || state.length + language.length + action_line.length > 0;
  return everything && !narrowed ? (queue ?? null) : null;
}

/** A query for references. */
interface Source {
  sql: string;
  values: readonly (string | number)[];
}

/** What waits in a queue, as an index has it. */
function inOrder(tab: Tab, { limit, offset = 0, beyond }: Window): Source {
  return {
    sql: `SELECT initiative_id AS id, queue, urgent, since, organizations FROM waiting
      WHERE ${tab === 'open' ? 'open = 1' : `queue = '${tab}'`} ${beyond ? 'AND (since, initiative_id) > (?, ?)' : ''}
      ORDER BY ${tab === 'open' ? '' : 'urgent DESC,'} since, initiative_id LIMIT ? OFFSET ?`,
    values: [...(beyond ? [beyond.since, beyond.id] : []), limit, offset],
  };
}

interface Window {
  limit: number;
  offset?: number;
  beyond?: Place;
}

function given(references: readonly Reference[]): Source {
  return {
    sql: `SELECT value ->> 'id' AS id, value ->> 'queue' AS queue, value ->> 'urgent' AS urgent, value ->> 'since' AS since,
      value ->> 'organizations' AS organizations FROM json_each(?)`,
    values: [JSON.stringify(references)],
  };
}

async function idsOfTab(database: Database, tab: Tab, window: Window): Promise<string[]> {
  const { sql, values } = inOrder(tab, window);
  return idsOf(
    (
      await database
        .prepare(sql)
        .bind(...values)
        .all<Reference>()
    ).results,
  );
}

interface Described extends Reference {
  title: string;
  state: State;
  version: number;
  language: string;
  mask: number;
  createdAt: number;
  deadline: number | null;
  assignee: string | null;
  name: string | null;
  kind: ProposalKind | null;
  proposer: string | null;
  looking: string;
  recommendation: Recommendation | null;
}

const DAY = 86_400_000;

/** Entries as the queue shows them, in the order of the references. */
async function described(
  database: Database,
  { sql, values }: Source,
  actor: AccountActor,
  now: number,
): Promise<QueueEntry[]> {
  const { results } = await database
    .prepare(
      `SELECT r.id, r.queue, r.urgent, r.since, r.organizations, i.title, i.state, i.version, i.language,
         i.action_line_mask AS mask, i.created_at AS createdAt, i.deadline, i.assignee, u.name,
         i.proposal ->> 'kind' AS kind, i.proposal ->> 'by' AS proposer, (
           SELECT json_group_array(json_object('name', c.name, 'since', l.begun_at) ORDER BY l.begun_at)
           FROM leases AS l JOIN users AS c ON c.id = l.user_id
           WHERE l.initiative_id = i.id AND l.until > ? AND l.user_id <> ?
         ) AS looking, (
           SELECT e.data ->> 'recommendation' FROM events AS e INDEXED BY events_recommended
           WHERE e.initiative_id = i.id AND e.type = 'initiative.recommended' AND e.at >= i.updated_at
           ORDER BY e.version DESC LIMIT 1
         ) AS recommendation
       FROM (${sql}) AS r CROSS JOIN initiatives AS i ON i.id = r.id LEFT JOIN users AS u ON u.id = i.assignee`,
    )
    .bind(now, actor.id, ...values)
    .all<Described>();
  return results.map((row) => {
    const { id, title, state, version, language, queue, since, recommendation } = row;
    const { createdAt, assignee, kind } = row;
    return {
      ...{ id, title, state, version, language, queue, since, recommendation },
      organization: (JSON.parse(row.organizations) as string[])[0] ?? null,
      actionLines: valuesOfMask(ACTION_LINE_CODES, row.mask),
      submittedAt: createdAt,
      waitingDays: Math.max(0, Math.floor((now - createdAt) / DAY)),
      dueAt: queue === 'asked' ? row.deadline : dueAt(queue, since),
      urgent: row.urgent === 1,
      assignee: assignee === null ? null : { id: assignee, name: row.name ?? '' },
      proposal: kind === null ? null : { kind, own: row.proposer === actor.id },
      looking: JSON.parse(row.looking) as QueueEntry['looking'],
    };
  });
}
