import { expect, test } from 'vitest';
import { runs } from '../text/tokens.ts';
import { type Concept, conceptsIn, conceptToken, tableOf, termAt } from './recognise.ts';
import { TermTable } from './term-table.ts';

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

const TERMS = new TermTable(
  tableOf([
    concept('farmers', { en: ['farmer', 'farmers'], zh: ['农民'], ar: ['المزارعون'], fr: ['paysans'] }),
    concept('agriculture', {
      en: ['agriculture'],
      zh: ['农业'],
      ar: ['زراعة', 'الزراعة'],
      ru: ['сельское хозяйство'],
    }),
    concept('e-health', { en: ['e-health', 'ehealth'], zh: ['电子卫生'] }),
    concept('health', { en: ['health'], fr: ['santé'] }),
    concept('country-cn', { zh: ['中国'] }),
    concept('country-gn', { en: ['Guinea'] }),
    concept('country-pg', { en: ['Papua New Guinea'] }),
    concept('developing-countries', { zh: ['发展中国家'] }),
  ]),
);

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
  ['Guinea and Papua New Guinea', ['country-gn', 'country-pg']],
  ['Papua New Guinea', ['country-pg']],
  ['发展中国家', ['developing-countries']],
  ['中国的农民', ['farmers', 'country-cn']],
  ['farmershop', []],
  ['', []],
])('finds the concepts of: %s', (text, ids) => {
  expect([...conceptsIn(text, TERMS)].sort()).toEqual([...ids].sort());
});

const asked = (q: string, at = 0) => termAt(runs(q), at, TERMS);

test('a term of a query is met by its concept, at the place it stands', () => {
  expect(asked('农业 paysans rapidly', 0)).toEqual({ length: 1, ids: ['agriculture'] });
  expect(asked('农业 paysans rapidly', 1)).toEqual({ length: 1, ids: ['farmers'] });
  expect(asked('农业 paysans rapidly', 2)).toBeNull();
  expect(asked('', 0)).toBeNull();
});

test('the longest term wins; the beginning of one is none', () => {
  expect(asked('e-health')).toEqual({ length: 2, ids: ['e-health'] });
  expect(asked('e-health', 1)).toEqual({ length: 1, ids: ['health'] });
  expect(asked('сельское')).toBeNull();
  expect(asked('farm')).toBeNull();
});

test('an id becomes one word of the index', () => {
  expect(conceptToken('e-health')).toBe('zqxehealth');
});
