import { expect, test } from 'vitest';
import { FACETS } from '../../domain/schemas/search-query.ts';
import { COLUMN_NAMES, type ColumnRow, Columns } from './columns.ts';

/** A row with a language, some countries and a year; without other tags. */
function row(n: number, publishedAt: number, countries = ''): ColumnRow {
  const cells = FACETS.map((facet) => {
    if (facet === 'language') return 'en';
    if (facet === 'year') return 2020;
    return facet === 'country' ? countries : 0;
  });
  return [n, publishedAt, 3, 5, ...cells];
}

test('a row is read in the order it is kept', () => {
  const names = COLUMN_NAMES.split(', ');
  expect(names.slice(0, 4)).toEqual(['n', 'published_at', 'title_words', 'completeness']);
  expect(names).toHaveLength(4 + FACETS.length);
  const columns = new Columns();
  columns.set(row(7, 99));
  expect([columns.size, columns.total, columns.alive[7]]).toEqual([8, 1, 1]);
  expect([columns.publishedAt[7], columns.titleWords[7], columns.completeness[7]]).toEqual([99, 3, 5]);
});

test('the newest first, by row number on ties; new again after every change', () => {
  const columns = new Columns();
  for (const [n, at] of [
    [1, 10],
    [2, 30],
    [3, 20],
    [4, 30],
  ] as const)
    columns.set(row(n, at));
  expect(Array.from(columns.newest())).toEqual([4, 2, 3, 1]);
  expect(columns.newest()).toBe(columns.newest());
  columns.set(row(1, 40));
  expect(Array.from(columns.newest())).toEqual([1, 4, 2, 3]);
  columns.remove(4);
  expect(Array.from(columns.newest())).toEqual([1, 2, 3]);
  columns.remove(4);
  columns.remove(1000);
  expect(columns.total).toBe(3);
});

test('an entry that comes back counts once', () => {
  const columns = new Columns();
  const { country } = columns.facets;
  columns.set(row(1, 1, 'KE '));
  columns.set(row(1, 1, 'FR '));
  columns.remove(1);
  columns.set(row(1, 2, 'KE '));
  expect(columns.total).toBe(1);
  const entriesOf = (value: string) => country.totals[country.values.indexOf(value)];
  expect([entriesOf('KE'), entriesOf('FR')]).toEqual([1, 0]);
});

test('more sets of values than two bytes number are kept apart', () => {
  const code = (number: number) =>
    String.fromCharCode(65 + (Math.floor(number / 26) % 26)) + String.fromCharCode(65 + (number % 26));
  const countriesOf = (n: number) => `${code(Math.floor(n / 676))} ${code(n % 676)} `;
  const columns = new Columns();
  const count = 66_000;
  for (let n = 1; n <= count; n++) columns.set(row(n, n, countriesOf(n)));
  const { country, kind } = columns.facets;
  expect(country.sets).toHaveLength(count);
  expect(country.ids).toBeInstanceOf(Uint32Array);
  expect(kind.ids).toBeInstanceOf(Uint16Array);
  for (const n of [1, 2, 65_535, 65_536, 65_537, count])
    expect(country.sets[country.ids[n] ?? -1], String(n)).toEqual(countriesOf(n).trim().split(' '));
  const one = country.values.indexOf(code(0));
  const naming = Array.from({ length: count }, (_, index) =>
    countriesOf(index + 1)
      .trim()
      .split(' '),
  );
  expect(country.totals[one]).toBe(naming.flat().filter((value) => value === code(0)).length);
  expect(columns.total).toBe(count);
});

test('room is made for a row number far beyond the others', () => {
  const columns = new Columns();
  columns.set(row(3, 1, 'KE '));
  columns.set(row(500_000, 2, 'FR '));
  const { country } = columns.facets;
  expect(Array.from(columns.newest())).toEqual([500_000, 3]);
  expect(country.sets[country.ids[3] ?? -1]).toEqual(['KE']);
  expect(country.sets[country.ids[500_000] ?? -1]).toEqual(['FR']);
});

test('C7 is counted once for any of its parts', () => {
  const columns = new Columns();
  const lines = columns.facets.action_line;
  const mask = (...codes: string[]) => codes.reduce((sum, one) => sum | (1 << lines.values.indexOf(one)), 0);
  const withLines = (n: number, lines: number): ColumnRow => {
    const [, , , , , ...others] = row(n, n);
    return [n, n, 3, 5, lines, ...others];
  };
  columns.set(withLines(1, mask('C2', 'C7-ehealth', 'C7-egov')));
  columns.set(withLines(2, mask('C2', 'C8')));
  columns.set(withLines(3, mask('C7-egov')));
  const total = (code: string) => lines.totals[lines.values.indexOf(code)];
  expect(['C2', 'C7-egov', 'C7-ehealth', 'C7', 'C8'].map(total)).toEqual([2, 2, 1, 2, 1]);
  columns.remove(1);
  expect(total('C7')).toBe(1);
});
