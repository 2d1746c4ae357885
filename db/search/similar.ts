import { conceptTokens } from '../../domain/glossary/glossary.ts';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { conceptsOfEntry, strongWords } from '../../domain/search/likeness.ts';
import { ACTION_LINE_CODES } from '../../domain/taxonomy/action-lines.ts';
import { SDG_IDS } from '../../domain/taxonomy/sdgs.ts';
import { cardsOf } from './cards.ts';
import type { Columns, Value } from './columns.ts';
import { listsOf } from './lists.ts';
import type { Index } from './register.ts';

/** How much a trait shared counts, times how rare it is. */
const WEIGHTS = { titleConcept: 1.6, concept: 1, word: 0.9 } as const;
/** How much the tags in common count, beside the part of the words in common. */
const TAGS = 0.3;
/** What others did elsewhere is worth more to who wants to replicate it. */
const ELSEWHERE = 1.25;
const OTHER_COUNTRY = 1.15;
/** What the same organisation did is no news to its readers. */
const SAME_ORGANIZATION = 0.8;
/** Candidates read for each one shown: organisations are known only from the entries. */
const CANDIDATES = 3;
/** Row numbers read of each trait, the newest: what so many have tells little of one. */
const READ = 200;
/** Less in common than this part of what the entry has in common with itself is chance. */
const CHANCE = 0.15;
/** Fewer traits in common than these, too. */
const TRAITS = 2;

/**
 * Other entries about the same problem, the most alike first, those of other countries and regions before equals of
 * the same. At most `limit`; none where nothing is alike.
 */
export async function similarInitiatives(
  index: Index,
  initiative: PublicInitiative,
  limit: number,
): Promise<PublicInitiative[]> {
  const { register, session } = index;
  await register.ready(session);
  const concepts = conceptsOfEntry(initiative);
  const titleTokens = conceptTokens(concepts.title);
  const traits = [
    ...titleTokens.map((token) => ({
      match: `{title_concepts concepts} : "${token}"`,
      weight: WEIGHTS.titleConcept,
    })),
    ...conceptTokens(concepts.text).map((token) => ({
      match: `{title_concepts concepts} : "${token}"`,
      weight: WEIGHTS.concept,
    })),
    ...strongWords(initiative).map((stem) => ({
      match: `{title_stems stems} : "${stem}"`,
      weight: WEIGHTS.word,
    })),
  ];
  const { results } = await register.ask(session, [
    newestWith(
      session,
      traits.map(({ match }) => match),
    ),
    session.prepare('SELECT n FROM facets WHERE id = ?1').bind(initiative.id),
  ]);
  const lists = listsOf(results[0]);
  const self = (results[1]?.results as { n: number }[] | undefined)?.[0]?.n ?? 0;
  const { columns } = register;
  const best = mostAlike(columns, self, initiative, lists, traits, CANDIDATES * limit);
  if (best.length === 0) return [];
  const cards = await cardsOf(
    index,
    best.map(({ n }) => n),
    true,
  );
  const own = new Set(initiative.organizations.map(({ id }) => id));
  return best
    .flatMap(({ n, score }) => {
      const card = cards.get(n);
      if (!card) return [];
      const other = JSON.parse(card) as PublicInitiative;
      const same = other.organizations.some(({ id }) => own.has(id));
      return [{ other, score: same ? score * SAME_ORGANIZATION : score }];
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, limit)
    .map(({ other }) => other);
}

function newestWith(session: D1DatabaseSession, matches: readonly string[]): D1PreparedStatement {
  return session
    .prepare(
      `SELECT e.key AS place, (
         SELECT group_concat(n) FROM (
           SELECT rowid AS n FROM entry_text WHERE entry_text MATCH e.value ORDER BY rowid DESC LIMIT ${READ}
         )
       ) AS rows FROM json_each(?1) AS e ORDER BY e.key`,
    )
    .bind(JSON.stringify(matches));
}

/** How many entries have a trait; where not all were read, as many as if the older ones had it as often. */
function frequencyOf(list: Uint32Array, size: number): number {
  if (list.length < READ) return Math.max(1, list.length);
  const oldest = list.reduce((least, n) => Math.min(least, n), size);
  return (list.length * size) / Math.max(1, size - oldest);
}

function mostAlike(
  columns: Columns,
  self: number,
  initiative: PublicInitiative,
  lists: readonly Uint32Array[],
  traits: readonly { weight: number }[],
  limit: number,
): { n: number; score: number }[] {
  const common = new Float32Array(columns.size);
  const shared = new Uint8Array(columns.size);
  const found = new Set<number>();
  let whole = 0;
  for (const [place, { weight }] of traits.entries()) {
    const list = lists[place] ?? new Uint32Array(0);
    const frequency = frequencyOf(list, columns.size);
    // A trait of half the register says nothing about one entry.
    if (frequency * 2 > columns.total && columns.total > 20) continue;
    const worth = weight * Math.log(1 + columns.total / frequency);
    whole += worth;
    for (const n of list) {
      if (n === self || columns.alive[n] !== 1) continue;
      common[n] = (common[n] ?? 0) + worth;
      shared[n] = (shared[n] ?? 0) + 1;
      found.add(n);
    }
  }
  const lines = shareOf(columns, 'action_line', initiative.action_lines, ACTION_LINE_CODES.length);
  const goals = shareOf(columns, 'sdg', initiative.sdgs, SDG_IDS.length);
  const regions = shareOf(columns, 'region', initiative.regions, 1);
  const countries = shareOf(columns, 'country', initiative.countries, 1);
  const ranked: { n: number; score: number }[] = [];
  for (const n of found) {
    const words = common[n] ?? 0;
    if (words < whole * CHANCE || (shared[n] ?? 0) < Math.min(TRAITS, traits.length)) continue;
    const tags = lines(n) + goals(n);
    const place = regions(n) === 0 ? ELSEWHERE : countries(n) === 0 ? OTHER_COUNTRY : 1;
    ranked.push({ n, score: (words / whole + (TAGS * tags) / 2) * place });
  }
  return ranked.sort((a, b) => b.score - a.score || b.n - a.n).slice(0, limit);
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
