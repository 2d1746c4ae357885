import type { Database } from '#db/client.ts';
import { maskOf, valuesOfMask } from '#db/mask.ts';
import { organizationKey } from '#domain/initiative/content.ts';
import { AGE_NAMES, type DeskQueue, isOfAge, isOverdue, VIEWS, type View } from '#domain/initiative/desk.ts';
import { type AccountActor, activeGrants, covers, type Grant } from '#domain/initiative/permissions.ts';
import { QUEUES } from '#domain/initiative/states.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import type { Commission } from '#domain/taxonomy/code-lists.ts';
import type { QueueCounts } from './queue.ts';
import { linesOf, type QueueFilters, queuesOf, TABS, type Tab } from './queue-query.ts';

/** What somebody sees of the queue. */
export interface Sight {
  /** Every entry, because a role has no limits and nothing in the queue is the person's own. */
  everything: boolean;
  grants: readonly Grant[];
  userId: string;
  /** Waiting entries that the person submitted or that belong to an organisation of his. */
  own: ReadonlySet<string>;
  /** Names of his organisations, as `organizationKey` makes them. */
  names: ReadonlySet<string>;
}

/** One reason why an entry waits. */
export interface WaitingRow {
  id: string;
  queue: DeskQueue;
  urgent: number;
  since: number;
  createdAt: number;
  assignee: string | null;
  language: string;
  mask: number;
  commissions: string;
  countries: string;
  organizations: string;
}

/** Rows that are read of what waits for a decision, and again of the rest: a bound on the work, far above any queue seen. */
export const MOST_ROWS = 5000;

function hasNoLimits({ role, languages, action_lines, commissions, countries }: Grant): boolean {
  return (
    role !== 'facilitator' &&
    role !== 'focal-point' &&
    [languages, action_lines, commissions, countries].every((limits) => limits.length === 0)
  );
}

export async function sightOf(database: Database, actor: AccountActor): Promise<Sight> {
  const memberships = JSON.stringify(actor.memberships.map(({ organizationId }) => organizationId));
  const found = await database
    .prepare(
      `SELECT (
         SELECT json_group_array(w.initiative_id) FROM (
           SELECT i.id FROM contacts AS c JOIN initiatives AS i ON i.contact_id = c.id WHERE c.user_id = ?1
           UNION SELECT id FROM initiatives WHERE organization_id IN (
             SELECT value FROM json_each(?2)
             UNION SELECT id FROM organizations WHERE merged_into IN (SELECT value FROM json_each(?2))
           )
         ) AS mine JOIN waiting AS w ON w.initiative_id = mine.id
       ) AS own, (
         SELECT json_group_array(key) FROM organization_names
         WHERE organization_id IN (SELECT value FROM json_each(?2))
       ) AS names`,
    )
    .bind(actor.id, memberships)
    .first<{ own: string; names: string }>();
  const own = new Set(JSON.parse(found?.own ?? '[]') as string[]);
  const names = new Set(JSON.parse(found?.names ?? '[]') as string[]);
  const grants = activeGrants(actor);
  const everything = grants.some(hasNoLimits) && own.size === 0 && names.size === 0;
  return { everything, grants, userId: actor.id, own, names };
}

/** Whether the person may open the entry at the desk: `canReadAtDesk`, from what `waiting` holds. */
function isSeen(sight: Sight, row: WaitingRow): boolean {
  if (sight.everything) return true;
  if (sight.own.has(row.id)) return false;
  if (sight.names.size > 0) {
    const named = JSON.parse(row.organizations) as string[];
    if (named.some((name) => sight.names.has(organizationKey(name)))) return false;
  }
  const subject = {
    language: row.language,
    action_lines: valuesOfMask(ACTION_LINE_CODES, row.mask),
    commissions: JSON.parse(row.commissions) as Commission[],
    countries: JSON.parse(row.countries) as string[],
  };
  return sight.grants.some((grant) => covers(grant, subject));
}

export interface WaitingRows {
  rows: WaitingRow[];
  /** More wait than are read. */
  truncated: boolean;
}

/** What waits and the person sees. */
export async function rowsSeen(database: Database, sight: Sight): Promise<WaitingRows> {
  const select = (open: 0 | 1) =>
    database
      .prepare(
        `SELECT initiative_id AS id, queue, urgent, since, created_at AS createdAt, assignee, language,
           action_line_mask AS mask, commissions, countries, organizations
         FROM waiting WHERE open = ${open} ORDER BY since, initiative_id LIMIT ${MOST_ROWS}`,
      )
      .all<WaitingRow>();
  const [open, rest] = await Promise.all([select(1), select(0)]);
  return {
    rows: [...open.results, ...rest.results].filter((row) => isSeen(sight, row)),
    truncated: open.results.length === MOST_ROWS || rest.results.length === MOST_ROWS,
  };
}

/** First what is urgent, then what waits longest; over several kinds of queues, what was registered first. */
function orderOf({ queue }: QueueFilters): (a: WaitingRow, b: WaitingRow) => number {
  const time = queue === undefined ? 'createdAt' : 'since';
  return (a, b) => b.urgent - a.urgent || a[time] - b[time] || (a.id < b.id ? -1 : 1);
}

const IN_VIEW: Record<View, (row: WaitingRow, userId: string, now: number) => boolean> = {
  all: () => true,
  mine: (row, userId) => row.assignee === userId,
  unassigned: (row) => row.assignee === null,
  overdue: (row, _userId, now) => isOverdue(row.queue, row.since, now),
};

/** What a filter leaves of the rows, with or without one of its parts. */
function fitting(filters: QueueFilters, sight: Sight, now: number) {
  const mask = maskOf(ACTION_LINE_CODES, linesOf(filters));
  const queues = new Set(queuesOf(filters));
  const parts = {
    queue: (row: WaitingRow) => queues.has(row.queue),
    view: (row: WaitingRow) => IN_VIEW[filters.view](row, sight.userId, now),
    age: (row: WaitingRow) => !filters.age || isOfAge(filters.age, row.since, now),
    language: (row: WaitingRow) => filters.language.length === 0 || filters.language.includes(row.language),
    line: (row: WaitingRow) => mask === 0 || (row.mask & mask) !== 0,
  };
  const names = Object.keys(parts) as (keyof typeof parts)[];
  return (rows: readonly WaitingRow[], without?: keyof typeof parts) =>
    rows.filter((row) => names.every((name) => name === without || parts[name](row)));
}

/** The rows that a filter leaves, in the order of the queue. */
export function rowsOf(
  { rows }: WaitingRows,
  filters: QueueFilters,
  sight: Sight,
  now: number,
): WaitingRow[] {
  return fitting(filters, sight, now)(rows).sort(orderOf(filters));
}

/** All counts, each without its own filter. */
export function countRows(
  { rows, truncated }: WaitingRows,
  filters: QueueFilters,
  sight: Sight,
  now: number,
): QueueCounts {
  const fits = fitting(filters, sight, now);
  const inTabs = fits(rows, 'queue');
  const inViews = fits(rows, 'view');
  const ofAges = fits(rows, 'age');
  const inLanguages = fits(rows, 'language');
  const onLines = fits(rows, 'line');
  const languages = new Set([...inLanguages.map(({ language }) => language), ...filters.language]);
  const isIn = (tab: Tab, queue: DeskQueue) =>
    tab === 'open' ? (QUEUES as readonly DeskQueue[]).includes(queue) : tab === queue;
  return {
    total: fits(rows).length,
    truncated,
    queue: TABS.map((value) => ({ value, count: inTabs.filter(({ queue }) => isIn(value, queue)).length })),
    view: VIEWS.map((value) => ({
      value,
      count: inViews.filter((row) => IN_VIEW[value](row, sight.userId, now)).length,
    })),
    age: AGE_NAMES.map((value) => ({
      value,
      count: ofAges.filter(({ since }) => isOfAge(value, since, now)).length,
    })),
    language: [...languages].sort().map((value) => ({
      value,
      count: inLanguages.filter(({ language }) => language === value).length,
    })),
    actionLine: ACTION_LINE_CODES.map((value, bit) => ({
      value,
      count: onLines.filter(({ mask }) => (mask >> bit) & 1).length,
    })),
  };
}
