import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Content, countryGroupsOfContent, regionsOfContent } from '../../domain/initiative/content.ts';
import { idFromKey } from '../../domain/initiative/identifiers.ts';
import {
  FACETS,
  type FacetName,
  SearchQuery,
  selectedActionLines,
} from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES, expandActionLine } from '../../domain/taxonomy/action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  COMMISSIONS,
  COUNTRY_GROUPS,
  KINDS,
  REGIONS,
  STAKEHOLDER_TYPES,
} from '../../domain/taxonomy/code-lists.ts';
import { SDG_IDS } from '../../domain/taxonomy/sdgs.ts';
import { fold } from '../../domain/text/normalise.ts';
import { loadSeed, SEED_ENTRIES, seedContent } from '../seed/load.ts';
import { openIndex } from './register.ts';
import { entriesOf, searchInitiatives } from './search.ts';

const CONTENTS = SEED_ENTRIES.map(seedContent);
const NOW = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, NOW);
}, 120_000);

/** A query as it comes from URL parameters. */
function queryOf(input: Record<string, string | string[]>): SearchQuery {
  return v.parse(SearchQuery, input);
}

async function ask(input: Record<string, string | string[]>) {
  const result = await searchInitiatives(openIndex(env.SEARCH), queryOf(input), NOW);
  return { ...result, results: entriesOf(result) };
}

/** What each facet counts an entry under, said without the columns of the index. */
function valuesOf(content: Content, facet: FacetName): readonly (string | number)[] {
  switch (facet) {
    case 'action_line':
      return content.action_lines;
    case 'sdg':
      return content.sdgs;
    case 'stakeholder_type':
      return [content.stakeholder_type];
    case 'kind':
      return [content.kind];
    case 'region':
      return regionsOfContent(content);
    case 'commission':
      return content.commissions;
    case 'country':
      return content.countries;
    case 'country_group':
      return countryGroupsOfContent(content);
    case 'beneficiary':
      return content.beneficiaries;
    case 'status':
      return content.activity_status ? [content.activity_status] : [];
    case 'language':
      return [content.language];
    case 'year':
      return [content.year];
  }
}

/** Words of titles, organisations and summaries of an entry: what a plain scan would look through. */
function wordsOf(content: Content): Set<string> {
  const text = [
    ...content.texts.flatMap(({ title, summary }) => [title, summary ?? '']),
    ...content.organizations.flatMap(({ name, acronym }) => [name, acronym]),
  ].join(' ');
  return new Set(fold(text).match(/[\p{L}\p{N}]+/gu));
}
const WORDS = CONTENTS.map(wordsOf);

/**
 * In quotation marks, so that neither inflections nor concepts bring in more than the plain scan above finds; one word
 * each, so that no entry has only most of them.
 */
const TEXTS = ['digital', 'itu', 'unesco', 'broadband', 'zzzz', 'training', 'artificial'].map(
  (word) => `"${word}"`,
);

function hasWords(words: Set<string>, q: string): boolean {
  return (q.match(/\w+/g) ?? []).every((word) => words.has(word));
}

function matches(index: number, query: SearchQuery, ignoring?: FacetName): boolean {
  const content = CONTENTS[index];
  const words = WORDS[index];
  if (!content || !words) return false;
  if (query.q && !hasWords(words, query.q)) return false;
  return FACETS.every((facet) => {
    if (facet === ignoring) return true;
    const wanted: readonly (string | number)[] =
      facet === 'action_line' ? selectedActionLines(query) : query[facet];
    const unwanted: readonly (string | number)[] =
      facet === 'action_line' ? query['-action_line'].flatMap(expandActionLine) : query[`-${facet}`];
    const values = valuesOf(content, facet);
    return (
      (wanted.length === 0 || values.some((value) => wanted.includes(value))) &&
      !values.some((value) => unwanted.includes(value))
    );
  });
}

function plainCounts(query: SearchQuery, facet: FacetName): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [index, content] of CONTENTS.entries())
    if (matches(index, query, facet))
      for (const value of valuesOf(content, facet)) counts[value] = (counts[value] ?? 0) + 1;
  return counts;
}

const COUNTRIES = [...new Set(CONTENTS.flatMap(({ countries }) => countries))];
const some = <T extends string | number>(values: readonly T[]) =>
  fc.uniqueArray(fc.constantFrom(...values).map(String), { minLength: 1, maxLength: 3 });

const FILTERS = {
  action_line: some([...ACTION_LINE_CODES, 'C7']),
  sdg: some(SDG_IDS),
  stakeholder_type: some(STAKEHOLDER_TYPES),
  kind: some(KINDS),
  region: some(REGIONS),
  commission: some(COMMISSIONS),
  country: some(COUNTRIES),
  country_group: some(COUNTRY_GROUPS),
  beneficiary: some(BENEFICIARIES),
  status: some(ACTIVITY_STATUSES),
  language: some(['en', 'fr', 'es', 'zh']),
  year: some([2015, 2020, 2021, 2022]),
} as const;
const PARAMETERS: Record<string, fc.Arbitrary<string | string[]>> = {
  q: fc.constantFrom(...TEXTS),
  ...FILTERS,
  ...Object.fromEntries(Object.entries(FILTERS).map(([facet, values]) => [`-${facet}`, values])),
};

/** Up to three parameters at a time, or nothing would be left to count. */
const anyQuery = fc
  .subarray(Object.keys(PARAMETERS), { maxLength: 3 })
  .chain((names) =>
    fc.record(Object.fromEntries(names.map((name) => [name, PARAMETERS[name]])) as typeof PARAMETERS),
  );

describe('counts', () => {
  test('the whole register', async () => {
    const { total, results, facets, c7 } = await ask({});
    expect(total).toBe(306);
    expect(results).toHaveLength(20);
    expect(facets.sdg).toHaveLength(17);
    expect(facets.action_line).toHaveLength(18);
    expect(c7).toBe(
      CONTENTS.filter(({ action_lines }) => action_lines.some((code) => code.startsWith('C7'))).length,
    );
  });

  test('agree with a plain count for any combination of filters', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(anyQuery, async (input) => {
        const query = queryOf(input);
        const { total, results, facets, c7 } = await ask(input);
        expect(total).toBe(CONTENTS.filter((_, index) => matches(index, query)).length);
        expect(results).toHaveLength(Math.min(total, 20));
        for (const facet of FACETS) {
          const plain = plainCounts(query, facet);
          const counted = Object.fromEntries(facets[facet].map(({ value, count }) => [value, count]));
          for (const [value, count] of Object.entries(counted))
            expect([facet, value, count]).toEqual([facet, value, plain[value] ?? 0]);
          for (const value of Object.keys(plain)) expect(counted).toHaveProperty([value]);
          for (const value of [...query[facet], ...query[`-${facet}`]])
            if (value !== 'C7') expect(counted).toHaveProperty([String(value)]);
        }
        const inC7 = (index: number) => CONTENTS[index]?.action_lines.some((code) => code.startsWith('C7'));
        expect(c7).toBe(
          CONTENTS.filter((_, index) => matches(index, query, 'action_line') && inC7(index)).length,
        );
        if (total > 0) answered++;
      }),
      { numRuns: 150 },
    );
    expect(answered).toBeGreaterThan(50);
  }, 60_000);

  test('pages join to the whole without gaps or repetitions, in every order', async () => {
    for (const sort of ['newest', 'title', 'relevance']) {
      const ids: string[] = [];
      for (let page = 1; page <= 4; page++)
        ids.push(
          ...(await ask({ q: 'digital', sort, size: '50', page: String(page) })).results.map(({ id }) => id),
        );
      const { total } = await ask({ q: 'digital' });
      expect(new Set(ids).size).toBe(total);
      expect(ids).toHaveLength(total);
    }
  });

  test('titles are in order', async () => {
    const { results } = await ask({ sort: 'title', size: '100' });
    const keys = results.map(({ title }) => fold(title));
    expect(keys).toEqual(keys.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  test('an organisation narrows like a filter', async () => {
    const itu = CONTENTS.filter(({ organizations }) =>
      organizations.some(({ name }) => name === 'International Telecommunication Union'),
    );
    const organization = await idFromKey('organization international telecommunication union');
    const { total, facets } = await ask({ organization });
    expect(total).toBe(itu.length);
    expect(total).toBeGreaterThan(1);
    expect(facets.kind.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  });
});

describe('words', () => {
  test('operators of FTS5 and SQL are only words', async () => {
    for (const q of [
      `"`,
      `'`,
      'AND',
      'NEAR(a b)',
      '*',
      'title:x',
      '-',
      '" OR 1=1 --',
      '^',
      'a"b*',
      '\u0000',
      '(((',
      '😀',
    ])
      expect((await ask({ q })).total).toBeGreaterThanOrEqual(0);
  });

  test('a query without a word finds nothing', async () => {
    expect((await ask({ q: '!!!' })).total).toBe(0);
  });

  test('a misspelt word is searched as it was meant, and says so', async () => {
    const { total, did_you_mean, searched_instead } = await ask({ q: 'artifical inteligence' });
    expect(searched_instead).toBe('artificial intelligence');
    expect(did_you_mean).toBe('artificial intelligence');
    const { results } = await ask({ q: 'artificial intelligence' });
    expect(total).toBe((await ask({ q: 'artificial intelligence' })).total);
    expect(results.length).toBeGreaterThan(0);
  });

  test('whoever insists on the words as typed is only told of the others', async () => {
    const { total, did_you_mean, searched_instead } = await ask({ q: '"artifical"', exact: '1' });
    expect(total).toBe(0);
    expect(searched_instead).toBeNull();
    expect(did_you_mean).toBe('"artificial"');
    expect((await ask({ q: 'artificial', exact: '1' })).did_you_mean).toBeNull();
  });

  test('says why each entry was found', async () => {
    const { results, matches } = await ask({ q: 'health africa', size: '50' });
    expect(matches).toHaveLength(results.length);
    expect(matches[0]).toEqual({ all_words: true, concepts: expect.any(Array) });
    const { matches: none } = await ask({ sdg: ['4'] });
    expect(none).toEqual([]);
    const { matches: bridged } = await ask({ q: 'кибербезопасность' });
    expect(bridged[0]?.concepts.length).toBeGreaterThan(0);
  });

  test('with few that have all words, the others follow', async () => {
    const { matches } = await ask({ q: 'health africa', size: '100' });
    const complete = matches.map(({ all_words }) => all_words);
    expect(complete).toContain(true);
    expect(complete.lastIndexOf(true)).toBeLessThan(complete.indexOf(false));
    const { matches: many } = await ask({ q: 'digital development', size: '100' });
    expect(many.length).toBeGreaterThan(20);
    expect(many.every(({ all_words }) => all_words)).toBe(true);
  });

  test('what is longer than a search may be is cut, and says so', async () => {
    expect((await ask({ q: 'digital skills' })).cut).toBe(false);
    expect((await ask({ q: `digital ${'skills '.repeat(200)}` })).cut).toBe(true);
  });
});
