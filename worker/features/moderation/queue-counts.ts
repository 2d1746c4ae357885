import type { Database } from '#db/client.ts';
import { AGE_NAMES, AGES, type Age, DUE_DAYS, dayOf, VIEWS, type View } from '#domain/initiative/desk.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import type { QueueCounts } from './queue.ts';
import { TABS, type Tab } from './queue-query.ts';

interface Counted {
  queue: Tab;
  part: 'all' | 'assignee' | 'language' | 'line' | 'day';
  value: string | number;
  count: number;
}

/** The longest age that is told from longer ones, in days. */
const OLDEST = Math.max(...AGE_NAMES.map((age) => AGES[age][0]));

/**
 * All counts of a queue for who sees everything and filters nothing, from the tally that triggers keep: its cost does not
 * grow with what waits.
 */
export async function countsFromTally(
  database: Database,
  tab: Tab,
  { userId, now }: { userId: string; now: number },
): Promise<QueueCounts> {
  const today = dayOf(now);
  const { results } = await database
    .prepare(
      `SELECT queue, part, value, count FROM waiting_counts
       WHERE queue IN (${TABS.map((name) => `'${name}'`).join()}) AND part = 'all'
       UNION ALL
       SELECT queue, part, value, count FROM waiting_counts
       WHERE queue = ?1 AND part = 'assignee' AND value IN ('', ?2)
       UNION ALL
       SELECT queue, part, value, count FROM waiting_counts
       WHERE queue = ?1 AND part IN ('language', 'line')
       UNION ALL
       SELECT queue, part, value, count FROM waiting_counts
       WHERE queue IN (?1, iif(?1 = 'open', 'appealed', ?1)) AND part = 'day' AND value > ?3`,
    )
    .bind(tab, userId, today - OLDEST)
    .all<Counted>();

  const sum = (fits: (row: Counted) => boolean) =>
    results.filter(fits).reduce((total, { count }) => total + count, 0);
  const here = ({ queue }: Counted) => queue === tab;
  const allOf = (queue: Tab) => sum((row) => row.queue === queue && row.part === 'all');
  const total = allOf(tab);
  /** How many of a queue wait for at least so many days. */
  const atLeast = (queue: Tab, days: number) =>
    allOf(queue) -
    sum((row) => row.queue === queue && row.part === 'day' && Number(row.value) > today - days);
  const overdue = (): number => {
    if (tab !== 'open') return DUE_DAYS[tab] === null ? 0 : atLeast(tab, DUE_DAYS[tab] + 1);
    // The other queues of `open` are due in the same number of days.
    const { appealed, new: others } = DUE_DAYS;
    return atLeast('open', others + 1) - atLeast('appealed', others + 1) + atLeast('appealed', appealed + 1);
  };
  const viewed: Record<View, number> = {
    all: total,
    mine: sum((row) => here(row) && row.part === 'assignee' && row.value === userId),
    unassigned: sum((row) => here(row) && row.part === 'assignee' && row.value === ''),
    overdue: overdue(),
  };
  const ofAge = (age: Age): number => {
    const [from, to] = AGES[age];
    return (from === 0 ? total : atLeast(tab, from)) - (to === null ? 0 : atLeast(tab, to + 1));
  };
  const languages = results.filter((row) => here(row) && row.part === 'language');
  return {
    total,
    truncated: false,
    queue: TABS.map((value) => ({ value, count: allOf(value) })),
    view: VIEWS.map((value) => ({ value, count: viewed[value] })),
    age: AGE_NAMES.map((value) => ({ value, count: ofAge(value) })),
    language: [...new Set(languages.map(({ value }) => String(value)))].sort().map((value) => ({
      value,
      count: sum((row) => here(row) && row.part === 'language' && row.value === value),
    })),
    actionLine: ACTION_LINE_CODES.map((value, bit) => ({
      value,
      count: sum((row) => here(row) && row.part === 'line' && Number(row.value) === bit),
    })),
  };
}
