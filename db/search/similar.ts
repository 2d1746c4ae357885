import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { type Traits, traitsOf } from '../../domain/search/likeness.ts';
import { ACTION_LINE_CODES } from '../../domain/taxonomy/action-lines.ts';
import { SDG_IDS } from '../../domain/taxonomy/sdgs.ts';
import { cardsOf } from './cards.ts';
import type { Columns, FacetColumn, Value } from './columns.ts';
import { rowNumbers } from './lists.ts';
import type { CatalogueState, Index } from './register.ts';
import { StateMemory } from './state-memory.ts';

/** How much a trait shared counts, times how rare it is. */
const WEIGHTS: Readonly<Record<keyof Traits, number>> = { title: 1.6, text: 1, words: 0.9 };
/** How much the tags in common count, beside the part of the words in common. */
const TAGS = 0.3;
/** What others did elsewhere is worth more to who wants to replicate it. */
const ELSEWHERE = 1.25;
const OTHER_COUNTRY = 1.15;
/** What the same organisation did is no news to its readers. */
const SAME_ORGANIZATION = 0.8;
/** Candidates read for each one shown: organisations are known only from the entries. */
const CANDIDATES = 3;
/** Candidates read at first beyond those shown: mostly that is enough, and each is two kilobytes. */
const SPARE = 2;
/** Row numbers read of each trait, the newest: what so many have tells little of one. */
const READ = 200;
/** Less in common than this part of what the entry has in common with itself is chance. */
const CHANCE = 0.15;
/** Fewer traits in common than these, too. */
const TRAITS = 2;

/** What an entry is compared by, beside its words. `n` is its row number, 0 if it has none. */
interface Compared {
  n: number;
  lines: readonly Value[];
  goals: readonly Value[];
  regions: readonly Value[];
  countries: readonly Value[];
  /** Ids. */
  organizations: readonly string[];
}

/** The entries that share a trait of one kind, the newest first. */
interface Shared {
  kind: keyof Traits;
  rows: Uint32Array;
}

/** Row numbers of similar entries by what was asked; a list takes about 200 bytes. */
const keptLists = new StateMemory<readonly number[]>(5000);

/**
 * Other entries about the same problem as one, which need not be in the index; the most alike first, those of other
 * countries and regions before equals of the same. At most `limit`; none where nothing is alike.
 */
export async function similarInitiatives(
  index: Index,
  initiative: PublicInitiative,
  limit: number,
): Promise<PublicInitiative[]> {
  await index.register.ready(index.session);
  const { shared, row } = await askFor(index, initiative.id, traitsOf(initiative));
  const alike = await mostAlike(index, shared, limit, {
    n: row?.n ?? 0,
    lines: initiative.action_lines,
    goals: initiative.sdgs,
    regions: initiative.regions,
    countries: initiative.countries,
    organizations: initiative.organizations.map(({ id }) => id),
  });
  return alike.map(({ other }) => other);
}

/**
 * The same for an entry of the index by its id, before anybody has read it; null where the index does not know it yet.
 * Kept for as long as the catalogue does not change, which each call asks for.
 */
export async function similarToEntry(
  index: Index,
  id: string,
  limit: number,
): Promise<PublicInitiative[] | null> {
  const { register, session, trusting } = index;
  await register.ready(session);
  const key = `${limit} ${id}`;
  const kept = keptLists.get(register.state, key);
  if (kept) {
    const { changed, current } = await register.ask(session, [], trusting);
    if (current && !changed) {
      const cards = await cardsOf(index, kept, true);
      return kept.flatMap((n) => cards.get(n) ?? []).map((card) => JSON.parse(card) as PublicInitiative);
    }
  }
  const { shared, row, state } = await askFor(index, id, null);
  if (!row?.known) return null;
  const { facets } = register.columns;
  const valuesOf = ({ ids, sets }: FacetColumn) => sets[ids[row.n] ?? 0] ?? [];
  const alike = await mostAlike(index, shared, limit, {
    n: row.n,
    lines: valuesOf(facets.action_line),
    goals: valuesOf(facets.sdg),
    regions: valuesOf(facets.region),
    countries: valuesOf(facets.country),
    organizations: JSON.parse(row.organizations) as string[],
  });
  if (state)
    keptLists.set(
      state,
      key,
      alike.map(({ n }) => n),
    );
  return alike.map(({ other }) => other);
}

/** `known`: its traits are kept beside its card. `organizations` is JSON. */
interface EntryRow {
  n: number;
  known: number;
  organizations: string;
}

/**
 * The newest rows with each trait of an entry, those kept of it if none are given, and what the index holds of it.
 * `state`: what the catalogue was, and the isolate knows it to be; else null.
 */
async function askFor(
  { register, session }: Index,
  id: string,
  traits: Traits | null,
): Promise<{ shared: Shared[]; row: EntryRow | undefined; state: CatalogueState | null }> {
  const { results, current } = await register.ask(session, [
    session
      .prepare(
        `SELECT kind.key AS kind, (
           SELECT group_concat(n) FROM (
             SELECT rowid AS n FROM entry_text WHERE entry_text MATCH
               iif(kind.key = 'words', '{title_stems stems}', '{title_concepts concepts}') || ' : "' || trait.value || '"'
             ORDER BY rowid DESC LIMIT ${READ}
           )
         ) AS rows
         FROM json_each(coalesce(?2, (SELECT traits FROM facets JOIN cards USING (n) WHERE id = ?1))) AS kind,
           json_each(kind.value) AS trait`,
      )
      .bind(id, traits && JSON.stringify(traits)),
    session
      .prepare(
        `SELECT n, traits IS NOT NULL AS known, (
           SELECT json_group_array(organization_id) FROM entry_organizations AS o WHERE o.n = f.n
         ) AS organizations FROM facets AS f JOIN cards USING (n) WHERE id = ?1`,
      )
      .bind(id),
  ]);
  const shared = (results[0]?.results ?? []) as { kind: keyof Traits; rows: string | null }[];
  return {
    shared: shared.map(({ kind, rows }) => ({
      kind,
      rows: rows === null ? new Uint32Array(0) : rowNumbers(rows),
    })),
    row: (results[1]?.results as EntryRow[] | undefined)?.[0],
    state: current ? register.state : null,
  };
}

/** An entry like another; `n` is its row number. */
interface Alike {
  n: number;
  other: PublicInitiative;
  score: number;
}

async function mostAlike(
  index: Index,
  shared: readonly Shared[],
  limit: number,
  entry: Compared,
): Promise<Alike[]> {
  const candidates = ranked(index.register.columns, shared, entry, CANDIDATES * limit);
  const found: Alike[] = [];
  for (const part of [candidates.slice(0, limit + SPARE), candidates.slice(limit + SPARE)]) {
    // No card makes a score higher, so those that follow are not among the first any more.
    const best = part[0]?.score ?? 0;
    if (part.length === 0 || found.filter(({ score }) => score >= best).length >= limit) break;
    const cards = await cardsOf(
      index,
      part.map(({ n }) => n),
      true,
    );
    for (const { n, score } of part) {
      const card = cards.get(n);
      if (!card) continue;
      const other = JSON.parse(card) as PublicInitiative;
      const same = other.organizations.some(({ id }) => entry.organizations.includes(id));
      found.push({ n, other, score: same ? score * SAME_ORGANIZATION : score });
    }
  }
  return found.sort((a, b) => b.score - a.score).slice(0, limit);
}

/** How many entries have a trait; where not all were read, as many as if the older ones had it as often. */
function frequencyOf(rows: Uint32Array, size: number): number {
  if (rows.length < READ) return Math.max(1, rows.length);
  const oldest = rows.at(-1) ?? 0;
  return (rows.length * size) / Math.max(1, size - oldest);
}

/** What each row has in common with an entry, and how many traits; all 0 between two comparisons. */
let common = new Float32Array(0);
let traits = new Uint8Array(0);

function ranked(
  columns: Columns,
  shared: readonly Shared[],
  entry: Compared,
  limit: number,
): { n: number; score: number }[] {
  if (common.length < columns.alive.length) {
    common = new Float32Array(columns.alive.length);
    traits = new Uint8Array(columns.alive.length);
  }
  const found: number[] = [];
  let whole = 0;
  for (const { kind, rows } of shared) {
    const frequency = frequencyOf(rows, columns.size);
    // A trait of half the register says nothing about one entry.
    if (frequency * 2 > columns.total && columns.total > 20) continue;
    const worth = WEIGHTS[kind] * Math.log(1 + columns.total / frequency);
    whole += worth;
    for (const n of rows) {
      if (n === entry.n || columns.alive[n] !== 1) continue;
      if (traits[n] === 0) found.push(n);
      common[n] = (common[n] as number) + worth;
      traits[n] = (traits[n] as number) + 1;
    }
  }
  const lines = shareOf(columns, 'action_line', entry.lines, ACTION_LINE_CODES.length);
  const goals = shareOf(columns, 'sdg', entry.goals, SDG_IDS.length);
  const regions = shareOf(columns, 'region', entry.regions, 1);
  const countries = shareOf(columns, 'country', entry.countries, 1);
  const scores: { n: number; score: number }[] = [];
  for (const n of found) {
    const words = common[n] as number;
    const enough = words >= whole * CHANCE && (traits[n] as number) >= Math.min(TRAITS, shared.length);
    common[n] = 0;
    traits[n] = 0;
    if (!enough) continue;
    const tags = lines(n) + goals(n);
    const place = regions(n) === 0 ? ELSEWHERE : countries(n) === 0 ? OTHER_COUNTRY : 1;
    scores.push({ n, score: (words / whole + (TAGS * tags) / 2) * place });
  }
  return scores.sort((a, b) => b.score - a.score || b.n - a.n).slice(0, limit);
}

/**
 * What part of the values of an entry and of a set is common to both, by row number; `most` bounds the whole, so that few
 * values still tell.
 */
function shareOf(
  columns: Columns,
  facet: 'action_line' | 'sdg' | 'region' | 'country',
  values: readonly Value[],
  most: number,
): (n: number) => number {
  const { ids, sets } = columns.facets[facet];
  const known = new Map<number, number>();
  return (n) => {
    const id = ids[n] ?? 0;
    let share = known.get(id);
    if (share === undefined) {
      const set = sets[id] ?? [];
      const common = set.filter((value) => values.includes(value)).length;
      share = common === 0 ? 0 : common / Math.min(most, set.length + values.length - common);
      known.set(id, share);
    }
    return share;
  };
}
