import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { idFromKey } from '#domain/initiative/identifiers.ts';
import { standingOf } from '#domain/initiative/standing.ts';
import { historyOf, publicFace } from '../entries.ts';
import { loadSeed, SEED_ENTRIES } from './load.ts';

const NOW = 1_700_000_000_000;

async function number(database: D1Database, statement: string): Promise<number | null> {
  return database.prepare(statement).first<number>('n');
}

test('loads 306 entries once, each as one event, with source, award and every title', async () => {
  expect(await loadSeed(env.DB, env.SEARCH, NOW)).toEqual({ loaded: 306, present: 0 });
  expect(await loadSeed(env.DB, env.SEARCH, NOW + 1)).toEqual({ loaded: 0, present: 306 });
  expect(await number(env.DB, 'SELECT count(*) AS n FROM events')).toBe(306);
  expect(await number(env.SEARCH, 'SELECT count(*) AS n FROM facets')).toBe(306);
  expect(await number(env.DB, 'SELECT count(*) AS n FROM outbox WHERE done_at IS NULL')).toBe(0);

  const faces = await Promise.all(
    SEED_ENTRIES.map(async ({ id }) => publicFace(env.DB, await idFromKey(`source ${id}`))),
  );
  const shown = faces.map((face) => {
    if (face.kind !== 'published') return null;
    const { titles, source, award, action_lines, sdgs, countries, commissions, year, urls } = face.initiative;
    return { titles, source, award, action_lines, sdgs, countries, commissions, year, urls };
  });
  expect(shown).toEqual(
    SEED_ENTRIES.map((entry) => ({
      titles: entry.title,
      source: {
        id: entry.id,
        document: entry.source.document ?? null,
        paragraph: entry.source.paragraph ?? null,
        url: entry.source.url ?? null,
      },
      award: entry.award ?? null,
      action_lines: entry.action_lines,
      sdgs: entry.sdgs,
      countries: entry.countries,
      commissions: entry.commissions,
      year: entry.year,
      urls: entry.urls,
    })),
  );

  const id = await idFromKey(`source ${SEED_ENTRIES[0]?.id}`);
  expect(standingOf(await historyOf(env.DB, id))).toMatchObject({ state: 'published', version: 1 });
});
