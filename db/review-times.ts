import type { EventData, EventType, Standing } from '../domain/initiative/events.ts';
import { apply } from '../domain/initiative/standing.ts';
import { QUEUES, type QueueName } from '../domain/initiative/states.ts';
import type { Database } from './client.ts';

/** Days that the median looks back. */
export const REVIEW_DAYS = 90;
const DAY = 86_400_000;
/** Decisions that are read, the newest: a bound on the work of a night. */
const MOST_DECISIONS = 20_000;
const A_READ = 100;

/** Decisions of one queue in the last `REVIEW_DAYS`, and the days of which half of them took no more; null if there were none. */
export interface DecidedIn {
  decided: number;
  medianDays: number | null;
}
type Figures = Record<QueueName, DecidedIn>;

/** The types that `events_decided` indexes. */
const DECISIONS = [
  'initiative.approved',
  'initiative.changes-requested',
  'initiative.declined',
  'initiative.appeal-granted',
  'initiative.appeal-rejected',
] as const satisfies readonly EventType[];
const TYPES = DECISIONS.map((type) => `'${type}'`).join(', ');

interface Logged {
  initiativeId: string;
  version: number;
  type: EventType;
  actorId: string | null;
  data: string;
  at: number;
}

/** How long each decision since `from` had waited, by queue, as the log of each entry says. What was undone does not count. */
function waitsOf(log: readonly Logged[], from: number): { queue: QueueName; waited: number }[] {
  let before: Standing | null = null;
  let waits: { queue: QueueName; waited: number }[] = [];
  for (const event of log) {
    const { type, at } = event;
    if (type === 'initiative.decision-undone') waits = waits.slice(0, -1);
    if ((DECISIONS as readonly EventType[]).includes(type) && before?.queue && before.queuedAt !== null)
      waits.push({ queue: before.queue, waited: at < from ? -1 : at - before.queuedAt });
    before = apply(before, { ...event, data: JSON.parse(event.data) as EventData });
  }
  return waits.filter(({ waited }) => waited >= 0);
}

/** The middle value, or the mean of the two in the middle; null of nothing. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** Computes from the log how long decisions took, and keeps it for the public. */
export async function keepReviewTimes(database: D1Database, now: number): Promise<void> {
  const from = now - REVIEW_DAYS * DAY;
  const { results: decided } = await database
    .prepare(
      `SELECT DISTINCT initiative_id AS id FROM (
         SELECT initiative_id FROM events WHERE type IN (${TYPES}) AND at >= ?1 ORDER BY at DESC LIMIT ${MOST_DECISIONS}
       )`,
    )
    .bind(from)
    .all<{ id: string }>();
  const waits: { queue: QueueName; waited: number }[] = [];
  for (let place = 0; place < decided.length; place += A_READ) {
    const ids = decided.slice(place, place + A_READ).map(({ id }) => id);
    const { results: log } = await database
      .prepare(
        `SELECT initiative_id AS initiativeId, version, type, actor_id AS actorId, data, at FROM events
         WHERE initiative_id IN (SELECT value FROM json_each(?1)) ORDER BY initiative_id, version`,
      )
      .bind(JSON.stringify(ids))
      .all<Logged>();
    for (const events of Map.groupBy(log, ({ initiativeId }) => initiativeId).values())
      waits.push(...waitsOf(events, from));
  }
  const figures = Object.fromEntries(
    QUEUES.map((queue) => {
      const days = waits.filter((wait) => wait.queue === queue).map(({ waited }) => waited / DAY);
      const middle = median(days);
      return [
        queue,
        { decided: days.length, medianDays: middle === null ? null : Math.round(middle * 10) / 10 },
      ];
    }),
  ) as Figures;
  await database
    .prepare(
      'INSERT INTO review_times (id, at, figures) VALUES (1, ?1, ?2) ON CONFLICT (id) DO UPDATE SET at = ?1, figures = ?2',
    )
    .bind(now, JSON.stringify(figures))
    .run();
}

export interface ReviewTimes {
  /** When the medians were computed, in milliseconds since 1970; null if never. */
  computedAt: number | null;
  queues: (DecidedIn & {
    queue: QueueName;
    /** Waiting now. */
    open: number;
    /** Whole days that the oldest of them waits; null if none does. */
    oldestDays: number | null;
  })[];
  /** Waiting for an answer of their submitters. */
  asked: number;
}

/** How long decisions took and what waits now: a few rows. */
export async function reviewTimes(database: Database, now: number): Promise<ReviewTimes> {
  const [kept, counts] = await Promise.all([
    database
      .prepare('SELECT at, figures FROM review_times WHERE id = 1')
      .first<{ at: number; figures: string }>(),
    database
      .prepare(
        `SELECT queue, count, (SELECT since FROM waiting AS w INDEXED BY waiting_queue
           WHERE w.queue = c.queue AND w.urgent = 0 ORDER BY since LIMIT 1) AS since
         FROM waiting_counts AS c WHERE part = 'all' AND value = ''`,
      )
      .all<{ queue: string; count: number; since: number | null }>(),
  ]);
  const figures = kept ? (JSON.parse(kept.figures) as Figures) : null;
  const countOf = (queue: string) => counts.results.find((row) => row.queue === queue);
  return {
    computedAt: kept?.at ?? null,
    queues: QUEUES.map((queue) => {
      const since = countOf(queue)?.since ?? null;
      return {
        queue,
        ...(figures?.[queue] ?? { decided: 0, medianDays: null }),
        open: countOf(queue)?.count ?? 0,
        oldestDays: since === null ? null : Math.max(0, Math.floor((now - since) / DAY)),
      };
    }),
    asked: countOf('asked')?.count ?? 0,
  };
}
