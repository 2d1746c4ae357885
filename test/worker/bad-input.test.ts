import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import type * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSeed } from '#db/seed/load.ts';
import type { SearchAnswer } from '#worker/features/initiatives/api-search.ts';

const NOW = Date.UTC(2026, 0, 1);

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, NOW);
}, 120_000);

type Answer = v.InferOutput<typeof SearchAnswer>;

/** Bytes of a text as a careless program would send them: half surrogates as they are, which is not UTF-8. */
function encoded(text: string): string {
  return Array.from(text, (character) =>
    character.isWellFormed()
      ? encodeURIComponent(character)
      : `%ED%${(0x80 | ((character.charCodeAt(0) >> 6) & 0x3f)).toString(16)}%${(0x80 | (character.charCodeAt(0) & 0x3f)).toString(16)}`,
  ).join('');
}

async function ask(q: string, more = ''): Promise<Answer> {
  const answer = await exports.default.fetch(
    new Request(`http://localhost/api/v1/initiatives?q=${encoded(q)}${more}`),
  );
  if (answer.status !== 200) throw new Error(`${answer.status} for ${JSON.stringify(q)}`);
  return answer.json();
}

const FILTERS = '&sdg=4&-kind=event&-action_line=C7';

/** Nothing that the filters leave out is shown or counted. */
function expectOnlyFiltered({ results, total, facets }: Answer): void {
  for (const { sdgs, kind, action_lines } of results) {
    expect(sdgs).toContain(4);
    expect(kind).not.toBe('event');
    expect(action_lines.filter((line) => line.startsWith('C7-'))).toEqual([]);
  }
  expect(total).toBeGreaterThanOrEqual(results.length);
  const ofKind = (facets.kind ?? []).filter(({ value }) => value !== 'event');
  expect(ofKind.reduce((sum, { count }) => sum + count, 0)).toBe(total);
}

const ODD: Record<string, string> = {
  'a quotation mark': '"',
  'an apostrophe': "'",
  operators: 'AND OR NOT',
  'an operator without an end': 'digital AND',
  'NEAR without an end': 'NEAR(',
  NEAR: 'NEAR("digital" "skills", 2)',
  'a column': 'title:digital {summary} : x',
  'stars and carets': '*** ^digital* -skills +women',
  'an injection': `"; DROP TABLE facets; -- ' OR 1=1`,
  braces: '{{{ ((( ]]] )))',
  NUL: '\u0000dig\u0000ital\u0000',
  'half surrogates': 'digital \ud83d \ude00 skills',
  'emoji in families': '👩‍👩‍👧‍👦 digital 🏳️‍🌈 🇰🇪',
  'bidirectional marks': '\u202edigital\u202c \u2066skills\u2069 \u200f',
  'marks upon marks': `z${'\u0301'.repeat(300)}algo`,
  'only stop words': 'the of and in',
  'stop words of six languages': 'le la и в 的 了 في من el los the of',
  'only punctuation': '?!.,;:…—–-_/\\|@#$%&*()[]{}<>«»“”',
  'only spaces': ' \t\n\u00a0\u3000',
  'ten thousand letters': 'a'.repeat(10_000),
  'ten thousand words': 'digital skills '.repeat(700),
  'ten thousand different words': Array.from({ length: 1500 }, (_, index) => `word${index}`).join(' '),
  'ten thousand Chinese characters': '数字农村电子商务平台'.repeat(1000),
  'ten thousand quotation marks': '"'.repeat(10_000),
  'as many phrases as fit': '"digital skills" '.repeat(30),
  'the most common letters': 'a e i o u d s t r n l c m p h g',
  'beginnings of everything': 'd',
  'every script': 'digital цифровой رقمي 数字 डिजिटल 디지털 デジタル ψηφιακός דיגיטלי',
};

describe('any text is a query', () => {
  test.each(Object.entries(ODD))('%s', async (_, q) => {
    const plain = await ask(q);
    expect(plain.total).toBeGreaterThanOrEqual(plain.results.length);
    const filtered = await ask(q, FILTERS);
    expectOnlyFiltered(filtered);
    expect(filtered.total).toBeLessThanOrEqual(plain.total);
  });

  test('one of ten thousand characters is cut, and says so', async () => {
    expect((await ask('digital '.repeat(1250))).cut).toBe(true);
    expect((await ask('a'.repeat(10_000))).cut).toBe(true);
    expect((await ask('农'.repeat(10_000))).cut).toBe(true);
    expect((await ask('a'.repeat(500))).cut).toBe(false);
    expect((await ask('digital')).cut).toBe(false);
  });

  test('without a word nothing is found', async () => {
    for (const q of ['!', '😀', '"', '\u202e', '...'])
      expect((await ask(q)).total, JSON.stringify(q)).toBe(0);
  });

  const pieces = fc.constantFrom(
    ...['"', "'", '*', '^', ':', '(', ')', '{', '}', '-', '+', ' ', ' ', 'AND', 'OR', 'NOT', 'NEAR('],
    ...[
      '\0',
      '\ud800',
      '\udc00',
      '\u202e',
      '\u200d',
      '😀',
      '“',
      '«',
      '%',
      '_',
      ';',
      '--',
      '0border0',
      'zqxhealth',
    ],
    ...['digital', 'women', 'the', 'of', 'é', '电', '农村', 'الصحة', 'здоровье', 'हि', 'brodband', 'itu'],
  );
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.array(pieces, { maxLength: 30 }).map((list) => list.join('')),
    fc.array(pieces, { maxLength: 30 }).map((list) => list.join(' ')),
  );

  test('whatever it is', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText,
        fc.constantFrom('', '&sort=title', '&sort=newest', '&exact=1'),
        async (q, more) => {
          expectOnlyFiltered(await ask(q, FILTERS + more));
        },
      ),
      { numRuns: 250 },
    );
  }, 60_000);
});

describe('no text takes long', () => {
  const ORDINARY = [
    'health',
    'digital skills',
    'women in trade',
    'кибербезопасность',
    '农村 电子商务',
    'itu',
    'broadband africa',
  ];
  const RUNS = 7;
  /** Below this many milliseconds a difference says nothing. */
  const FLOOR = 5;

  async function median(q: string): Promise<number> {
    const times: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const start = performance.now();
      // Every time a question of its own, so that no kept answer is measured.
      await ask(q, `&size=${10 + run}`);
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[RUNS >> 1] ?? 0;
  }

  test('ten times an ordinary query at most', async () => {
    const usual: number[] = [];
    for (const q of ORDINARY) usual.push(await median(q));
    const ordinary = usual.sort((a, b) => a - b)[usual.length >> 1] ?? 0;
    const limit = 10 * Math.max(ordinary, FLOOR);
    const slow: string[] = [];
    for (const [name, q] of Object.entries(ODD)) {
      const time = await median(q);
      if (time > limit) slow.push(`${name}: ${time.toFixed(1)} ms, ordinary ${ordinary.toFixed(1)} ms`);
    }
    expect(slow).toEqual([]);
  }, 120_000);
});
