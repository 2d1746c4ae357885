import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FullText } from '../../test/support/full-text.ts';
import { aPublicEntry, type EntryChange } from '../../test/support/public-entry.ts';
import { bestOf } from './best-of.ts';
import { completeness, entryNames, titleWords } from './entry-text.ts';
import { planSearch } from './plan.ts';
import { type RankedColumns, type Ranking, rank } from './rank.ts';

const NOW = Date.UTC(2026, 0, 1);
const YEAR = 365.25 * 24 * 60 * 60 * 1000;

type Written = EntryChange | string;

/** Entries that only fill the register, so that words are as rare as they are in a real one. */
const FILLER: Written[] = Array.from({ length: 40 }, (_, index) => `Filler entry number${index}`);

/** Ranks some entries, rows 1, 2, 3 …, among others; all of one date and as complete unless they say otherwise. */
function ranked(q: string, written: readonly Written[], dead: readonly number[] = []): Ranking {
  const entries = [...written, ...FILLER].map((entry) =>
    aPublicEntry({
      publishedAt: NOW - YEAR,
      ...(typeof entry === 'string' ? { texts: [{ title: entry }] } : entry),
    }),
  );
  const plan = planSearch(q);
  if (!plan) throw new Error('no words');
  const index = new FullText(entries);
  const size = entries.length + 1;
  const columns = {
    size,
    total: entries.length - dead.length,
    alive: new Uint8Array(size).fill(1, 1),
    titleWords: Uint8Array.from([0, ...entries.map(titleWords)]),
    completeness: Uint8Array.from([0, ...entries.map(completeness)]),
    publishedAt: Float64Array.from([0, ...entries.map((entry) => Date.parse(entry.published_at))]),
  } satisfies RankedColumns;
  for (const n of dead) columns.alive[n] = 0;
  return rank({
    plan,
    lists: plan.expressions.map((expression) => Uint32Array.from(index.rows(expression))),
    names: entries.flatMap((entry, place) => {
      const rank = entryNames(entry).get(plan.name);
      return rank === undefined ? [] : [{ n: place + 1, rank }];
    }),
    columns,
    now: NOW,
  });
}

/** Row numbers, the best first. */
function order(q: string, written: readonly Written[], dead?: readonly number[]): number[] {
  const { found, score } = ranked(q, written, dead);
  return bestOf(found, score, 0, 100);
}

const withSummary = (title: string, summary: string): EntryChange => ({ texts: [{ title, summary }] });
const by = (title: string, name: string, acronym = ''): EntryChange => ({
  texts: [{ title }],
  organizations: [{ name, acronym, role: 'lead' }],
});

describe('what comes first', () => {
  // The first of each pair has the lower row number, which loses on ties.
  test.each<[string, string, Written, Written]>([
    [
      'the exact title before a title that says it too',
      'radio school',
      'Radio School',
      withSummary('Radio school of the radio school', 'Radio school, a radio school.'),
    ],
    ['the exact title in another spelling', 'shetrades', 'She Trades', 'Market of shetrades women'],
    [
      'a part of the title that is a name',
      'giga',
      'GIGA: connecting classrooms',
      withSummary('Giga talks about giga', 'Giga and giga.'),
    ],
    [
      'an acronym in brackets',
      'nrp',
      'National Roaming Platform (NRP)',
      withSummary('The nrp of others', 'NRP, or nrp.'),
    ],
    [
      'all words before most words',
      'telecentre villages radio',
      withSummary('Quiet place', 'A telecentre in villages with a radio.'),
      'Telecentre radio',
    ],
    [
      'a word in the title before one in the summary',
      'telecentre',
      'Telecentre of the coast',
      withSummary('House of the coast', 'A telecentre.'),
    ],
    [
      'the word as typed before another inflection',
      'connected',
      'Connected valley story',
      'Connecting valley story',
    ],
    [
      'the word before another word for it',
      'agriculture',
      withSummary('Story of a valley', 'About agriculture.'),
      withSummary('Story of a coast', 'About farming.'),
    ],
    [
      'the word in the title of few words',
      'telecentre',
      'Telecentre plan',
      'Telecentre of the long coast with many words to say where it is',
    ],
    [
      'words that stand together',
      'mountain radio',
      withSummary('Story one', 'With the mountain radio on air.'),
      withSummary('Story two', 'A radio, far from the mountain.'),
    ],
    [
      'the rarer of two words',
      'filler telecentre entry valley',
      withSummary('Valley', 'A telecentre.'),
      'Filler entry house',
    ],
    ['the word in the name of the organisation before none', 'unesco', by('House', 'UNESCO'), 'Else'],
  ])('%s', (_, q, first, second) => {
    expect(order(q, [first, second])[0]).toBe(1);
    expect(order(q, [second, first])[0]).toBe(2);
  });

  test('the title that is the query, then its part, then what only has the words', () => {
    expect(order('kisan', ['About kisan and others', 'Kisan: the portal', 'Kisan'])).toEqual([3, 2, 1]);
  });

  test('an acronym of an organisation does not outrank an entry of that name', () => {
    expect(order('itu', [by('Yearbook', 'International Telecommunication Union', 'ITU'), 'ITU'])[0]).toBe(2);
  });
});

describe('among equals', () => {
  test('the newer one', () => {
    const old = { texts: [{ title: 'Telecentre valley' }], publishedAt: NOW - 9 * YEAR };
    expect(order('telecentre', [{ ...old, publishedAt: NOW }, old])).toEqual([1, 2]);
    expect(order('telecentre', [old, { ...old, publishedAt: NOW }])).toEqual([2, 1]);
  });

  test('the more complete one', () => {
    const bare = { texts: [{ title: 'Telecentre valley' }] };
    const told: EntryChange = { ...bare, start_date: '2020', urls: ['https://example.org/'] };
    expect(order('telecentre', [told, bare])).toEqual([1, 2]);
    expect(order('telecentre', [bare, told])).toEqual([2, 1]);
  });

  test('but neither outranks a better match', () => {
    const best: EntryChange = { texts: [{ title: 'Telecentre valley' }], publishedAt: 0 };
    const complete: EntryChange = {
      texts: [{ title: 'House of the valley', summary: `A telecentre. ${'And so on. '.repeat(30)}` }],
      publishedAt: NOW,
      start_date: '2020',
      urls: ['https://example.org/'],
      countries: ['KE'],
      activity_status: 'ongoing',
      beneficiaries: ['children-and-youth'],
      organizations: [{ name: 'Trust', acronym: '', role: 'lead' }],
    };
    expect(order('telecentre', [best, complete])).toEqual([1, 2]);
  });

  test('the higher row number, always', () => {
    const same = Array.from({ length: 12 }, () => 'Telecentre valley');
    const expected = [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
    for (let turn = 0; turn < 3; turn++) expect(order('telecentre', same)).toEqual(expected);
  });

  test('an entry published in the future is no better than one of now', () => {
    const at = (publishedAt: number) => ({ texts: [{ title: 'Telecentre valley' }], publishedAt });
    const { score } = ranked('telecentre', [at(NOW), at(NOW + 5 * YEAR)]);
    expect(score[1]).toBe(score[2]);
  });
});

describe('what is found', () => {
  test('with a page of those that have all words, nothing else', () => {
    const all = Array.from({ length: 20 }, (_, index) => `Telecentre radio ${index}`);
    expect(order('telecentre radio', [...all, 'Telecentre alone']).length).toBe(20);
    const few = order('telecentre radio', [...all.slice(1), 'Telecentre alone']);
    expect(few.length).toBe(20);
    expect(few.at(-1)).toBe(20);
  });

  test('bits of the units say what an entry has, and how', () => {
    const { matched, literal, complete } = ranked('telecentre agriculture', [
      withSummary('House', 'A telecentre for agriculture.'),
      withSummary('House', 'A telecentre for farming.'),
      'Telecentre',
    ]);
    expect([matched[1], literal[1]]).toEqual([3, 3]);
    expect([matched[2], literal[2]]).toEqual([3, 1]);
    expect([matched[3], literal[3]]).toEqual([1, 1]);
    expect(complete).toBe(2);
  });

  test('a term of several words counts only whole', () => {
    expect(order('"rural radio"', ['Rural house', 'Radio house', 'Rural radio'])).toEqual([3]);
    const found = order('mobile money', [
      withSummary('House', 'Money alone.'),
      withSummary('House', 'Mobile money here.'),
    ]);
    expect(found[0]).toBe(2);
  });

  test('words written as one meet the two of the query, and the other way round', () => {
    expect(order('she trades', ['SheTrades outlook report'])).toEqual([1]);
    expect(order('telecentre radiohouse', ['Telecentre radiohouse', 'Telecentre radio house'])[0]).toBe(1);
  });

  test('nothing of entries that are gone, wherever they are listed', () => {
    const rows = ['Telecentre', 'Telecentre radio', withSummary('House', 'Telecentre.'), 'Telecentre: radio'];
    expect(order('telecentre', rows).length).toBe(4);
    expect(order('telecentre', rows, [1, 3]).sort()).toEqual([2, 4]);
    expect(order('telecentre radio', rows, [1, 2, 3, 4])).toEqual([]);
    expect(order('agriculture', [withSummary('House', 'Farming.')], [1])).toEqual([]);
  });

  test('each entry once', () => {
    for (const q of ['telecentre radio', 'she trades', 'women agriculture radio', 'itu radio']) {
      const { found } = ranked(q, [
        'SheTrades women radio',
        'She trades telecentre radio',
        withSummary('Women in farming', 'Agriculture, radio.'),
        by('Radio', 'ITU', 'ITU'),
        'ITU radio',
      ]);
      expect(new Set(found).size).toBe(found.length);
    }
  });

  test('one search leaves nothing behind for the next', () => {
    const rows = ['Telecentre radio', withSummary('House', 'Radio for women in farming.'), 'SheTrades'];
    const before = ranked('radio women', rows);
    ranked('telecentre she trades agriculture', rows, [2]);
    const after = ranked('radio women', rows);
    expect(Array.from(after.score)).toEqual(Array.from(before.score));
    expect(Array.from(after.found)).toEqual(Array.from(before.found));
  });
});

test('a page of the best is that page of all in order', () => {
  const entries = fc.uniqueArray(fc.nat({ max: 500 }), { maxLength: 120 });
  fc.assert(
    fc.property(
      entries,
      fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 501, maxLength: 501 }),
      fc.nat({ max: 130 }),
      fc.integer({ min: 1, max: 40 }),
      (found, scores, offset, size) => {
        const score = Float32Array.from(scores, (value) => value / 3);
        const all = [...found].sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0) || b - a);
        expect(bestOf(Uint32Array.from(found), score, offset, size)).toEqual(
          all.slice(offset, offset + size),
        );
      },
    ),
    { numRuns: 500 },
  );
});
