import { scaleUtc } from 'd3-scale';
import { mirrored } from './bars.ts';

/** An instant or a span, in milliseconds since 1970; `end` null for what goes on. */
export interface Dated {
  start: number;
  end: number | null;
}

export interface PlacedDate {
  /** Per cent from the left edge; the width of an instant is 0. */
  x: number;
  width: number;
}

export interface TimeLine {
  from: number;
  to: number;
  dates: PlacedDate[];
  ticks: { year: number; x: number }[];
}

/** Years that have a tick at most: more would run into each other on a phone. */
const MOST_TICKS = 6;
/** Per cent left free at both ends, so that signs there are whole. */
const EDGE = 3;

/** Milliseconds since 1970 of the begin, or of the end, of YYYY, YYYY-MM or YYYY-MM-DD. */
export function instantOf(date: string, end = false): number {
  const [year = 0, month, day] = date.split('-').map(Number);
  if (!end) return Date.UTC(year, (month ?? 1) - 1, day ?? 1);
  if (day !== undefined) return Date.UTC(year, (month ?? 1) - 1, day + 1) - 1;
  return Date.UTC(month === undefined ? year + 1 : year, month ?? 0, 1) - 1;
}

/** Places dates on one line of whole years that has all of them. */
export function timeLine(dated: readonly Dated[], { rtl }: { rtl: boolean }): TimeLine {
  const first = new Date(Math.min(...dated.map(({ start }) => start))).getUTCFullYear();
  const last = new Date(Math.max(...dated.map(({ start, end }) => end ?? start))).getUTCFullYear();
  const from = Date.UTC(first, 0, 1);
  const to = Date.UTC(last + 1, 0, 1);
  const scale = scaleUtc()
    .domain([from, to])
    .range([EDGE, 100 - EDGE]);
  const step = Math.ceil((last + 1 - first) / MOST_TICKS);
  const years = Array.from({ length: Math.floor((last + 1 - first) / step) + 1 }, (_, n) => first + n * step);
  return {
    from,
    to,
    dates: dated.map(({ start, end }) => {
      const width = scale(end ?? to) - scale(start);
      return { x: mirrored(scale(start), width, rtl), width: Math.round(width * 100) / 100 };
    }),
    ticks: years.map((year) => ({ year, x: mirrored(scale(Date.UTC(year, 0, 1)), 0, rtl) })),
  };
}
