import { conceptTokens } from '../../domain/glossary/glossary.ts';
import { NAME_RANKS } from '../../domain/search/entry-text.ts';
import { wordClause } from '../../domain/text/query.ts';
import { capped, type Run } from '../../domain/text/tokens.ts';
import type { Index } from './register.ts';
import { StateMemory } from './state-memory.ts';

/** Organisations that are looked at, for each of two questions. */
const ORGANIZATIONS_LOOKED_AT = 12;
/** To read what an entry is called takes most of the time, and few are shown. */
const TITLES_LOOKED_AT = 8;
/** Rows of `names` passed over to find titles among acronyms. */
const NAMES_READ = 60;
/** Entries that are counted of an organisation, to know the busier one. */
const COUNTED = 10;

/** The beginning of a query. */
export interface Typed {
  words: readonly Run[];
  /** As names are kept. */
  key: string;
}

/** What is enough to look for titles: a shorter beginning would find half the register. */
export const LETTERS = /\p{Script=Han}|[\p{L}\p{N}]{2}/u;

/** Names by what was typed; those of one beginning take about 6 kB. */
const keptNames = new StateMemory<readonly NameRow[]>(1000);
/** Whether any entry names a concept, by its id. */
const namedConcepts = new StateMemory<boolean>(10_000);

interface Names {
  rows: readonly NameRow[];
  /** The concepts that some entry names. */
  named: ReadonlySet<string>;
}

/** The names that are typed, and which of some concepts any entry names. Most words begin with letters typed before. */
export async function namesOf(index: Index, typed: Typed, concepts: readonly string[]): Promise<Names> {
  const { register, session, trusting } = index;
  const { state } = register;
  const key = JSON.stringify(typed);
  const kept = keptNames.get(state, key);
  const known = concepts.map((id) => namedConcepts.get(state, id));
  const named = known.includes(undefined) ? null : new Set(concepts.filter((_, place) => known[place]));
  if (kept && named) {
    const { changed, current } = await register.ask(session, [], trusting);
    if (changed) return namesOf(index, typed, concepts);
    if (current) return { rows: kept, named };
  }
  const { results, changed, current } = await register.ask(session, [
    nameStatement(session, typed),
    ...(named ? [] : [conceptStatement(session, concepts)]),
  ]);
  // What was known of the concepts was known of another state.
  if (changed && named) return namesOf(index, typed, concepts);
  const rows = (results[0]?.results ?? []) as NameRow[];
  if (current) keptNames.set(register.state, key, rows);
  if (named) return { rows, named };
  const places = new Set(((results[1]?.results ?? []) as { place: number }[]).map(({ place }) => place));
  if (current)
    for (const [place, id] of concepts.entries()) namedConcepts.set(register.state, id, places.has(place));
  return { rows, named: new Set(concepts.filter((_, place) => places.has(place))) };
}

/** Which of some concepts any entry names. */
function conceptStatement(session: D1DatabaseSession, ids: readonly string[]): D1PreparedStatement {
  const expressions = conceptTokens(ids).map((token) => `{title_concepts concepts tags} : "${token}"`);
  return session
    .prepare(
      `SELECT key AS place FROM json_each(?1)
       WHERE EXISTS (SELECT 1 FROM entry_text WHERE entry_text MATCH json_each.value)`,
    )
    .bind(JSON.stringify(expressions));
}

const beginning = (word: Run) => (word.han ? wordClause(word, true) : `"${capped(word.text)}"*`);
const whole = (word: Run) => wordClause(word, false);

/** A stored name: of an organisation, or of an entry. */
export type NameRow =
  | { kind: 'organization'; id: string; name: string; acronym: string; entries: number }
  | { kind: 'initiative'; id: string; slug: string; language: string; titles: string; place: number };

/**
 * Organisations with an entry: those that have the last word as typed, and those that have a word beginning so. Entries
 * with a title that begins like the words, from the table of names; if those are few, also the newest that have the words
 * anywhere in a title. One statement, because each costs a tenth of a trip.
 */
function nameStatement(session: D1DatabaseSession, { words, key }: Typed): D1PreparedStatement {
  const before = words.slice(0, -1).map(whole);
  const last = words.slice(-1);
  const found = (place: number) =>
    `SELECT n FROM (SELECT rowid AS n FROM organization_text WHERE organization_text MATCH ?${place} LIMIT ${ORGANIZATIONS_LOOKED_AT})`;
  const ofOrganizations = `SELECT 'organization' AS kind, id, name, acronym, (
      SELECT count(*) FROM (SELECT 1 FROM entry_organizations WHERE organization_id = id LIMIT ${COUNTED})
    ) AS entries, NULL AS slug, NULL AS language, NULL AS titles, NULL AS place, n
    FROM (${found(1)} UNION ${found(2)}) JOIN organizations USING (n) WHERE entries > 0`;
  const organizationWords = [
    [...before, ...last.map(whole)],
    [...before, ...last.map(beginning)],
  ];
  const bound = organizationWords.map((clauses) => clauses.join(' AND '));
  if (!LETTERS.test(key)) return session.prepare(ofOrganizations).bind(...bound);

  // One letter begins too many words; what has the words before it is looked through afterwards.
  const clauses = before.concat(last.filter(({ text }) => LETTERS.test(text)).map(beginning));
  return session
    .prepare(
      `${ofOrganizations} UNION ALL
       SELECT 'initiative', card ->> 'id', NULL, NULL, NULL, card ->> 'slug', card ->> 'language', card -> 'titles',
         min(place), n
       FROM (
         SELECT * FROM (
           SELECT n, min(rank) AS place FROM (
             SELECT key, n, rank FROM names WHERE key >= ?3 AND key < ?3 || char(0x10ffff) LIMIT ${NAMES_READ}
           ) WHERE rank < ${NAME_RANKS.acronym} GROUP BY n
           ORDER BY max(key = ?3) DESC, place, n DESC LIMIT ${TITLES_LOOKED_AT}
         )
         UNION ALL
         SELECT n, ${NAME_RANKS.acronym} FROM (
           SELECT rowid AS n FROM entry_text WHERE entry_text MATCH ?4 ORDER BY rowid DESC LIMIT ${TITLES_LOOKED_AT}
         )
         LIMIT ${TITLES_LOOKED_AT}
       ) JOIN cards USING (n) GROUP BY n
       ORDER BY place, n DESC`,
    )
    .bind(...bound, key, `{title} : (${clauses.join(' AND ')})`);
}
