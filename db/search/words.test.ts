import { env } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { idFromKey, newId } from '../../domain/initiative/identifiers.ts';
import { SearchQuery } from '../../domain/schemas/search-query.ts';
import { commit } from '../commit.ts';
import { loadSeed, SEED_ENTRIES, seedContent } from '../seed/load.ts';
import { indexEntries } from './index-entry.ts';
import { openIndex } from './register.ts';
import { entriesOf, searchInitiatives } from './search.ts';

const NOW = Date.UTC(2026, 0, 1);

const WRITTEN = {
  trade: { language: 'zh', title: '农村电子商务平台', summary: '帮助小农户在网上销售产品。' },
  health: { language: 'ar', title: 'مبادرة الصِّحَّة الرقمية', summary: 'خدمات الرعاية عن بعد في القرى.' },
  medicine: {
    language: 'fr',
    title: 'Réseau de télémédecine des îles',
    summary: 'Consultations à distance.',
  },
  security: {
    language: 'ru',
    title: 'Школа по кибербезопасности',
    summary: 'Основы: кибербезопасность для учителей.',
  },
} as const;
const ids = new Map<string, string>();

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, NOW);
  const [first] = SEED_ENTRIES;
  if (!first) throw new Error('no seed');
  for (const [name, text] of Object.entries(WRITTEN)) {
    const initiativeId = newId();
    ids.set(name, initiativeId);
    await commit(env.DB, {
      initiativeId,
      before: null,
      type: 'initiative.imported',
      actor: { kind: 'system', id: null },
      content: { ...seedContent(first), language: text.language, texts: [{ ...text, origin: 'original' }] },
      jobs: [],
      at: NOW + 1000,
    });
  }
  await indexEntries(env.DB, env.SEARCH, [...ids.values()], NOW + 1000);
}, 120_000);

/** Ids of the entries that have every word, in one form or another. */
async function found(q: string): Promise<Set<string>> {
  const query = v.parse(SearchQuery, { q, size: '100', exact: '1' });
  const result = await searchInitiatives(openIndex(env.SEARCH), query, NOW);
  return new Set(
    entriesOf(result).flatMap(({ id }, place) => (result.matches[place]?.all_words ? [id] : [])),
  );
}

describe('words are found as people write them', () => {
  test.each([
    ['trade', '电子商务'],
    ['trade', '农村'],
    ['trade', '商务'],
    ['trade', '电子商务 平台'],
    ['health', 'الصحة'],
    ['health', 'الصِّحَّة'],
    ['health', 'الصحه'],
    ['health', 'مبادرة الرقميّة'],
    ['medicine', 'télémédecine'],
    ['medicine', 'telemedecine'],
    ['medicine', 'TÉLÉMÉDECINE'],
    ['medicine', 'télémédecine'.normalize('NFD')],
    ['medicine', 'teleméd'],
    ['medicine', '"réseau de télémédecine"'],
    ['security', 'кибербезопасность'],
    ['security', 'КИБЕРБЕЗОПАСНОСТЬ'],
    ['security', 'кибербез'],
  ])('%s by %s', async (name, q) => {
    expect(await found(q)).toContain(ids.get(name));
  });

  test.each(['海洋', 'الصحراء', 'telemediation', 'киберспорт'])('others are not: %s', async (q) => {
    const results = await found(q);
    for (const id of ids.values()) expect(results).not.toContain(id);
  });

  test('a half-typed English word finds the whole one', async () => {
    const id = await idFromKey('source sg2022-004');
    expect(await found('artificial intellig')).toContain(id);
    expect(await found('Survey of artific')).toContain(id);
    expect(await found('artific intelligence')).not.toContain(id);
  });

  test('a tag is found in any language', async () => {
    const ofChina = SEED_ENTRIES.filter(({ countries }) => countries.includes('CN'));
    const chinese = await found('Китай');
    for (const { id } of ofChina) expect(chinese).toContain(await idFromKey(`source ${id}`));
  });

  test('an entry that is withdrawn is not found any more', async () => {
    const [first] = SEED_ENTRIES;
    if (!first) throw new Error('no seed');
    const initiativeId = newId();
    const actor = { kind: 'system', id: null } as const;
    const texts = [{ language: 'en', title: 'Quokkaportal', summary: null, origin: 'original' }] as const;
    const before = await commit(env.DB, {
      initiativeId,
      before: null,
      type: 'initiative.imported',
      actor,
      content: { ...seedContent(first), texts: [...texts] },
      jobs: [],
      at: NOW,
    });
    await indexEntries(env.DB, env.SEARCH, [initiativeId], NOW);
    await indexEntries(env.DB, env.SEARCH, [initiativeId], NOW);
    expect(await found('quokkaportal')).toEqual(new Set([initiativeId]));
    await commit(env.DB, { initiativeId, before, type: 'initiative.withdrawn', actor, jobs: [], at: NOW });
    await indexEntries(env.DB, env.SEARCH, [initiativeId], NOW);
    expect(await found('quokkaportal')).toEqual(new Set());
  });
});
