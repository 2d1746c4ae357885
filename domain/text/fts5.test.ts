import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ftsQuery } from './query.ts';
import { indexText, indexTokens } from './tokens.ts';

interface Database {
  exec(sql: string): void;
  prepare(sql: string): {
    run(...values: string[]): unknown;
    all(...values: string[]): Record<string, unknown>[];
  };
}

// A name the compiler cannot see: the domain is compiled without the types of Node.
const builtin: string = 'node:sqlite';
const { DatabaseSync } = (await import(/* @vite-ignore */ builtin)) as {
  DatabaseSync: new (path: string) => Database;
};

function index(texts: readonly string[]): Database {
  const db = new DatabaseSync(':memory:');
  db.exec(`CREATE VIRTUAL TABLE t USING fts5(body, tokenize="unicode61 remove_diacritics 0", prefix='2 3');
    CREATE VIRTUAL TABLE v USING fts5vocab(t, instance);`);
  const insert = db.prepare('INSERT INTO t (body) VALUES (?)');
  for (const text of texts) insert.run(indexText(text));
  return db;
}

function search(db: Database, match: string): number[] {
  return db
    .prepare('SELECT rowid FROM t WHERE t MATCH ? ORDER BY rowid')
    .all(match)
    .map((row) => Number(row.rowid));
}

function finds(text: string, q: string): boolean {
  const query = ftsQuery(q);
  return query !== null && search(index([text]), query.match).length === 1;
}

const found: [text: string, q: string][] = [
  ['农村电子商务平台', '电子商务'],
  ['农村电子商务平台', '商务'],
  ['农村电子商务平台', '"村电"'],
  ['农村电子商务平台', '务'],
  ['农村电子商务平台', '台'],
  ['农村电子商务平台', '平台 农村'],
  ['5G网络建设', '5g网络'],
  ['الصحة الإلكترونية', 'الصِّحَّة'],
  ['الصِّحَّة الالكترونية', 'الصحة الإلكترونية'],
  ['برنامه ملی کشاورزی', 'كشاورزي'],
  ['La télémédecine', 'telemedecine'],
  ['La telemedecine', 'TÉLÉMÉDECINE'],
  ["L'éducation numérique", 'l’éducation'],
  ['Кибербезопасность для всех', 'кибербезопасность'],
  ['Ещё один проект', 'еще'],
  ['E-agriculture', 'agricul'],
  ['Training in digital skills for women', '"digital skills" women'],
  ['हिन्दी में शिक्षा', 'शिक्षा'],
  ['Straßenkarte', 'strasse'],
  ['ΟΔΟΣ', 'οδός'],
];

test.each(found)('%s is found by %s', (text, q) => {
  expect(finds(text, q)).toBe(true);
});

const missed: [text: string, q: string][] = [
  ['农村电子商务平台', '"子电"'],
  ['电子，商务', '"电子商务"'],
  ['E-agriculture', 'agricul '],
  ['Skills that are digital', '"digital skills"'],
  ['Action line C10', 'c1'],
  ['Мой проект', 'мои'],
];

test.each(missed)('%s is not found by %s', (text, q) => {
  expect(finds(text, q)).toBe(false);
});

const han = fc.string({
  unit: fc.constantFrom(...'农村电子商务平台信息社会世界峰会𠮷々〇的'),
  minLength: 1,
  maxLength: 20,
});

test('every piece of a Han text is found, quoted or not, and nothing else', () => {
  fc.assert(
    fc.property(han, fc.nat(), fc.integer({ min: 1, max: 6 }), (text, from, length) => {
      const characters = Array.from(text);
      const start = from % characters.length;
      const piece = characters.slice(start, start + length).join('');
      expect(finds(text, piece)).toBe(true);
      expect(finds(`in ${text} 2025`, `"${piece}"`)).toBe(true);
    }),
    { numRuns: 300 },
  );
  fc.assert(
    fc.property(
      han,
      fc.string({ unit: fc.constantFrom(...'农村电子的'), minLength: 1, maxLength: 2 }),
      (text, piece) => {
        expect(finds(text, `"${piece}"`)).toBe(text.includes(piece));
      },
    ),
    { numRuns: 300 },
  );
});

test('any text is a valid query, and finds the text it was taken from', () => {
  const db = index(['a', '电子']);
  const pieces = fc.constantFrom(
    '"',
    "'",
    '*',
    '^',
    ':',
    '(',
    ')',
    '-',
    ' ',
    'AND',
    'NEAR',
    'é',
    '电',
    '\0',
    '\ud800',
    'हि',
    'か\u3099',
    'ة',
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(pieces).map((list) => list.join('')),
      ),
      (q) => {
        const query = ftsQuery(q);
        if (query !== null) expect(() => search(db, query.match)).not.toThrow();
      },
    ),
    { numRuns: 1000 },
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (list) => {
      const text = list.join('').replaceAll('"', ' ');
      if (ftsQuery(text) !== null) expect(finds(text, text)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test('the tokenizer splits the index text at the same places', () => {
  const scripts = [
    'Latin',
    'Cyrillic',
    'Greek',
    'Arabic',
    'Hebrew',
    'Devanagari',
    'Bengali',
    'Thai',
    'Hangul',
    'Hiragana',
    'Katakana',
    'Ethiopic',
    'Georgian',
    'Armenian',
    'Khmer',
    'Sinhala',
    'Tamil',
    'Han',
  ];
  const letters: string[] = [];
  for (let point = 0; point <= 0x9fff; point += 1) {
    const letter = String.fromCodePoint(point);
    if (
      /[\p{L}\p{N}]/u.test(letter) &&
      scripts.some((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(letter))
    )
      letters.push(letter);
  }
  const text = letters.map((letter) => `x${letter}y`).join(' ');
  const terms = new Set(
    index([text])
      .prepare('SELECT DISTINCT term FROM v')
      .all()
      .map((row) => row.term),
  );
  expect(letters.length).toBeGreaterThan(20_000);
  expect(indexTokens(text).filter((token) => !terms.has(token))).toEqual([]);
});
