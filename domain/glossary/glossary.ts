import { LANGUAGES, type Language } from '../taxonomy/language.ts';
import type { Run } from '../text/tokens.ts';
import { conceptSpans, conceptsIn, conceptToken, type Span, type TermAt, termAt } from './recognise.ts';
import { NAMES, TABLE } from './table.generated.ts';
import { TermTable } from './term-table.ts';

let known: TermTable | undefined;

function glossary(): TermTable {
  known ??= new TermTable(TABLE);
  return known;
}

let names: ReadonlyMap<string, readonly string[]> | undefined;

/** What each concept is called, by its id, in the order of `LANGUAGES`. */
export function conceptNames(): ReadonlyMap<string, readonly string[]> {
  if (!names) {
    const lines = NAMES.split('\n');
    names = new Map(glossary().ids.map((id, index) => [id, (lines[index] ?? '').split('\t')]));
  }
  return names;
}

/** What a concept is called in a language; its id if it is unknown. */
export function conceptName(id: string, language: Language): string {
  return conceptNames().get(id)?.[LANGUAGES.indexOf(language)] ?? id;
}

/** Ids of the concepts that a text names, in any language. */
export function conceptsOf(text: string): Set<string> {
  return conceptsIn(text, glossary());
}

/** The terms of the glossary that begin with a folded text, in their order, with the concepts they may stand for. */
export function termsBeginning(text: string): Iterable<{ term: string; ids: readonly string[] }> {
  return glossary().beginningWith(text);
}

/** The words that stand for concepts in the index. */
export function conceptTokens(ids: Iterable<string>): string[] {
  return Array.from(ids, conceptToken);
}

/** The longest term of the glossary that begins at a place of a query. */
export function termOfQuery(pieces: readonly Run[], at: number): TermAt | null {
  return termAt(pieces, at, glossary());
}

/** A run of Han characters cut into the terms of the glossary, the longest first from the left, and what lies between. */
export function cutIntoTerms(run: string): { text: string; term: boolean }[] {
  const terms = glossary();
  const characters = Array.from(run);
  const pieces: { text: string; term: boolean }[] = [];
  let between = '';
  for (let at = 0; at < characters.length; ) {
    let length = Math.min(terms.reach(characters.slice(at, at + 2).join('')), characters.length - at);
    while (length > 1 && terms.conceptsOf(characters.slice(at, at + length).join('')).length === 0) length--;
    if (length < 2) {
      between += characters[at++];
      continue;
    }
    if (between) pieces.push({ text: between, term: false });
    between = '';
    pieces.push({ text: characters.slice(at, at + length).join(''), term: true });
    at += length;
  }
  return between ? [...pieces, { text: between, term: false }] : pieces;
}

/** Every term of the glossary in a text. */
export function termsIn(pieces: readonly Run[]): Span[] {
  return conceptSpans(pieces, glossary());
}

const HAN = /\p{Script=Han}/u;
const WORD = /^[\p{L}\p{M}]{4,}$/u;

/** The words of the terms of the glossary, folded: what people mean to type. Chinese terms are given whole. */
export function glossaryWords(): Set<string> {
  const words = new Set<string>();
  for (const key of glossary().keys())
    for (const word of key.split(' ')) if (HAN.test(word) || WORD.test(word)) words.add(word);
  return words;
}
