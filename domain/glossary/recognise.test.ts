import { expect, test } from 'vitest';
import { ftsQuery } from '../text/query.ts';
import { type Concept, conceptsIn, conceptToken, termAt, termsOf } from './recognise.ts';

const concept = (id: string, terms: Partial<Concept>): Concept => ({
  id,
  ar: [],
  zh: [],
  en: [],
  fr: [],
  ru: [],
  es: [],
  ...terms,
});

const TERMS = termsOf([
  concept('farmers', { en: ['farmer', 'farmers'], zh: ['农民'], ar: ['المزارعون'], fr: ['paysans'] }),
  concept('agriculture', {
    en: ['agriculture'],
    zh: ['农业'],
    ar: ['زراعة', 'الزراعة'],
    ru: ['сельское хозяйство'],
  }),
  concept('e-health', { en: ['e-health', 'ehealth'], zh: ['电子卫生'] }),
  concept('health', { en: ['health'], fr: ['santé'] }),
]);

test.each([
  ['Farmers in the valley', ['farmers']],
  ['AGRICULTURE, eHealth', ['agriculture', 'e-health']],
  ['The e‑health strategy', ['e-health', 'health']],
  ['为农村农民提供电子卫生服务', ['farmers', 'e-health']],
  ['تدريب الْمُزارعون على الزِّراعة', ['farmers', 'agriculture']],
  ['والمزارعون بالزراعة', ['farmers', 'agriculture']],
  ['للزراعة وزراعة', ['agriculture']],
  ['развивает сельское хозяйство', ['agriculture']],
  ['Sante publique', ['health']],
  ['farmershop', []],
  ['', []],
])('finds the concepts of: %s', (text, ids) => {
  expect([...conceptsIn(text, TERMS)].sort()).toEqual([...ids].sort());
});

test('a query word that names a concept may be met by the concept, in the order asked', () => {
  const query = ftsQuery('农业 paysans rapidly ', (pieces, at) => {
    const term = termAt(pieces, at, TERMS);
    return term && { length: term.length, tokens: term.ids.map(conceptToken) };
  });
  expect(query?.match).toBe('(("农业") OR "zqxagriculture") AND (("paysans") OR "zqxfarmers") AND "rapidly"');
});

test('the longest term wins, and a phrase in quotation marks is taken literally', () => {
  const ask = (q: string) =>
    ftsQuery(q, (pieces, at) => {
      const term = termAt(pieces, at, TERMS);
      return term && { length: term.length, tokens: term.ids.map(conceptToken) };
    })?.match;
  expect(ask('e-health ')).toBe('(("e" AND "health") OR "zqxehealth")');
  expect(ask('"e-health"')).toBe('"e health"');
  expect(ask('farm')).toBe('"farm"*');
});
