import { QUEUES } from './states.ts';

/**
 * Why an entry waits at the desk: as the log says (`QUEUES`), because somebody reported it, because a colleague's proposal
 * waits for a second person; `asked` waits for its submitter.
 */
export const DESK_QUEUES = [...QUEUES, 'reported', 'second', 'asked'] as const;
export type DeskQueue = (typeof DESK_QUEUES)[number];

/** Days within which what waits shall be dealt with; what waits for its submitter has a deadline of its own. */
export const DUE_DAYS = {
  new: 7,
  changed: 7,
  answered: 7,
  appealed: 14,
  reported: 7,
  second: 7,
  asked: null,
} as const satisfies Record<DeskQueue, number | null>;

/** Ways to look at a queue. */
export const VIEWS = ['all', 'mine', 'unassigned', 'overdue'] as const;
export type View = (typeof VIEWS)[number];

/** How long something waits, in whole days of the calendar (UTC): from, and to where it ends. */
export const AGES = {
  today: [0, 0],
  week: [0, 7],
  'over-7': [8, null],
  'over-14': [15, null],
  'over-30': [31, null],
} as const satisfies Record<string, readonly [number, number | null]>;
export type Age = keyof typeof AGES;
export const AGE_NAMES = Object.keys(AGES) as Age[];

/** How long an entry stays marked as looked at, in milliseconds, unless that is renewed. */
export const LEASE = 30 * 60_000;

const DAY = 86_400_000;

/** The day of an instant (UTC), counted from 1970. Everything the desk says about time is in days. */
export function dayOf(at: number): number {
  return Math.floor(at / DAY);
}

/** The last moment of the day on which something is due, or null where nothing is. */
export function dueAt(queue: DeskQueue, since: number): number | null {
  const days = DUE_DAYS[queue];
  return days === null ? null : (dayOf(since) + days + 1) * DAY - 1;
}

export function isOverdue(queue: DeskQueue, since: number, now: number): boolean {
  const due = dueAt(queue, since);
  return due !== null && due < now;
}

export function isOfAge(age: Age, since: number, now: number): boolean {
  const days = Math.max(0, dayOf(now) - dayOf(since));
  const [from, to] = AGES[age];
  return days >= from && (to === null || days <= to);
}

/** Entries that are decided on together at most. */
export const BULK_SIZE = 200;
