import { termHits } from '../search/hits.ts';
import { placed } from '../search/places.ts';
import { ACTION_LINE_CODES, type ActionLine } from '../taxonomy/action-lines.ts';
import { WSIS_SDG_TARGETS } from '../taxonomy/matrix.ts';
import { SDG_IDS, type Sdg } from '../taxonomy/sdgs.ts';
import { type Evidence, GOAL_CONCEPTS, LINE_CONCEPTS } from './tag-concepts.ts';

/** A tag that a text speaks for. */
export interface SuggestedTag<T extends ActionLine | Sdg> {
  tag: T;
  /** Words of the text that speak for it, as written, those that say most first. */
  words: string[];
  /** For a goal: chosen action lines that the official matrix links it with as a whole. */
  lines: ActionLine[];
}

export interface TagSuggestions {
  action_lines: SuggestedTag<ActionLine>[];
  sdgs: SuggestedTag<Sdg>[];
}

/** What people write of an initiative before they choose its tags. */
export interface Written {
  title: string;
  summary: string;
  /** ISO 639-1 code. */
  language: string;
}

/** More would be a second list of all. */
const MOST = 4;
const WORDS_SHOWN = 3;
const WEIGHTS = { itself: 3, strong: 1.5, weak: 0.5 } as const;
/** A word in the title says more about the whole than one in the summary. */
const IN_TITLE = 1.6;
/** Below this the text speaks for a tag by accident. */
const LEAST = 2.4;
/** What the matrix adds to a goal the text speaks for. */
const BY_MATRIX = 1;
/** Lines that the matrix links with nearly every goal say nothing of one. */
const MOST_GOALS = 6;

interface Named {
  /** As written. */
  word: string;
  inTitle: boolean;
}

const CONCEPTS = [
  ...new Set(
    [...Object.values(LINE_CONCEPTS), ...Object.values(GOAL_CONCEPTS)].flatMap(({ itself, strong, weak }) => [
      ...itself,
      ...strong,
      ...weak,
    ]),
  ),
];
const NUMBERS = new Map(CONCEPTS.map((id, index) => [id, index]));

/** The concepts that a text names, each with the first words that name it. */
function namedIn({ title, summary, language }: Written): Map<string, Named> {
  const named = new Map<string, Named>();
  for (const [text, inTitle] of [
    [title, true],
    [summary, false],
  ] as const)
    for (const { from, to, unit } of termHits({ text, language, places: placed(text) }, NUMBERS)) {
      const id = CONCEPTS[unit];
      if (id !== undefined && !named.has(id)) named.set(id, { word: text.slice(from, to), inTitle });
    }
  return named;
}

interface Weighed<T> {
  tag: T;
  weight: number;
  words: string[];
}

/** How much the named concepts speak for a tag. */
function weigh<T>(tag: T, evidence: Evidence, named: ReadonlyMap<string, Named>): Weighed<T> {
  const found = (['itself', 'strong', 'weak'] as const).flatMap((strength) =>
    evidence[strength].flatMap((id) => {
      const how = named.get(id);
      return how ? [{ word: how.word, weight: WEIGHTS[strength] * (how.inTitle ? IN_TITLE : 1) }] : [];
    }),
  );
  const words = new Map<string, string>();
  for (const { word } of found.toSorted((a, b) => b.weight - a.weight))
    if (!words.has(word.toLowerCase())) words.set(word.toLowerCase(), word);
  return {
    tag,
    weight: found.reduce((sum, { weight }) => sum + weight, 0),
    words: [...words.values()].slice(0, WORDS_SHOWN),
  };
}

function best<T extends ActionLine | Sdg>(
  weighed: readonly (Weighed<T> & { lines: ActionLine[] })[],
): SuggestedTag<T>[] {
  return weighed
    .filter(({ weight }) => weight >= LEAST)
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, MOST)
    .map(({ tag, words, lines }) => ({ tag, words, lines }));
}

/** Chosen lines that the matrix links with a goal as a whole, not only with single targets of it. */
function linesFor(sdg: Sdg, lines: readonly ActionLine[]): ActionLine[] {
  return lines.filter((line) => {
    const targets = WSIS_SDG_TARGETS[line];
    const goals = new Set(targets.map((target) => target.split('.', 1)[0]));
    return goals.size <= MOST_GOALS && targets.includes(String(sdg));
  });
}

/**
 * Tags that a text speaks for, those it speaks for most first, with why. `lines`: action lines that are chosen already;
 * none: those that are suggested. Nothing is suggested of which the text and the matrix say nothing.
 */
export function suggestTags(written: Written, lines: readonly ActionLine[] = []): TagSuggestions {
  const named = namedIn(written);
  const action_lines = best(
    ACTION_LINE_CODES.map((code) => ({ ...weigh(code, LINE_CONCEPTS[code], named), lines: [] })),
  );
  const chosen = lines.length > 0 ? lines : action_lines.map(({ tag }) => tag);
  const sdgs = best(
    SDG_IDS.map((sdg) => {
      const weighed = weigh(sdg, GOAL_CONCEPTS[sdg], named);
      const by = linesFor(sdg, chosen);
      return { ...weighed, weight: weighed.weight + (by.length > 0 ? BY_MATRIX : 0), lines: by };
    }),
  );
  return { action_lines, sdgs };
}
