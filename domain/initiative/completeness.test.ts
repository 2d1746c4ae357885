import { expect, test } from 'vitest';
import { aContent } from '#test/factories.ts';
import { improvementsOf, toldBy } from './completeness.ts';

const bare = toldBy(aContent({ countries: [], coverage: null, urls: [], start_date: null }));

test('names at most four things, what readers ask for first', () => {
  expect(improvementsOf(bare)).toEqual(['impact', 'countries', 'urls', 'start_date']);
});

test('what is told is not asked for, and the next takes its place', () => {
  const content = aContent({ beneficiaries: ['children-and-youth'] });
  expect(improvementsOf(toldBy(content))).toEqual(['impact', 'partnerships', 'languages', 'challenges']);
  const [original] = content.texts;
  if (!original) throw new Error('content has a text');
  const told = { ...original, impact: 'It grew.', partnerships: 'With others.', challenges: 'Money.' };
  const french = { language: 'fr', title: 'École', summary: null, origin: 'human' as const };
  // Only what came of it can be proved.
  expect(improvementsOf(toldBy({ ...content, texts: [told, french] }))).toEqual(['evidence']);
  expect(improvementsOf(toldBy({ ...content, texts: [{ ...told, evidence: 'A study.' }, french] }))).toEqual(
    [],
  );
});

test('a partner organisation is a partnership, and an international initiative needs no countries', () => {
  const organizations = [
    { name: 'A', acronym: '', role: 'lead' },
    { name: 'B', acronym: '', role: 'partner' },
  ];
  expect(improvementsOf({ ...bare, organizations, coverage: 'international' })).toEqual([
    'impact',
    'urls',
    'start_date',
    'languages',
  ]);
});

test('a draft is not asked for a second language, which it cannot have yet', () => {
  const told = { ...toldBy(aContent()), languages: null };
  expect(improvementsOf(told)).toEqual(['impact', 'partnerships', 'challenges', 'beneficiaries']);
});
