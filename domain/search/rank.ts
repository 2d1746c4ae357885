import { NAME_RANKS } from './entry-text.ts';
import type { SearchPlan, Unit, WordLists } from './plan.ts';

/** What ranking asks of an entry besides its words, by row number. */
export interface RankedColumns {
  /** One more than the highest row number. */
  readonly size: number;
  /** Entries that are in the register. */
  readonly total: number;
  readonly alive: Uint8Array;
  readonly titleWords: Uint8Array;
  readonly completeness: Uint8Array;
  /** Milliseconds since 1970, UTC. */
  readonly publishedAt: Float64Array;
}

export interface RankInput {
  plan: SearchPlan;
  /** Row numbers by place in `plan.expressions`, each once. */
  lists: readonly Uint32Array[];
  /** Entries that have the whole query for a name. */
  names: readonly { n: number; rank: number }[];
  columns: RankedColumns;
  /** By unit, entries with a broader concept only; asked for when without them little has the whole query. */
  broader?: readonly (Uint32Array | null)[];
  /** Milliseconds since 1970, UTC. */
  now: number;
}

export interface Ranking {
  /** Row numbers of what was found, in no order. */
  found: Uint32Array;
  /** How many of them have every unit of the query; the others have most. */
  complete: number;
  /** By row number; only those of `found` mean anything. */
  score: Float32Array;
  /** Bits of the units an entry has, and of those it has in the words of the query rather than by a concept. */
  matched: Uint16Array;
  literal: Uint16Array;
}

/** How much a place counts. A word in the title counts most; a stem less than the word; a translation least. */
const WEIGHTS = {
  word: 1.2,
  exact: 0.6,
  title: 3.2,
  organizations: 1.2,
  conceptTitle: 0.8,
  conceptText: 0.7,
  conceptTags: 0.22,
  broader: 0.12,
  joined: 2.2,
  phraseInTitle: 0.9,
  phraseInText: 0.3,
} as const;
/** Weights are drawn together, so that one word in every place does not outweigh two words. */
const SATURATION = 1.6;

/** What a name that is the whole query adds, in parts of all the query weighs. */
const NAME_BONUS = { [NAME_RANKS.title]: 9, [NAME_RANKS.part]: 4, [NAME_RANKS.acronym]: 0.45 };

/** Entries with most of the words are shown too while fewer than this have all of them. */
const FEW = 20;
/** What such an entry must have of the weight of the query, if it has fewer than half of the words; less while few have. */
const MOST = 0.5;
/** Entries with the whole of a query below which broader concepts are asked for. */
const LITTLE = 10;
const SHARES = [MOST, 1 / 3, 0.15];
/** Half of the words count as most of them if they weigh this much: a common word beside a rare one does not. */
const WEIGHTY = 0.25;
/** Entries found with most of the words beyond which those with less are left out. */
const ENOUGH = 5;
/** What having only a broader concept counts of having the unit. */
const NEAR = 0.9;

/** Units that have a bit each. */
const MAX_UNITS = 16;

const YEAR = 365.25 * 24 * 60 * 60 * 1000;
/** The whole push of recency and completeness: enough to order equals, not to outrank a better match. */
const RECENT = 0.03;
const COMPLETE = 0.04;
const MOST_COMPLETE = 8;

/** Working memory of one size, kept between searches and left zeroed: nothing of it outlives a search. */
class Scratch {
  readonly unit: Float32Array;
  readonly words: Uint8Array;
  constructor(size: number) {
    this.unit = new Float32Array(size);
    this.words = new Uint8Array(size);
  }
}
let scratch = new Scratch(0);

interface Marks extends Scratch {
  score: Float32Array;
  matched: Uint16Array;
  literal: Uint16Array;
  /** Bits of the units of which an entry has only what includes them. */
  near: Uint16Array;
}

function marksFor(size: number): Marks {
  if (scratch.unit.length < size) scratch = new Scratch(Math.ceil(size * 1.2));
  return {
    ...scratch,
    score: new Float32Array(size),
    matched: new Uint16Array(size),
    literal: new Uint16Array(size),
    near: new Uint16Array(size),
  };
}

const NONE = new Uint32Array(0);

const inflectedOf = ({ inflected }: WordLists, lists: readonly Uint32Array[]): Uint32Array =>
  (inflected === null ? undefined : lists[inflected]) ?? NONE;

/** Adds what one word of a unit is worth to the entries that have it. */
function addWord(word: WordLists, share: number, { lists, columns }: RankInput, to: Marks): void {
  const add = (place: number, weight: number) => {
    for (const n of lists[place] ?? []) to.unit[n] = (to.unit[n] ?? 0) + weight;
  };
  for (const n of lists[word.exact] ?? []) {
    to.words[n] = (to.words[n] ?? 0) + 1;
    to.unit[n] = (to.unit[n] ?? 0) + (WEIGHTS.word + WEIGHTS.exact) * share;
  }
  for (const n of inflectedOf(word, lists)) {
    to.words[n] = (to.words[n] ?? 0) + 1;
    to.unit[n] = (to.unit[n] ?? 0) + WEIGHTS.word * share;
  }
  add(word.organizations, WEIGHTS.organizations * share);
  // A word is more of a short title than of a long one.
  for (const n of lists[word.title] ?? [])
    to.unit[n] = (to.unit[n] ?? 0) + (WEIGHTS.title * share) / (0.6 + 0.05 * (columns.titleWords[n] ?? 0));
}

/** Marks the entries that have a unit and leaves its worth in `to.unit`; returns them, each once. */
function findUnit(unit: Unit, bit: number, input: RankInput, to: Marks, broader: Uint32Array): number[] {
  const { lists, columns } = input;
  const share = 1 / unit.words.length;
  for (const word of unit.words) addWord(word, share, input, to);
  const any: number[] = [];
  const touched = unit.words.flatMap((word) => [lists[word.exact] ?? NONE, inflectedOf(word, lists)]);
  for (const list of touched)
    for (const n of list) {
      // Visited with the first of its words; a term of several words counts only whole.
      const has = to.words[n] ?? 0;
      to.words[n] = 0;
      if (has === 0) continue;
      if (has < unit.words.length || columns.alive[n] !== 1) {
        to.unit[n] = 0;
        continue;
      }
      any.push(n);
      to.literal[n] = (to.literal[n] ?? 0) | bit;
      to.matched[n] = (to.matched[n] ?? 0) | bit;
    }
  const byConcept = (rows: Uint32Array, weight: number, marks: Uint16Array) => {
    for (const n of rows) {
      if (((to.literal[n] ?? 0) & bit) !== 0 || columns.alive[n] !== 1) continue;
      if ((((to.matched[n] ?? 0) | (to.near[n] ?? 0)) & bit) === 0) {
        any.push(n);
        to.unit[n] = 0;
        marks[n] = (marks[n] ?? 0) | bit;
      }
      to.unit[n] = (to.unit[n] ?? 0) + weight;
    }
  };
  if (unit.concept) {
    byConcept(lists[unit.concept.title] ?? NONE, WEIGHTS.conceptTitle, to.matched);
    byConcept(lists[unit.concept.text] ?? NONE, WEIGHTS.conceptText, to.matched);
    byConcept(lists[unit.concept.tags] ?? NONE, WEIGHTS.conceptTags, to.matched);
  }
  byConcept(broader, WEIGHTS.broader, to.near);
  return any;
}

/**
 * Finds and weighs entries. All units of the query first, then most of them; a unit weighs the more the rarer it is; a
 * name that is the query outweighs the rest. The caller sorts by `score`, and by row number on ties.
 */
export function rank(input: RankInput): Ranking {
  const { plan, lists, names, columns, now } = input;
  const { units } = plan;
  const to = marksFor(columns.size);
  const found: number[] = [];
  const rarity: number[] = [];
  units.forEach((unit, index) => {
    const bit = 1 << index;
    const any = findUnit(unit, bit, input, to, input.broader?.[index] ?? NONE);
    const weight = Math.log(1 + columns.total / Math.max(1, any.length));
    rarity.push(any.length > 0 ? weight : 0);
    for (const n of any) {
      if (((to.matched[n] ?? 0) | (to.near[n] ?? 0)) === bit) found.push(n);
      const worth = to.unit[n] ?? 0;
      to.score[n] = (to.score[n] ?? 0) + (weight * worth) / (worth + SATURATION);
      to.unit[n] = 0;
    }
  });
  const present = rarity.filter((weight) => weight > 0);
  const usual = present.length > 0 ? present.reduce((sum, weight) => sum + weight, 0) / present.length : 1;
  // A word that no entry has must not outweigh the others by its rarity.
  const weights = rarity.map((weight) => weight || usual);
  const whole = weights.reduce((sum, weight) => sum + weight, 0);

  if (plan.phrase) {
    for (const n of lists[plan.phrase.title] ?? [])
      to.score[n] = (to.score[n] ?? 0) + WEIGHTS.phraseInTitle * whole;
    for (const n of lists[plan.phrase.text] ?? [])
      to.score[n] = (to.score[n] ?? 0) + WEIGHTS.phraseInText * whole;
  }
  const all = 2 ** units.length - 1;
  for (const { place, units: of } of plan.joined) {
    const bits = of.reduce((mask, unit) => mask | (1 << unit), 0);
    const weight = of.reduce((sum, unit) => sum + (weights[unit] ?? 0), 0);
    for (const n of lists[place] ?? []) {
      if (columns.alive[n] !== 1) continue;
      if (to.matched[n] === 0 && to.near[n] === 0) found.push(n);
      to.matched[n] = (to.matched[n] ?? 0) | bits;
      to.literal[n] = (to.literal[n] ?? 0) | bits;
      to.score[n] = (to.score[n] ?? 0) + (weight * WEIGHTS.joined) / (WEIGHTS.joined + SATURATION);
    }
  }
  for (const { n, rank } of names) {
    if (columns.alive[n] !== 1) continue;
    if (to.matched[n] === 0 && to.near[n] === 0) found.push(n);
    to.matched[n] = all;
    to.literal[n] = all;
    to.score[n] = (to.score[n] ?? 0) + (NAME_BONUS[rank as keyof typeof NAME_BONUS] ?? 0) * whole;
  }

  let complete = 0;
  for (const n of found) if (to.matched[n] === all) complete++;
  const kept = complete >= FEW ? found.filter((n) => to.matched[n] === all) : mostOf(found, to, weights);
  for (const n of kept) {
    const age = Math.max(0, now - (columns.publishedAt[n] ?? 0)) / YEAR;
    const push = 1 + RECENT / (1 + age) + (COMPLETE * (columns.completeness[n] ?? 0)) / MOST_COMPLETE;
    const every = to.matched[n] === all ? whole : 0;
    to.score[n] = every + (to.score[n] ?? 0) * push;
  }
  return {
    found: new Uint32Array(kept),
    complete,
    score: to.score,
    matched: to.matched,
    literal: to.literal,
  };
}

/** Whether so little has the whole of a query that broader concepts are worth asking for. */
export function isLittle({ complete }: Ranking): boolean {
  return complete < LITTLE;
}

/** Of what was found, the entries with most of the query; with less of it, as long as those are few. */
function mostOf(found: readonly number[], { matched, near }: Marks, weights: readonly number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const half = Math.ceil(weights.length / 2);
  const shareOf = (units: number, nearly: number) => {
    let has = 0;
    let covered = 0;
    for (const [index, weight] of weights.entries())
      if (units & (1 << index)) {
        has++;
        covered += weight;
      } else if (nearly & (1 << index)) covered += weight * NEAR;
    const share = covered / whole;
    return has >= half && share >= WEIGHTY ? Math.max(MOST, share) : share;
  };
  // Many entries have the same units.
  const known = new Map<number, number>();
  const shares = new Float64Array(found.length);
  for (let index = 0; index < found.length; index++) {
    const n = found[index] as number;
    const units = matched[n] as number;
    const nearly = near[n] as number;
    const key = units * 2 ** MAX_UNITS + nearly;
    let share = known.get(key);
    if (share === undefined) {
      share = shareOf(units, nearly);
      known.set(key, share);
    }
    shares[index] = share;
  }
  let kept: number[] = [];
  for (const share of SHARES) {
    kept = found.filter((_, index) => (shares[index] as number) >= share);
    if (kept.length >= ENOUGH) break;
  }
  return kept;
}
