import { termsIn } from '../glossary/glossary.ts';
import { capped, type Run } from '../text/tokens.ts';
import type { PlacedText } from './places.ts';
import type { Sought } from './sought.ts';
import { stemIn } from './stem.ts';

/** A place in a text as written, in UTF-16 units, and the number of the unit of the query that stands there. */
export interface Hit {
  readonly from: number;
  readonly to: number;
  readonly unit: number;
}

/** A text with what is known of its places. */
export interface ReadText {
  readonly text: string;
  /** ISO 639-1 code. */
  readonly language: string;
  readonly places: PlacedText;
}

/** From one unit of the folded text to before another, as a place in the text as written. */
function hitAt(places: PlacedText, from: number, to: number, unit: number): Hit {
  return { from: places.begin(from), to: places.end(to - 1), unit };
}

/**
 * Where the words of the query stand in some texts, by the rules the index finds them, and the units that are whole in
 * none of the texts.
 */
export function literalHits(
  texts: readonly ReadText[],
  sought: Sought,
): { hits: Hit[][]; missing: number[] } {
  const words = new Map<string, number>();
  const stems = new Map<string, number>();
  const beginnings: { text: string; unit: number }[] = [];
  const inside: { text: string; unit: number }[] = [];
  const absent = sought.map(({ words }) => new Set(words.map(({ text }) => text)));
  const wordOf = new Map<string, string>();
  for (const [unit, one] of sought.entries())
    for (const word of one.words) {
      if (HAN.test(word.text)) inside.push({ text: word.text, unit });
      else words.set(word.text, unit);
      if (word.beginning) beginnings.push({ text: word.text, unit });
      for (const stem of word.stems) {
        stems.set(stem, unit);
        wordOf.set(stem, word.text);
      }
    }
  const whole = new Set<number>();
  const hits = texts.map(({ places, language }) => {
    const found: Hit[] = [];
    const note = (from: number, length: number, unit: number, word: string) => {
      absent[unit]?.delete(word);
      found.push(hitAt(places, from, from + length, unit));
    };
    for (const [index, piece] of places.pieces.entries()) {
      const start = places.starts[index] ?? 0;
      if (piece.han) {
        for (const { text, unit } of inside)
          for (let at = piece.text.indexOf(text); at >= 0; at = piece.text.indexOf(text, at + text.length))
            note(start + at, text.length, unit, text);
        continue;
      }
      const word = capped(piece.text);
      const stem = stemIn(piece.text, language);
      const unit = words.get(word) ?? stems.get(stem);
      const begun = beginnings.find(({ text }) => word.startsWith(text));
      if (unit !== undefined)
        note(start, piece.text.length, unit, words.has(word) ? word : (wordOf.get(stem) ?? ''));
      else if (begun) note(start, piece.text.length, begun.unit, begun.text);
    }
    for (const [unit, { phrase }] of sought.entries())
      for (const hit of phraseHits(places, phrase, unit)) {
        found.push(hit);
        whole.add(unit);
      }
    return found;
  });
  const missing = sought.flatMap(({ words }, unit) =>
    whole.has(unit) || (words.length > 0 && absent[unit]?.size === 0) ? [] : [unit],
  );
  return { hits, missing };
}

const HAN = /^\p{Script=Han}/u;

/** Where words stand one after the other. The first and the last may be a part of a longer run of Chinese. */
function phraseHits(places: PlacedText, phrase: readonly string[], unit: number): Hit[] {
  const { pieces, starts } = places;
  const [first = ''] = phrase;
  const last = phrase.length - 1;
  if (last < 1) return [];
  const found: Hit[] = [];
  for (let at = 0; at + last < pieces.length; at++) {
    const fits = phrase.every((word, index) => {
      const piece = pieces[at + index] as Run;
      if (!piece.han || (index > 0 && index < last)) return capped(piece.text) === capped(word);
      return index === 0 ? piece.text.endsWith(word) : piece.text.startsWith(word);
    });
    if (!fits) continue;
    const begin = (starts[at] ?? 0) + (pieces[at]?.han ? (pieces[at] as Run).text.length - first.length : 0);
    const end = pieces[at + last] as Run;
    found.push(
      hitAt(
        places,
        begin,
        (starts[at + last] ?? 0) + (end.han ? (phrase[last] ?? '') : end.text).length,
        unit,
      ),
    );
  }
  return found;
}

/** Where terms of the concepts stand that stand for units of the query. */
export function termHits({ places }: ReadText, units: ReadonlyMap<string, number>): Hit[] {
  const { pieces, starts } = places;
  return termsIn(pieces).flatMap(({ from, to, characters, ids }) => {
    const unit = ids.map((id) => units.get(id)).find((known) => known !== undefined);
    if (unit === undefined) return [];
    const start = starts[from] ?? 0;
    if (!characters)
      return [hitAt(places, start, (starts[to - 1] ?? 0) + (pieces[to - 1]?.text.length ?? 1), unit)];
    const before = (count: number) =>
      Array.from(pieces[from]?.text ?? '')
        .slice(0, count)
        .join('').length;
    return [hitAt(places, start + before(characters.from), start + before(characters.to), unit)];
  });
}
