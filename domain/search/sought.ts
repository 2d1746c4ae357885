import { isStopWord } from '../text/stop-words.ts';
import { capped } from '../text/tokens.ts';
import type { SearchPlan, Unit } from './plan.ts';
import { stemsOf } from './stem.ts';

interface SoughtWord {
  readonly text: string;
  /** Stems it is found by too. */
  readonly stems: readonly string[];
  /** Whether it may be the beginning of a word. */
  readonly beginning: boolean;
}

interface SoughtUnit {
  /** Words that stand together; none for a single word. */
  readonly phrase: readonly string[];
  /** Words that count wherever they stand. */
  readonly words: readonly SoughtWord[];
  /** Concepts that stand for the words. */
  readonly concepts: readonly string[];
}

/** What entries are found by, one member for each idea of the query: plain data, words folded. */
export type Sought = readonly SoughtUnit[];

const HAN = /^\p{Script=Han}/u;
const MANY_LETTERS = 3;

/** What a search with this plan looks for. */
export function soughtIn({ units, expressions }: SearchPlan): Sought {
  return units.map((unit) => ({
    phrase: unit.text.length > 1 ? unit.text : [],
    words: unit.text.flatMap((word, index) => soughtWord(unit, word, index, expressions)),
    concepts: unit.concept?.ids ?? [],
  }));
}

function soughtWord(
  { text, words }: Unit,
  word: string,
  index: number,
  expressions: readonly string[],
): SoughtWord[] {
  const lists = words[index];
  // The words of a phrase count only together, and of "e-health" the "e" alone says nothing.
  if (!lists || words.length < text.length || (text.length > 1 && tellsNothing(word))) return [];
  return [
    {
      text: HAN.test(word) ? word : capped(word),
      stems: lists.inflected === null ? [] : stemsOf(capped(word)),
      // FTS5 writes a star behind the beginning of a word.
      beginning: expressions[lists.exact]?.endsWith('*') ?? false,
    },
  ];
}

function tellsNothing(word: string): boolean {
  return !HAN.test(word) && (word.length < MANY_LETTERS || isStopWord(word));
}
