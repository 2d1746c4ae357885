import { conceptTokens } from '../../domain/glossary/glossary.ts';
import { NAME_RANKS, nameKey } from '../../domain/search/entry-text.ts';
import { FITS, type Known, knownNames, labelOf, nameOf } from '../../domain/search/known-names.ts';
import { SUGGESTION_KINDS } from '../../domain/search/suggestion-kinds.ts';
import { expandActionLine } from '../../domain/taxonomy/action-lines.ts';
import type { Language } from '../../domain/taxonomy/language.ts';
import { wordClause } from '../../domain/text/query.ts';
import { capped, type Run, runs } from '../../domain/text/tokens.ts';
import type { FacetColumn, Value } from './columns.ts';
import type { CatalogueState, Index, Register } from './register.ts';

/** Something a reader may mean. `language` is that of the label; null if nobody knows. */
export type Suggestion = { label: string; language: string | null } & (
  | { kind: 'initiative'; id: string; slug: string }
  | { kind: 'organization'; id: string; name: string; acronym: string }
  | Known
);

/** What may be suggested. The label is made of those only that are shown. */
interface Candidate {
  kind: Suggestion['kind'];
  fit: number;
  suggestion: () => Suggestion;
  /** The folded name, and what else stands for the same. */
  keys: () => readonly string[];
}

export const MAX_SUGGESTIONS = 8;
const MAX_OF_KIND = 5;
const MAX_CHARACTERS = 100;
const MAX_WORDS = 6;
/** Organisations that are looked at, for each of two questions. */
const ORGANIZATIONS_LOOKED_AT = 12;
/** To read what an entry is called takes most of the time, and few are shown. */
const TITLES_LOOKED_AT = 8;
const CONCEPTS_LOOKED_AT = 8;
/** Rows of `names` passed over to find titles among acronyms. */
const NAMES_READ = 60;
/** Entries that are counted of an organisation, to know the busier one. */
const COUNTED = 10;

interface Typed {
  words: readonly Run[];
  /** As names are kept. */
  key: string;
}

function typedIn(q: string): Typed {
  const text = Array.from(q.slice(0, 2 * MAX_CHARACTERS))
    .slice(0, MAX_CHARACTERS)
    .join('');
  const words = runs(text).slice(0, MAX_WORDS);
  return { words, key: nameKey(text) };
}

/** What readers may mean by the beginning of a query, the best kind first, kind by kind; at most `MAX_SUGGESTIONS`. */
export async function suggest(index: Index, q: string, language: Language): Promise<Suggestion[]> {
  const typed = typedIn(q);
  if (typed.words.length === 0) return [];
  const { register } = index;
  const names = knownNames(typed.words, language);
  const concepts = names.flatMap(({ known }) => (known.kind === 'concept' ? [known.value] : []));
  const { rows, named } = await ask(index, typed, concepts.slice(0, CONCEPTS_LOOKED_AT));
  const codes = codesInUse(register);
  return chosen([
    ...names
      .filter(({ known }) =>
        known.kind === 'concept' ? named.get(known.value) === true : isInUse(known, codes),
      )
      .map(({ known, fit }) => ({
        kind: known.kind,
        fit,
        suggestion: () => ({ ...known, label: labelOf(known, language), language }),
        keys: () => [nameKey(nameOf(known, language))],
      })),
    ...organizations(rows, typed),
    ...titles(rows, typed, language),
  ]);
}

/** Whether any entry names a concept, as far as it was asked, by state of the catalogue. */
const namedConcepts = new WeakMap<CatalogueState, Map<string, boolean>>();

/** Asks for names that are typed and for concepts: by one statement, if it is known which concepts any entry names. */
async function ask(
  { register, session, trusting }: Index,
  typed: Typed,
  concepts: readonly string[],
): Promise<{ rows: readonly NameRow[]; named: ReadonlyMap<string, boolean> }> {
  const names = nameStatement(session, typed);
  const known = namedConcepts.get(register.state) ?? new Map<string, boolean>();
  if (trusting && register.isTrusted(Date.now()) && concepts.every((id) => known.has(id)))
    return { rows: (await names.all<NameRow>()).results, named: known };
  const { results, current } = await register.ask(session, [names, conceptStatement(session, concepts)]);
  const found = new Set(
    ((results[1]?.results ?? []) as { place: number }[]).map(({ place }) => concepts[place]),
  );
  const named = new Map(concepts.map((id) => [id, found.has(id)]));
  if (current) {
    const kept = namedConcepts.get(register.state) ?? new Map<string, boolean>();
    for (const [id, is] of named) kept.set(id, is);
    namedConcepts.set(register.state, kept);
  }
  return { rows: (results[0]?.results ?? []) as NameRow[], named };
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

/** What is enough to look for titles: a shorter beginning would find half the register. */
const LETTERS = /\p{Script=Han}|[\p{L}\p{N}]{2}/u;

/** A stored name: of an organisation, or of an entry. */
type NameRow =
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

function organizations(rows: readonly NameRow[], { key }: Typed): Candidate[] {
  return rows
    .filter((row) => row.kind === 'organization')
    .map((row) => {
      const keys = [nameKey(row.name), ...(row.acronym === '' ? [] : [nameKey(row.acronym)])];
      const fit = keys.includes(key)
        ? FITS.whole
        : keys.some((name) => name.startsWith(key))
          ? FITS.beginning
          : FITS.laterWord;
      return { row, keys, fit };
    })
    .sort((a, b) => a.fit - b.fit || b.row.entries - a.row.entries)
    .map(({ row: { id, name, acronym }, keys, fit }) => ({
      kind: 'organization',
      fit,
      suggestion: () => ({
        kind: 'organization',
        id,
        name,
        acronym,
        label: acronym === '' || name.includes(acronym) ? name : `${name} (${acronym})`,
        language: null,
      }),
      keys: () => keys,
    }));
}

/** Whether every word begins one of the title; Chinese words may stand anywhere. */
function has(title: string, words: readonly Run[]): boolean {
  const parts = runs(title);
  return words.every((word) =>
    parts.some((part) => (part.han ? part.text.includes(word.text) : part.text.startsWith(word.text))),
  );
}

function titles(rows: readonly NameRow[], { words, key }: Typed, reader: Language): Candidate[] {
  const sure = LETTERS.test(words.at(-1)?.text ?? '');
  return rows
    .filter((row) => row.kind === 'initiative')
    .flatMap((row) => {
      const all = JSON.parse(row.titles) as Record<string, string>;
      const codes = Object.keys(all);
      const preferred = [reader, 'en', row.language, ...codes].filter((code) => all[code] !== undefined);
      // What the index found in the only title needs no second look.
      const shown =
        sure && codes.length === 1 ? codes[0] : preferred.find((code) => has(all[code] ?? '', words));
      if (shown === undefined && row.place === NAME_RANKS.acronym) return [];
      const language = shown ?? preferred[0] ?? row.language;
      const label = all[language] ?? '';
      const name = nameKey(label);
      const fit = name === key ? FITS.whole : name.startsWith(key) ? FITS.beginning : FITS.laterWord;
      return [
        { fit, suggestion: { kind: 'initiative', id: row.id, slug: row.slug, label, language } as const },
      ];
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ fit, suggestion }) => ({
      kind: 'initiative',
      fit,
      suggestion: () => suggestion,
      keys: () => [suggestion.id],
    }));
}

type CodeFacet = 'action_line' | 'sdg' | 'country';

interface CodesInUse extends Record<CodeFacet, ReadonlySet<Value>> {
  version: number;
}
const kept = new WeakMap<Register, CodesInUse>();

/** The codes that any entry has, gone through once per catalogue version. */
function codesInUse(register: Register): CodesInUse {
  const { version } = register.state;
  let codes = kept.get(register);
  if (codes?.version !== version) {
    const { action_line, sdg, country } = register.columns.facets;
    codes = { version, action_line: usedIn(action_line), sdg: usedIn(sdg), country: usedIn(country) };
    kept.set(register, codes);
  }
  return codes;
}

const usedIn = ({ values, totals }: FacetColumn): Set<Value> =>
  new Set(values.filter((_, place) => (totals[place] ?? 0) > 0));

function isInUse({ kind, value }: Exclude<Known, { kind: 'concept' }>, codes: CodesInUse): boolean {
  return kind === 'action_line'
    ? expandActionLine(value).some((code) => codes.action_line.has(code))
    : codes[kind].has(value);
}

/**
 * The best of each kind in turn until the list is full, so that no kind fills it; shown kind by kind. A name is shown
 * once, whatever it stands for.
 */
function chosen(candidates: readonly Candidate[]): Suggestion[] {
  const groups = SUGGESTION_KINDS.map((kind) => candidates.filter((one) => one.kind === kind))
    .filter((group) => group.length > 0)
    .sort((a, b) => (a[0]?.fit ?? 0) - (b[0]?.fit ?? 0));
  const lists: Suggestion[][] = groups.map(() => []);
  const shown = new Set<string>();
  let left = MAX_SUGGESTIONS;
  for (let place = 0; left > 0 && groups.some((group) => group.length > place); place++)
    for (const [index, group] of groups.entries()) {
      const candidate = group[place];
      const list = lists[index];
      if (!candidate || !list || left === 0 || list.length === MAX_OF_KIND) continue;
      const keys = candidate.keys();
      if (shown.has(keys[0] ?? '')) continue;
      for (const key of keys) shown.add(key);
      list.push(candidate.suggestion());
      left--;
    }
  return lists.flat();
}
