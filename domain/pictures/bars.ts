import { max, sum } from 'd3-array';
import { scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';

export interface BarPart {
  /** Place of the part in its row. */
  part: number;
  value: number;
  /** Per cent of the width, from the left edge. */
  x: number;
  width: number;
}

export interface Bar {
  total: number;
  parts: BarPart[];
  /** Where the bar ends, in per cent from the left edge: its left end in Arabic. */
  end: number;
}

export interface BarsOptions {
  /** Rows grow from right to left. */
  rtl: boolean;
  /** Per cent of the width before the bars, for their names, and after the longest, for its number. */
  before: number;
  after: number;
}

/** Bars of one scale from zero, each made of parts; parts of nothing are left out. */
export function barsOf(rows: readonly (readonly number[])[], { rtl, before, after }: BarsOptions): Bar[] {
  const keys = (rows[0] ?? []).map((_, part) => part);
  const totals = rows.map((row) => sum(row));
  const scale = scaleLinear()
    .domain([0, Math.max(1, max(totals) ?? 1)])
    .range([before, 100 - after]);
  const series = stack<unknown, readonly number[], number>()
    .keys(keys)
    .value((row, part) => row[part] ?? 0)(rows as (readonly number[])[]);
  return rows.map((row, index) => ({
    total: totals[index] ?? 0,
    end: mirrored(scale(totals[index] ?? 0), 0, rtl),
    parts: series.flatMap((one) => {
      const [from, to] = one[index] ?? [0, 0];
      if (from === to) return [];
      const width = scale(to) - scale(from);
      return [
        {
          part: one.key,
          value: row[one.key] ?? 0,
          x: mirrored(scale(from), width, rtl),
          width: hundredths(width),
        },
      ];
    }),
  }));
}

/** The left edge of what begins at `start` per cent in the direction of reading. */
export function mirrored(start: number, width: number, rtl: boolean): number {
  return hundredths(rtl ? 100 - start - width : start);
}

const hundredths = (value: number) => Math.round(value * 100) / 100;
