import { organizationKey } from '../domain/initiative/content.ts';
import { nameIn, type OrganizationName } from '../domain/organization/names.ts';
import { similarity } from '../domain/text/similar.ts';
import { indexTokens } from '../domain/text/tokens.ts';
import type { Database } from './client.ts';

/** Two names at least this alike may name one body. */
export const ALIKE = 0.6;

const MAX_TOKENS = 8;
/** Organisations looked at for each word, and of all. */
const LOOKED_AT = 100;
const CANDIDATES = 25;

/** A registered organisation that may be meant. */
export interface SimilarOrganization {
  id: string;
  name: string;
  acronym: string;
  /** How alike the likest of its names is, from 0 to 1. */
  alike: number;
}

interface Row {
  id: string;
  acronym: string;
  language: string;
  name: string;
  current: number;
}

/** The words that an organisation is found by. */
export function wordsOfOrganization(names: readonly { name: string }[], acronym: string): string[] {
  return [...new Set([...names.map(({ name }) => name), acronym].flatMap(indexTokens))];
}

/**
 * Registered organisations with a name in which the words of a text begin words, those with the most of them first.
 * Names and acronyms that are the same as the text come before all.
 */
export async function organizationsLike(
  database: Database,
  text: string,
  language: string,
  limit: number,
): Promise<SimilarOrganization[]> {
  const tokens = [...new Set(indexTokens(text.slice(0, 400)))]
    .sort((a, b) => b.length - a.length)
    .slice(0, MAX_TOKENS);
  if (tokens.length === 0) return [];
  const found = tokens.map(
    (_, place) =>
      `SELECT * FROM (SELECT DISTINCT organization_id AS id, ${place} AS token FROM organization_words
       WHERE word >= ?${place + 1} AND word < ?${place + 1} || char(0x10ffff) LIMIT ${LOOKED_AT})`,
  );
  const { results } = await database
    .prepare(
      `SELECT o.id, o.acronym, n.language, n.name, n.current FROM (
         SELECT id, count(*) AS hits FROM (${found.join(' UNION ALL ')}) GROUP BY id ORDER BY hits DESC LIMIT ${CANDIDATES}
       ) AS c JOIN organizations AS o ON o.id = c.id AND o.merged_into IS NULL
       JOIN organization_names AS n ON n.organization_id = o.id ORDER BY c.hits DESC`,
    )
    .bind(...tokens)
    .all<Row>();
  const names = new Map<string, { acronym: string; names: OrganizationName[] }>();
  for (const { id, acronym, current, ...name } of results) {
    const known = names.get(id) ?? { acronym, names: [] };
    known.names.push({ ...name, current: current === 1 });
    names.set(id, known);
  }
  const key = organizationKey(text);
  return [...names]
    .map(([id, { acronym, names }]) => ({
      id,
      acronym,
      name: nameIn(names, language).name,
      alike:
        acronym !== '' && organizationKey(acronym) === key
          ? 1
          : Math.max(...names.map(({ name }) => similarity(name, text))),
    }))
    .sort((a, b) => b.alike - a.alike)
    .slice(0, limit);
}
