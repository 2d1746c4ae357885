import { fold } from '../text/normalise.ts';
import { type Run, runs } from '../text/tokens.ts';

/** The runs of a text with their places in it. */
export interface PlacedText {
  readonly pieces: readonly Run[];
  /** By piece: where its first unit stands in the folded text. */
  readonly starts: readonly number[];
  /** Where the character of a unit of the folded text begins in the text as written; in UTF-16 units. */
  begin(unit: number): number;
  /** Where that character ends, with the marks it carries. */
  end(unit: number): number;
}

/** Characters that fold to one unit each, whatever stands beside them; a few rare Chinese ones to two. */
export const SINGLE = '\\0-\\x7f«»À-ÅÇ-Öà-åç-öù-ýЀ-џ\\u2010-\\u201d‹›،؛؟ء-غف-ي٠-٩、-】一-鿿！-～';
/** What belongs to the character before it: marks, invisible signs, the later letters of a Korean syllable. */
const FOLLOWS = '\\p{M}\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u0640\\u1160-\\u11ff';

const ALL_SINGLE = new RegExp(`^[${SINGLE}]*$`, 'u');
const CHARACTERS = new RegExp(`(?:[${SINGLE}](?![${FOLLOWS}]))+|[^][${FOLLOWS}]*`, 'gu');
const MARKS = /\p{M}/gu;

/** Finds the runs of a text as the index has them, and where they were written. */
export function placed(text: string): PlacedText {
  const whole = ALL_SINGLE.test(text) ? fold(text) : null;
  if (whole?.length === text.length) {
    const pieces = runs(text);
    return { pieces, starts: startsOf(pieces, whole), begin: (unit) => unit, end: (unit) => unit + 1 };
  }
  let folded = '';
  const begins: number[] = [];
  const ends: number[] = [];
  const add = (characters: string, index: number) => {
    const units = fold(characters).replace(MARKS, '');
    const single = units.length === characters.length && ALL_SINGLE.test(characters);
    if (!single && characters.length > 1 && ALL_SINGLE.test(characters)) {
      for (let at = 0; at < characters.length; at++) add(characters.charAt(at), index + at);
      return;
    }
    folded += units;
    for (let unit = 0; unit < units.length; unit++) {
      begins.push(single ? index + unit : index);
      ends.push(single ? index + unit + 1 : index + characters.length);
    }
  };
  for (const { 0: characters, index } of text.matchAll(CHARACTERS)) add(characters, index);
  const pieces = runs(folded);
  return {
    pieces,
    starts: startsOf(pieces, folded),
    begin: (unit) => begins[unit] ?? text.length,
    end: (unit) => ends[unit] ?? text.length,
  };
}

/** Between two runs there is nothing a run could begin with, so the next one is found where it stands. */
function startsOf(pieces: readonly Run[], folded: string): number[] {
  let from = 0;
  return pieces.map(({ text }) => {
    const start = folded.indexOf(text, from);
    from = start + text.length;
    return start;
  });
}
