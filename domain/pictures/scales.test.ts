import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barsOf } from './bars.ts';
import { countClasses, shadeOf } from './classes.ts';
import { AGES, ageOf } from './figures.ts';
import { foremost } from './findings.ts';
import { flowed, linesOf, widthOf } from './lines.ts';
import { instantOf, timeLine } from './time-line.ts';

const DAY = 86_400_000;

describe('classes of counts', () => {
  test('part all counts in order without gap or overlap, and more entries never look like fewer', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(300), { maxLength: 60 }), (counts) => {
        const classes = countClasses(counts);
        const above = counts.filter((count) => count > 0);
        expect(classes.length).toBeLessThanOrEqual(4);
        expect(classes[0]?.from).toBe(above.length > 0 ? Math.min(...above) : undefined);
        expect(classes.at(-1)?.to).toBe(above.length > 0 ? Math.max(...above) : undefined);
        for (const [place, { from, to }] of classes.entries()) {
          expect(from).toBeLessThanOrEqual(to);
          if (place > 0) expect(from).toBe((classes[place - 1]?.to ?? 0) + 1);
        }
        const shades = counts.toSorted((a, b) => a - b).map((count) => shadeOf(classes, count));
        expect(shades).toEqual(shades.toSorted((a, b) => a - b));
        expect(shades.filter((shade) => shade === 0).length).toBe(counts.length - above.length);
        expect(new Set(classes.map(({ from }) => shadeOf(classes, from))).size).toBe(classes.length);
      }),
    );
  });

  test('few counts are a class each', () => {
    expect(countClasses([3, 1, 3, 10, 0])).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 9 },
      { from: 10, to: 10 },
    ]);
  });
});

const rows = fc
  .integer({ min: 1, max: 8 })
  .chain((parts) =>
    fc.array(fc.array(fc.nat(500), { minLength: parts, maxLength: parts }), { minLength: 1, maxLength: 20 }),
  );

describe('bars', () => {
  test('are as long as their numbers, part by part, and stay in their room', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const bars = barsOf(table, { rtl: false, before: 10, after: 15 });
        const most = Math.max(1, ...table.map((row) => row.reduce((sum, n) => sum + n, 0)));
        for (const [index, { total, parts, end }] of bars.entries()) {
          expect(total).toBe(table[index]?.reduce((sum, n) => sum + n, 0));
          expect(parts.map(({ part, value }) => [part, value])).toEqual(
            table[index]?.flatMap((value, part) => (value > 0 ? [[part, value]] : [])),
          );
          for (const { value, width } of parts) expect(width).toBeCloseTo((75 * value) / most, 1);
          expect(end).toBeCloseTo(10 + (75 * total) / most, 1);
          expect(parts[0]?.x ?? 10).toBeCloseTo(10, 5);
        }
      }),
    );
  });

  test('in Arabic are the same seen in a mirror', () => {
    fc.assert(
      fc.property(rows, (table) => {
        const options = { before: 10, after: 15 };
        const mirrored = barsOf(table, { rtl: true, ...options });
        for (const [index, bar] of barsOf(table, { rtl: false, ...options }).entries()) {
          expect(mirrored[index]?.end).toBeCloseTo(100 - bar.end, 1);
          for (const [place, { x, width }] of bar.parts.entries()) {
            const other = mirrored[index]?.parts[place];
            expect((other?.x ?? 0) + (other?.width ?? 0)).toBeCloseTo(100 - x, 1);
            expect(other?.width).toBe(width);
          }
        }
      }),
    );
  });
});

describe('a time line', () => {
  const instant = (date: string) => ({ start: instantOf(date), end: instantOf(date) });

  test('places dates in their order, on whole years, mirrored in Arabic', () => {
    const dated = [{ start: instantOf('2019'), end: instantOf('2020-06', true) }, instant('2024-03-05')];
    const { from, to, dates, ticks } = timeLine(dated, { rtl: false });
    expect([from, to]).toEqual([Date.UTC(2019, 0, 1), Date.UTC(2025, 0, 1)]);
    expect(dates[0]?.x).toBe(3);
    expect(dates[0]?.width).toBeCloseTo(94 / 4, 0);
    expect(dates[1]?.x).toBeGreaterThan(80);
    expect(ticks.map(({ year }) => year)).toEqual([2019, 2020, 2021, 2022, 2023, 2024, 2025]);
    const other = timeLine(dated, { rtl: true });
    expect((other.dates[0]?.x ?? 0) + (other.dates[0]?.width ?? 0)).toBeCloseTo(97, 1);
    expect(other.dates[1]?.x).toBeCloseTo(100 - (dates[1]?.x ?? 0), 1);
  });

  test('what goes on reaches to its end', () => {
    const [first] = timeLine([{ start: instantOf('2020'), end: null }, instant('2024-03-05')], {
      rtl: false,
    }).dates;
    expect([first?.x, first?.width]).toEqual([3, 94]);
  });

  test('has few ticks however long it is, and room for a single day', () => {
    expect(timeLine([instant('1950'), instant('2100')], { rtl: false }).ticks.length).toBeLessThanOrEqual(7);
    const day = timeLine([instant('2020-02-29')], { rtl: false });
    expect(day.ticks.map(({ year }) => year)).toEqual([2020, 2021]);
  });

  test('a date without a day begins and ends with its month or year', () => {
    expect(instantOf('2020')).toBe(Date.UTC(2020, 0, 1));
    expect(instantOf('2020', true)).toBe(Date.UTC(2021, 0, 1) - 1);
    expect(instantOf('2020-02', true)).toBe(Date.UTC(2020, 2, 1) - 1);
    expect(instantOf('2020-12', true)).toBe(Date.UTC(2021, 0, 1) - 1);
    expect(instantOf('2020-12-31', true)).toBe(Date.UTC(2021, 0, 1) - 1);
  });
});

test('ages follow each other: every entry has one', () => {
  const now = Date.UTC(2026, 0, 1);
  expect(ageOf(now, now)).toBe(0);
  expect(ageOf(now + DAY, now)).toBe(0);
  expect(
    [91, 92, 365, 366, 730, 731, 1826, 1827, 99_999].map((days) => ageOf(now - days * DAY, now)),
  ).toEqual([0, 1, 1, 2, 2, 3, 3, 4, 4]);
  expect(AGES.at(-1)?.days).toBe(Number.POSITIVE_INFINITY);
});

test('what has most is said only if one has', () => {
  expect(foremost([{ count: 1 }, { count: 3 }])).toEqual({ count: 3 });
  expect(foremost([{ count: 3 }, { count: 3 }])).toBeNull();
  expect(foremost([{ count: 0 }])).toBeNull();
  expect(foremost([])).toBeNull();
});

test('lines are no wider than their room and lose no word', () => {
  fc.assert(
    fc.property(fc.lorem({ maxCount: 60 }), fc.integer({ min: 150, max: 900 }), (text, width) => {
      const lines = linesOf(text, width, 14);
      expect(lines.join(' ')).toBe(text);
      for (const line of lines) if (line.includes(' ')) expect(widthOf(line, 14)).toBeLessThanOrEqual(width);
    }),
  );
  expect(linesOf('信息社会世界峰会', 42, 14)).toEqual(['信息社', '会世界', '峰会']);
  expect(linesOf('', 100, 14)).toEqual([]);
  expect(flowed([60, 30, 20, 90], 100)).toEqual([
    { x: 0, row: 0 },
    { x: 60, row: 0 },
    { x: 0, row: 1 },
    { x: 0, row: 2 },
  ]);
});
