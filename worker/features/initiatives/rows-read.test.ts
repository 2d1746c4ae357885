import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { publicFace } from '#db/entries.ts';
import { addition } from '#db/search/index-entry.ts';
import { loadSeed } from '#db/seed/load.ts';
import { idFromKey } from '#domain/initiative/identifiers.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { countingRows } from '#test/support/counting-rows.ts';
import { createApp } from '#worker/app.ts';
import type { Env } from '#worker/env.ts';

const NOW = Date.UTC(2026, 0, 1);
const MANY = 20_000;
const app = createApp();
let entry = '';

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, NOW);
  const id = await idFromKey('source sg2022-004');
  const face = await publicFace(env.DB, id);
  if (face.kind === 'published') entry = `/en/initiatives/${id}/${face.initiative.slug}`;
}, 120_000);

/** Rows read by a page: by the first reader of this version of the catalogue, and by those after. */
async function rowsRead(path: string): Promise<{ first: number; rows: number }> {
  let rows = 0;
  const count = (read: number) => {
    rows += read;
  };
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

/**
 * Rows a page may read, at 306 and at 20,000 entries. Only words cost more in a larger register: hits are ranked and
 * counted, about five rows each, and the copies multiply the hits.
 */
const BUDGETS = {
  home: [20, 20],
  search: [50, 50],
  filter: [100, 100],
  text: [200, 10_000],
  entry: [6, 6],
} as const;
const ADDRESSES = {
  home: () => '/en',
  search: () => '/en/initiatives',
  filter: () => '/en/initiatives?sdg=9',
  text: () => '/en/initiatives?q=broadband',
  entry: () => entry,
};
const HOT = Object.keys(BUDGETS) as (keyof typeof BUDGETS)[];
/** After a publication the first reader makes the figures: a few scans of the narrow facet rows, once for everybody. */
const FIRST_PER_ENTRY = 12;

test('the hot pages read few rows, and no more in a register of 20,000', async () => {
  for (const name of HOT) {
    const { first, rows } = await rowsRead(ADDRESSES[name]());
    expect(rows, name).toBeLessThanOrEqual(BUDGETS[name][0]);
    expect(first, name).toBeLessThanOrEqual(FIRST_PER_ENTRY * 306);
  }
  await multiply();
  for (const name of HOT) {
    const { first, rows } = await rowsRead(ADDRESSES[name]());
    expect(rows, name).toBeLessThanOrEqual(BUDGETS[name][1]);
    expect(first, name).toBeLessThanOrEqual(FIRST_PER_ENTRY * MANY);
  }
}, 120_000);

/** Copies of the seed entries with other ids, dates and organisations, indexed as any entry is. */
async function multiply(): Promise<void> {
  const { results } = await env.SEARCH.prepare('SELECT card FROM cards').all<{ card: string }>();
  const cards = results.map(({ card }) => JSON.parse(card) as PublicInitiative);
  for (let start = cards.length; start < MANY; start += 100) {
    const copies = Array.from({ length: Math.min(100, MANY - start) }, (_, index) =>
      copyOf(cards, start + index),
    );
    await env.SEARCH.batch(copies.flatMap((copy) => addition(env.SEARCH, copy)));
  }
  await env.SEARCH.prepare('UPDATE catalogue SET version = version + 1').run();
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
