import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { ftsQuery } from '../../domain/text/query.ts';
import { similarity } from '../../domain/text/similar.ts';

/** Two titles at least this alike may name one initiative. */
export const ALIKE = 0.55;

const MAX_WORDS = 8;
const CANDIDATES = 25;

/** A MATCH expression for titles with any of the longest words; common short words would only cost time. */
function anyWord(title: string): string | null {
  const words = [...(ftsQuery(title)?.words ?? [])].sort((a, b) => b.length - a.length).slice(0, MAX_WORDS);
  const clauses = words.flatMap((word) => ftsQuery(`${word} `)?.match ?? []);
  return clauses.length > 0 ? `{title} : (${clauses.join(' OR ')})` : null;
}

/** Published entries with a title in any language like this one, the most alike first. */
export async function publishedLike(
  search: D1DatabaseSession,
  title: string,
  limit: number,
): Promise<PublicInitiative[]> {
  const match = anyWord(title);
  if (!match) return [];
  const { results } = await search
    .prepare(
      `SELECT card FROM (SELECT rowid AS n FROM entry_text WHERE entry_text MATCH ?1
                         ORDER BY bm25(entry_text, 1.0, 0.0, 0.0, 0.0, 0.0) LIMIT ${CANDIDATES})
       JOIN cards USING (n)`,
    )
    .bind(match)
    .all<{ card: string }>();
  return results
    .map(({ card }) => JSON.parse(card) as PublicInitiative)
    .map((initiative) => ({
      initiative,
      alike: Math.max(...Object.values(initiative.titles).map((other) => similarity(title, other))),
    }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, limit)
    .map(({ initiative }) => initiative);
}
