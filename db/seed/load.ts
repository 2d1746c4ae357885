import type { Award, Content, Organization, Text } from '../../domain/initiative/content.ts';
import { idFromKey } from '../../domain/initiative/identifiers.ts';
import { commit } from '../commit.ts';
import { sourceIdsPresent } from '../entries.ts';
import { finish } from '../outbox.ts';
import { indexEntries } from '../search/index-entry.ts';
import prizes from './register-prizes.json';
import sg2022 from './register-sg2022.json';

interface SeedEntry {
  id: string;
  title: Record<string, string>;
  original_language?: string;
  summary: Record<string, string>;
  stakeholder_type: string;
  kind: string;
  action_lines: string[];
  sdgs: number[];
  countries: string[];
  commissions: string[];
  organizations: Organization[];
  year: number;
  urls: string[];
  source: { document?: string; paragraph?: number; url?: string };
  award?: Award;
}

export const SEED_ENTRIES = [...sg2022, ...prizes] as unknown as SeedEntry[];

/** Entries indexed in one batch. */
const INDEX_BATCH = 100;

/** A seed entry as content: the original language first, the other titles as translations by people. */
export function seedContent(entry: SeedEntry): Content {
  const language = entry.original_language ?? 'en';
  const languages = [...new Set([language, ...Object.keys(entry.title), ...Object.keys(entry.summary)])];
  const texts = languages.flatMap<Text>((code) => {
    const title = entry.title[code];
    return title
      ? [
          {
            language: code,
            title,
            summary: entry.summary[code] ?? null,
            origin: code === language ? 'original' : 'human',
          },
        ]
      : [];
  });
  const content = {
    language,
    texts,
    organizations: entry.organizations.map(({ name, acronym, role }) => ({ name, acronym, role })),
    stakeholder_type: entry.stakeholder_type,
    kind: entry.kind,
    action_lines: entry.action_lines,
    sdgs: entry.sdgs,
    coverage: null,
    countries: entry.countries,
    commissions: entry.commissions,
    start_date: null,
    end_date: null,
    year: entry.year,
    activity_status: null,
    beneficiaries: [],
    urls: [...new Set(entry.urls)],
    source: {
      id: entry.id,
      document: entry.source.document ?? null,
      paragraph: entry.source.paragraph ?? null,
      url: entry.source.url ?? null,
    },
    award: entry.award ?? null,
  };
  return content as Content;
}

/**
 * Loads the seed entries that the register does not hold yet, each as one event `initiative.imported` through the write
 * path of every entry. Safe to run again, also after it was cut off.
 */
export async function loadSeed(
  database: D1Database,
  search: D1Database,
  now: number,
): Promise<{ loaded: number; present: number }> {
  const present = await sourceIdsPresent(
    database,
    SEED_ENTRIES.map(({ id }) => id),
  );
  const missing = SEED_ENTRIES.filter(({ id }) => !present.has(id));
  const ids: string[] = [];
  for (const entry of missing) {
    const initiativeId = await idFromKey(`source ${entry.id}`);
    await commit(database, {
      initiativeId,
      before: null,
      type: 'initiative.imported',
      actor: { kind: 'system', id: null },
      data: { source_id: entry.id },
      content: seedContent(entry),
      sourceId: entry.id,
      jobs: [],
      at: now,
    });
    ids.push(initiativeId);
  }
  for (let start = 0; start < ids.length; start += INDEX_BATCH) {
    const batch = ids.slice(start, start + INDEX_BATCH);
    await indexEntries(database, search, batch, now);
    for (const id of batch) await finish(database, `${id}.1.index`, now);
  }
  return { loaded: missing.length, present: present.size };
}
