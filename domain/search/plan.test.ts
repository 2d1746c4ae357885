import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FullText } from '../../test/support/full-text.ts';
import { aPublicEntry } from '../../test/support/public-entry.ts';
import { conceptToken } from '../glossary/recognise.ts';
import { MAX_WORDS } from '../text/query.ts';
import { indexTokens } from '../text/tokens.ts';
import { planSearch, type SearchPlan } from './plan.ts';

const unitsOf = (q: string) => planSearch(q)?.units.map(({ text }) => text.join(' ')) ?? [];
const planOf = (q: string): SearchPlan => {
  const plan = planSearch(q);
  if (!plan) throw new Error(`no plan for ${q}`);
  return plan;
};

/** Every place a plan names. */
function placesOf({ units, joined, phrase }: SearchPlan): number[] {
  return [
    ...units.flatMap(({ words, concept }) => [
      ...words.flatMap(({ inflected, exact, title, organizations }) => [
        ...(inflected === null ? [] : [inflected]),
        exact,
        title,
        organizations,
      ]),
      ...(concept ? [concept.title, concept.text, concept.tags] : []),
    ]),
    ...joined.map(({ place }) => place),
    ...(phrase ? [phrase.title, phrase.text] : []),
  ];
}

describe('what a query asks for', () => {
  test.each<[string, string[]]>([
    ['telecentre villages', ['telecentre', 'villages']],
    ['telecentre Telecentre TÉLECENTRE ', ['telecentre']],
    // Terms of the glossary stay together.
    ['digital divide', ['digital divide']],
    ['the digital divide in Kenya', ['digital divide', 'kenya']],
    ['"digital divide"', ['digital divide']],
    // Words that mean nothing, or nothing here, are left out beside others…
    ['Where is the telecentre of my village?', ['telecentre', 'village']],
    ['projects that help telecentre', ['telecentre']],
    ['проекты для школьники', ['школьники']],
    // …and meant by whoever asks for nothing else.
    ['the of', ['the', 'of']],
    ['projects', ['projects']],
    ['of of', ['of']],
    ['', []],
    [' "" -- * () !', []],
    ['😀', []],
  ])('%s', (q, units) => {
    const asked = unitsOf(q);
    for (const unit of units) expect(asked).toContain(unit);
    expect(asked.length).toBe(units.length);
  });

  test('nothing to ask gives no plan', () => {
    expect(planSearch('')).toBeNull();
    expect(planSearch('?!')).toBeNull();
  });

  test('a word is asked for as typed, by its stems, in titles and in organisations', () => {
    const { units, expressions } = planOf('telecentres ');
    const [word] = units[0]?.words ?? [];
    expect(word).toBeDefined();
    const asked = (place: number | undefined) => expressions[place ?? -1] ?? '';
    expect(asked(word?.exact)).toBe('{title organizations summary} : "telecentres"');
    expect(asked(word?.organizations)).toBe('{organizations} : "telecentres"');
    const stems = '("telecentres" OR "telecentr")';
    expect(asked(word?.inflected ?? -1)).toBe(
      `({title_stems stems} : ${stems}) NOT ({title organizations summary} : "telecentres")`,
    );
    expect(asked(word?.title)).toBe(`{title_stems} : ${stems}`);
  });

  test('only the last word may be half-typed', () => {
    const asked = (q: string) => planOf(q).expressions.filter((expression) => expression.includes('*'));
    expect(asked('telecentre vill').every((expression) => expression.includes('vill"*'))).toBe(true);
    expect(asked('telecentre vill').length).toBeGreaterThan(0);
    expect(asked('telecentre vill ')).toEqual([]);
    expect(asked('"telecentre vill"')).toEqual([]);
  });

  test('a term brings its concept, and the concepts of its parts for when little is found', () => {
    const { units, expressions } = planOf('digital divide');
    const { concept, broader } = units[0] ?? {};
    expect(concept?.ids).toContain('digital-divide');
    const token = `"${conceptToken('digital-divide')}"`;
    expect(expressions[concept?.title ?? -1]).toBe(`{title_concepts} : (${token})`);
    expect(expressions[concept?.text ?? -1]).toBe(`{title_concepts concepts} : (${token})`);
    expect(expressions[concept?.tags ?? -1]).toBe(`{tags} : (${token})`);
    for (const id of broader ?? []) expect(concept?.ids).not.toContain(id);
  });

  test('text in quotation marks is taken literally', () => {
    const { units, expressions } = planOf('"digital divide"');
    expect(units).toHaveLength(1);
    expect(units[0]).toMatchObject({ concept: null, broader: [] });
    expect(expressions.join()).not.toContain('zqx');
    expect(expressions.join()).not.toContain('stems');
    expect(expressions[units[0]?.words[0]?.exact ?? -1]).toBe(
      '{title organizations summary} : "digital divide"',
    );
  });

  test('neighbours may be written as one word', () => {
    const { joined, expressions, units } = planOf('she trades market');
    const texts = joined.map(({ place }) => expressions[place]);
    expect(texts).toContain('{title organizations summary} : "shetrades"');
    for (const { units: of } of joined) for (const unit of of) expect(units[unit]?.text).toHaveLength(1);
    expect(planOf('农村 学校').joined).toEqual([]);
  });

  test('the whole query is a name, and a phrase if it is more than a word', () => {
    expect(planOf('She-Trades').name).toBe('shetrades');
    expect(planOf('telecentre').phrase).toBeNull();
    const { phrase, expressions } = planOf('radio schools ');
    expect(expressions[phrase?.title ?? -1]).toBe('{title} : "radio schools"');
  });

  test('says when the end is left out', () => {
    expect(planOf('telecentre').cut).toBe(false);
    expect(planOf(`telecentre ${'x'.repeat(500)}`).cut).toBe(true);
    expect(planOf(Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ')).cut).toBe(true);
  });
});

const pieces = fc.constantFrom(
  ...[
    '"',
    "'",
    '*',
    '^',
    ':',
    '(',
    ')',
    '{',
    '}',
    '-',
    '+',
    ',',
    ' ',
    '  ',
    '\0',
    '\ud800',
    '\udc00',
    '\u202e',
  ],
  ...['AND', 'OR', 'NOT', 'NEAR(', 'title:', 'é', '电', '子商', 'हि', 'か\u3099', 'ة', '😀', '“', '«', '٣'],
  ...[
    'the',
    'of',
    'projects',
    'digital',
    'divide',
    'women',
    'сельское хозяйство',
    '农业',
    'المرأة',
    'e-health',
  ],
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme', maxLength: 600 }),
  fc.array(pieces, { maxLength: 60 }).map((list) => list.join('')),
  fc.array(pieces, { maxLength: 60 }).map((list) => list.join(' ')),
);

test('any text is a plan whose expressions FTS5 takes, or has no word', () => {
  const index = new FullText([aPublicEntry({ texts: [{ title: 'Digital divide 电子商务' }] })]);
  const known = new Set<string>();
  fc.assert(
    fc.property(anyText, (q) => {
      const plan = planSearch(q);
      if (plan === null) {
        expect(indexTokens(Array.from(q).slice(0, 500).join(''))).toEqual([]);
        return;
      }
      expect(plan.units.length).toBeGreaterThan(0);
      expect(plan.units.length).toBeLessThanOrEqual(MAX_WORDS);
      for (const { words, text } of plan.units) {
        expect(words.length).toBeGreaterThan(0);
        expect(text.length).toBeGreaterThan(0);
      }
      expect(new Set(plan.expressions).size).toBe(plan.expressions.length);
      for (const place of placesOf(plan)) expect(plan.expressions[place]).toBeDefined();
      for (const { units } of plan.joined)
        for (const unit of units) expect(unit).toBeLessThan(plan.units.length);
      for (const expression of plan.expressions.filter((one) => !known.has(one))) {
        known.add(expression);
        expect(() => index.rows(expression), expression).not.toThrow();
      }
    }),
    { numRuns: 1000 },
  );
});

test('the words of a title find it, whatever the title is', () => {
  fc.assert(
    fc.property(
      fc.array(pieces, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('en', 'fr', 'ar', 'zh'),
      (list, language) => {
        const title = list.join(' ').replaceAll(/["“«]/g, ' ');
        const plan = planSearch(title);
        if (!plan) return;
        const index = new FullText([aPublicEntry({ language, texts: [{ title }] })]);
        for (const { words } of plan.units)
          for (const { inflected, exact, title: inTitle } of words) {
            for (const place of [exact, inTitle])
              expect(index.rows(plan.expressions[place] ?? '')).toEqual([1]);
            // What has the word as typed is not counted again for another form of it.
            if (inflected !== null) expect(index.rows(plan.expressions[inflected] ?? '')).toEqual([]);
          }
      },
    ),
    { numRuns: 300 },
  );
});
