import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { SearchQuery } from '../../domain/schemas/search-query.ts';
import { aPublicEntry } from '../../test/support/public-entry.ts';
import { emptyIndex, heldSession, hide, publish } from '../../test/support/search-index.ts';
import { registerFigures } from './figures.ts';
import { Register } from './register.ts';
import { entriesOf, type SearchResult, searchInitiatives } from './search.ts';

const { SEARCH } = env;
const titled = (title: string, country: string) => aPublicEntry({ countries: [country], texts: [{ title }] });
const first = titled('Telecentre of the coast', 'KE');
const second = titled('Telecentre of the valley', 'KE');
const third = titled('Telecentre of the hills', 'FR');

beforeEach(async () => {
  await emptyIndex();
  await publish(first, second);
});

async function ready(): Promise<Register> {
  const register = new Register();
  await register.ready(SEARCH.withSession());
  return register;
}

/** That these entries are shown, and that nothing else is counted. */
function expectOnly(result: SearchResult, expected: readonly PublicInitiative[]): void {
  expect(
    entriesOf(result)
      .map(({ id }) => id)
      .sort(),
  ).toEqual(expected.map(({ id }) => id).sort());
  expect(result.total).toBe(expected.length);
  for (const country of ['KE', 'FR'])
    expect(result.facets.country.find(({ value }) => value === country)?.count ?? 0, country).toBe(
      expected.filter(({ countries }) => countries.includes(country)).length,
    );
}

test.each([
  ['of everything', {}],
  ['of words', { q: 'telecentre' }],
  ['by title', { sort: 'title' }],
  ['of words by title', { q: 'telecentre', sort: 'title' }],
])(
  'an answer %s shows what it counts, and nothing gone, though entries come and go while it is made',
  async (_, input) => {
    const query = v.parse(SearchQuery, input);
    for (const held of [1, 2]) {
      await emptyIndex();
      await publish(first, second);
      const register = await ready();
      const slow = heldSession(held);
      const answer = searchInitiatives({ register, session: slow.session, trusting: false }, query, 0);
      const answered = await Promise.race([slow.arrived.then(() => false), answer.then(() => true)]);
      await hide(first);
      await publish(third);
      // Another reader sees it at once.
      expectOnly(
        await searchInitiatives({ register, session: SEARCH.withSession(), trusting: false }, query, 0),
        [second, third],
      );
      slow.letGo();
      const result = await answer;
      const shown = entriesOf(result).map(({ id }) => id);
      expectOnly(
        result,
        [first, second, third].filter(({ id }) => shown.includes(id)),
      );
      expect(shown).toContain(second.id);
      if (!answered) expect(shown).not.toContain(first.id);
    }
  },
);

test.each([
  ['of everything', {}],
  ['of words', { q: 'telecentre' }],
  ['of words by title', { q: 'telecentre', sort: 'title' }],
])('an answer %s of an index that was made anew meanwhile has rows of one of both', async (_, input) => {
  const query = v.parse(SearchQuery, input);
  for (const held of [1, 2, 3]) {
    await emptyIndex();
    await publish(first, second);
    const register = await ready();
    const slow = heldSession(held);
    const answer = searchInitiatives({ register, session: slow.session, trusting: false }, query, 0);
    const answered = await Promise.race([slow.arrived.then(() => false), answer.then(() => true)]);
    await emptyIndex();
    await publish(third);
    slow.letGo();
    const result = await answer;
    expectOnly(result, answered || result.total === 2 ? [first, second] : [third]);
    expectOnly(
      await searchInitiatives({ register, session: SEARCH.withSession(), trusting: false }, query, 0),
      [third],
    );
  }
});

test('the figures are of the register as it is, and counted once a version', async () => {
  const organizations = [{ name: 'River Radio Trust', acronym: '', role: 'lead' as const }];
  const partner = aPublicEntry({
    organizations,
    action_lines: ['C2', 'C7-egov', 'C7-ehealth'],
    sdgs: [3, 9],
  });
  const register = await ready();
  const figures = () => registerFigures({ register, session: SEARCH.withSession(), trusting: false });
  const before = await figures();
  expect(before).toMatchObject({ total: 2, organizations: 0, c7: 0 });
  expect(before.matrix.C2[9]).toBe(2);
  expect(await figures()).toBe(before);
  await publish(partner);
  const after = await figures();
  expect(after).toMatchObject({ total: 3, organizations: 1, c7: 1 });
  expect([after.matrix.C2[9], after.matrix.C2[3], after.matrix['C7-egov'][3], after.matrix.C1[9]]).toEqual([
    3, 1, 1, 0,
  ]);
  await hide(partner);
  expect(await figures()).toMatchObject({ total: 2, organizations: 0, c7: 0 });
});
