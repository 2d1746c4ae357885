import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { publicFace } from '#db/entries.ts';
import { openIndex } from '#db/search/register.ts';
import { suggest } from '#db/search/suggest.ts';
import { loadSeed } from '#db/seed/load.ts';
import { idFromKey } from '#domain/initiative/identifiers.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { countingRows } from '#test/support/counting-rows.ts';
import { publish } from '#test/support/search-index.ts';
import { createApp } from '#worker/app.ts';
import type { Env } from '#worker/env.ts';

const NOW = Date.UTC(2026, 0, 1);
const MANY = 20_000;
const app = createApp();
let id = '';
let entry = '';

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, NOW);
  id = await idFromKey('source sg2022-004');
  const face = await publicFace(env.DB, id);
  if (face.kind === 'published') entry = `/en/initiatives/${id}/${face.initiative.slug}`;
}, 120_000);

/** Rows read by a page: by the first reader in an isolate, and by those after. */
async function rowsRead(path: string): Promise<{ first: number; rows: number }> {
  let rows = 0;
  const count = (read: number) => {
    rows += read;
  };
  // A database of its own is an isolate of its own: what is kept is kept by database.
  const counted = {
    ...env,
    DB: countingRows(env.DB, count),
    SEARCH: countingRows(env.SEARCH, count),
  } as unknown as Env;
  const ask = async () => {
    rows = 0;
    const answer = await app.fetch(new Request(`http://localhost${path}`), counted, createExecutionContext());
    expect(answer.status, path).toBe(200);
    await answer.text();
    return rows;
  };
  return { first: await ask(), rows: await ask() };
}

interface Budget {
  path: () => string;
  /** Rows at 306 and at 20,000 entries, once the isolate knows the register. */
  rows: readonly [number, number];
  /** What the first of its kind reads besides, to keep it: rows at 306 and at 20,000 entries. */
  keeps?: readonly [number, number];
}

/** A card is three rows. Words read a row for each entry in each of their lists, and copies multiply the entries. */
const BUDGETS: Record<string, Budget> = {
  // Organisations are counted by their entries.
  home: { path: () => '/en', rows: [25, 25], keeps: [650, 21_000] },
  'all of it': { path: () => '/en/initiatives', rows: [65, 65] },
  'all of it, as data': { path: () => '/api/v1/initiatives', rows: [65, 65] },
  'one filter': { path: () => '/en/initiatives?sdg=9', rows: [65, 65] },
  'two filters': { path: () => '/en/initiatives?sdg=9&action_line=C2', rows: [65, 65] },
  'three filters': { path: () => '/en/initiatives?sdg=9&action_line=C2&-kind=event', rows: [65, 65] },
  'a deep page': { path: () => '/en/initiatives?page=15', rows: [65, 65] },
  'by title': { path: () => '/en/initiatives?sort=title', rows: [65, 65], keeps: [306, MANY] },
  'by title, a deep page': {
    path: () => '/en/initiatives?sort=title&page=15',
    rows: [65, 65],
    keeps: [306, MANY],
  },
  'few by title': { path: () => '/en/initiatives?country=KE&sort=title', rows: [120, 5000] },
  'a common word': { path: () => '/en/initiatives?q=digital', rows: [500, 27_000] },
  'a rare word': { path: () => '/en/initiatives?q=telecentre', rows: [190, 4500] },
  'three words': { path: () => '/en/initiatives?q=digital+skills+women', rows: [900, 46_000] },
  'words and filters': { path: () => '/en/initiatives?q=digital&sdg=4&-kind=event', rows: [500, 27_000] },
  'words, a deep page': { path: () => '/en/initiatives?q=digital&page=5', rows: [500, 27_000] },
  'words by title': {
    path: () => '/en/initiatives?q=digital&sort=title',
    rows: [500, 27_000],
    keeps: [306, MANY],
  },
  // The words of the register are read by the first who needs another spelling.
  'a misspelt word': { path: () => '/en/initiatives?q=broadbnad', rows: [500, 24_000], keeps: [2400, 2400] },
  'an entry': { path: () => entry, rows: [7, 7], keeps: [380, 4800] },
  'entries like it': {
    path: () => `/api/v1/initiatives/${id}/similar`,
    rows: [6, 6],
    keeps: [380, 4800],
  },
  // What is not in the columns, when each was updated, is read once: the facets and the card of each.
  figures: { path: () => '/en/figures', rows: [5, 5], keeps: [650, 2 * MANY] },
  'figures of a filter': { path: () => '/en/figures?sdg=4&country=KE', rows: [5, 5], keeps: [650, 2 * MANY] },
  'a picture': { path: () => '/en/figures/map.svg?region=africa', rows: [5, 5], keeps: [650, 2 * MANY] },
  'a country': { path: () => '/en/countries/KE', rows: [45, 45], keeps: [650, 2 * MANY] },
  suggestions: { path: () => '/api/v1/suggest?q=digit&language=en', rows: [250, 500] },
};
/** The first reader of an isolate reads the facets of each entry once. */
const FIRST_PER_ENTRY = 1.2;

async function expectWithinBudgets(entries: number, place: 0 | 1): Promise<void> {
  for (const [name, { path, rows, keeps }] of Object.entries(BUDGETS)) {
    const read = await rowsRead(path());
    expect(read.rows, name).toBeLessThanOrEqual(rows[place]);
    expect(read.first, `${name}, the first`).toBeLessThanOrEqual(
      FIRST_PER_ENTRY * entries + rows[place] + (keeps?.[place] ?? 0),
    );
  }
}

test('no page reads more rows than it must, and none but those of words more in a register of 20,000', async () => {
  await expectWithinBudgets(306, 0);
  await multiply();
  await expectWithinBudgets(MANY, 1);
}, 240_000);

const TYPED = 'a|e|in|the|co|digital|digital de|itu|un|of|и|об|ال|و|农|信息|4|zzz|a b c d e f'.split('|');
/** Half of it: entries counted of the organisations found. */
const MOST_OF_SUGGESTIONS = 600;

test('suggestions read few rows of a register of 20,000, however little was typed', async () => {
  let rows = 0;
  const counted = countingRows(env.SEARCH, (read) => {
    rows += read;
  });
  // The first reader loads the columns of every entry.
  await suggest(openIndex(counted), 'a', 'en');
  const read: [string, number][] = [];
  for (const q of TYPED) {
    rows = 0;
    await suggest(openIndex(counted), q, 'en');
    read.push([q, rows]);
  }
  expect(read.filter(([, count]) => count > MOST_OF_SUGGESTIONS)).toEqual([]);
  expect(Math.max(...read.map(([, count]) => count))).toBeGreaterThan(20);
});

/** Copies of the seed entries with other ids, dates and organisations, indexed as any entry is. */
async function multiply(): Promise<void> {
  const { results } = await env.SEARCH.prepare('SELECT card FROM cards').all<{ card: string }>();
  const cards = results.map(({ card }) => JSON.parse(card) as PublicInitiative);
  for (let start = cards.length; start < MANY; start += 500) {
    const copies = Array.from({ length: Math.min(500, MANY - start) }, (_, index) =>
      copyOf(cards, start + index),
    );
    await publish(...copies);
  }
}

function copyOf(cards: readonly PublicInitiative[], number: number): PublicInitiative {
  const card = cards[(number * 7) % cards.length];
  if (!card) throw new Error('no card');
  return {
    ...card,
    id: String(number).padStart(10, '0'),
    published_at: new Date(NOW + number * 60_000).toISOString(),
    organizations: card.organizations.map((organization) => ({
      ...organization,
      id: `${number % 5000}`.padStart(10, 'x'),
    })),
  };
}
