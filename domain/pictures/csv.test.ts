import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

/** What a reader after RFC 4180 makes of a file. */
function rowsIn(csv: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of csv
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

test('what is written is read again, whatever it holds, and nothing begins like a formula', () => {
  const cell = fc.oneof(
    fc.string(),
    fc.nat(),
    fc.constantFrom('=1+1', '+7', '-2', '@x', '\t=1', 'a,"b"\r\nc'),
  );
  fc.assert(
    fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 2 })), (rows) => {
      const csv = csvOf(rows);
      expect(csv.startsWith('\uFEFF')).toBe(true);
      const read = rowsIn(csv);
      expect(read.map((row) => row.map((text) => text.replace(/^'(?=[=+\-@\t\r])/, '')))).toEqual(
        rows.map((row) => row.map((value) => String(value).replace(/^'(?=[=+\-@\t\r])/, ''))),
      );
      for (const [index, row] of read.entries())
        for (const [place, text] of row.entries())
          if (typeof rows[index]?.[place] === 'string') expect(text).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});
