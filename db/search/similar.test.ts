import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { countingRows } from '../../test/support/counting-rows.ts';
import { aPublicEntry, type EntryChange } from '../../test/support/public-entry.ts';
import { hide, publish } from '../../test/support/search-index.ts';
import { loadSeed } from '../seed/load.ts';
import { openIndex } from './register.ts';
import { similarInitiatives, similarToEntry } from './similar.ts';

const { DB, SEARCH } = env;

/** A problem nobody in the seed entries has, told in other words and in another language for each place. */
const BASE: EntryChange = { action_lines: ['C7-eenvironment'], sdgs: [14], year: 2021 };
const reefs = aPublicEntry({
  ...BASE,
  countries: ['KE'],
  texts: [
    { title: 'Coral reef watch by fishing communities', summary: 'Fishers report bleaching of reefs.' },
  ],
});
const sameCountry = aPublicEntry({
  ...BASE,
  countries: ['KE'],
  texts: [{ title: 'Coral reef watch by fishing villages', summary: 'Fishers report bleaching of reefs.' }],
});
const elsewhere = aPublicEntry({
  ...BASE,
  countries: ['PH'],
  texts: [{ title: 'Coral reef watch by fishing villages', summary: 'Fishers report bleaching of reefs.' }],
});
const otherProblem = aPublicEntry({
  ...BASE,
  countries: ['PH'],
  texts: [{ title: 'Radio lessons by village schools', summary: 'Teachers read aloud.' }],
});
const unlike = aPublicEntry({
  action_lines: ['C11'],
  sdgs: [],
  countries: ['IS'],
  texts: [{ title: 'Xyloquat zumbravine', summary: 'Qworble.' }],
});

beforeAll(async () => {
  await loadSeed(DB, SEARCH, Date.UTC(2026, 0, 1));
  await publish(reefs, sameCountry, elsewhere, otherProblem, unlike);
}, 120_000);

async function likeOf(initiative: PublicInitiative, limit = 5): Promise<PublicInitiative[]> {
  return similarInitiatives(openIndex(SEARCH), initiative, limit);
}
const ids = (entries: readonly PublicInitiative[]) => entries.map(({ id }) => id);

describe('who else did this', () => {
  test('the same problem elsewhere first, then near by; never the entry itself', async () => {
    const like = ids(await likeOf(reefs));
    expect(like.slice(0, 2)).toEqual([elsewhere.id, sameCountry.id]);
    expect(like).not.toContain(reefs.id);
    expect(like.indexOf(otherProblem.id)).not.toBe(0);
  });

  test('is said of each other', async () => {
    expect(ids(await likeOf(elsewhere))).toContain(reefs.id);
  });

  test('nothing is like an entry that shares nothing', async () => {
    expect(await likeOf(unlike)).toEqual([]);
  });

  test('no more than asked for, and whole entries', async () => {
    expect(await likeOf(reefs, 1)).toHaveLength(1);
    const [first] = await likeOf(reefs);
    expect(first).toEqual(elsewhere);
    expect(new Set(ids(await likeOf(reefs, 50))).size).toBe((await likeOf(reefs, 50)).length);
  });

  test('an entry that is not in the index has those like it, too', async () => {
    const draft = aPublicEntry({ ...BASE, texts: [{ title: 'Watching the coral reef' }] });
    expect(
      ids(await likeOf(draft))
        .slice(0, 3)
        .sort(),
    ).toEqual([reefs.id, sameCountry.id, elsewhere.id].sort());
  });

  test('what is withdrawn is not shown any more', async () => {
    const gone = aPublicEntry({ ...BASE, countries: ['FJ'], texts: reefs.texts });
    await publish(gone);
    expect(ids(await likeOf(reefs))).toContain(gone.id);
    await hide(gone);
    expect(ids(await likeOf(reefs))).not.toContain(gone.id);
  });

  test('reads a few rows more than it finds', async () => {
    await likeOf(reefs);
    let rows = 0;
    const counted = countingRows(SEARCH, (read) => {
      rows += read;
    });
    const { register } = openIndex(SEARCH);
    await similarInitiatives({ register, session: counted.withSession(), trusting: false }, reefs, 5);
    expect(rows).toBeGreaterThan(0);
    expect(rows).toBeLessThanOrEqual(600);
  });
});

describe('those like an entry of the index, by its id', () => {
  const toEntry = (id: string, limit = 5) => similarToEntry(openIndex(SEARCH), id, limit);

  test('are those like it by what it says', async () => {
    const { results } = await SEARCH.prepare('SELECT card FROM cards WHERE n % 5 = 1').all<{
      card: string;
    }>();
    expect(results.length).toBeGreaterThan(50);
    for (const { card } of results) {
      const entry = JSON.parse(card) as PublicInitiative;
      const like = await likeOf(entry);
      expect(await toEntry(entry.id), entry.title).toEqual(like);
      expect(await toEntry(entry.id), `${entry.title}, once more`).toEqual(like);
    }
  });

  test('are not known of what is not in the index, or of before traits were kept', async () => {
    expect(await toEntry('0000000000')).toBeNull();
    const old = aPublicEntry({ ...BASE, texts: reefs.texts });
    await publish(old);
    await SEARCH.prepare('UPDATE cards SET traits = NULL WHERE n = (SELECT n FROM facets WHERE id = ?1)')
      .bind(old.id)
      .run();
    expect(await toEntry(old.id)).toBeNull();
    expect(ids(await likeOf(old))).toContain(reefs.id);
    await hide(old);
  });

  test('are found once for each state of the catalogue, and never out of date', async () => {
    const register = openIndex(SEARCH).register;
    let rows = 0;
    const counted = countingRows(SEARCH, (read) => {
      rows += read;
    });
    const asked = async () => {
      rows = 0;
      const like = await similarToEntry(
        { register, session: counted.withSession(), trusting: false },
        reefs.id,
        4,
      );
      return { like: ids(like ?? []), rows };
    };
    const first = await asked();
    const second = await asked();
    expect(second.like).toEqual(first.like);
    expect(second.rows).toBeLessThanOrEqual(1);
    const one = aPublicEntry({ ...BASE, countries: ['FJ'], texts: reefs.texts });
    await publish(one);
    expect((await asked()).like).toContain(one.id);
    await hide(one);
    expect(await asked()).toMatchObject({ like: first.like });
  });
});
