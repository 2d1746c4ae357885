import { beginning, excerpt, type Segment } from './excerpt.ts';
import { literalHits, termHits } from './hits.ts';
import { placed } from './places.ts';
import type { Sought } from './sought.ts';

export interface ShownText {
  readonly text: string;
  /** ISO 639-1 code. */
  readonly language: string;
  /** Most characters to show; of a longer text the part with the most of what was searched. */
  readonly room?: number | undefined;
}

/**
 * Texts that are shown together, each in pieces that are marked or not: the words of the query, by the rules the index
 * finds them; where all the texts lack a unit of it, the terms of its concepts. Time grows with the length of the texts.
 */
export function highlight(texts: readonly ShownText[], sought: Sought): Segment[][] {
  if (sought.length === 0) return texts.map(({ text, room }) => beginning(text, room));
  const read = texts.map(({ text, language }) => ({ text, language, places: placed(text) }));
  const { hits, missing } = literalHits(read, sought);
  const concepts = new Map(
    missing.flatMap((unit) => (sought[unit]?.concepts ?? []).map((id) => [id, unit] as const)),
  );
  return read.map((one, index) =>
    excerpt(
      one,
      [...(hits[index] ?? []), ...(concepts.size > 0 ? termHits(one, concepts) : [])],
      texts[index]?.room,
    ),
  );
}
