import { type Run, runs } from '../text/tokens.ts';
import type { TermTable } from './term-table.ts';

/** One concept of the field, with what people call it. The first term of a language is the preferred one. */
export interface Concept {
  readonly id: string;
  readonly ar: readonly string[];
  readonly zh: readonly string[];
  readonly en: readonly string[];
  readonly fr: readonly string[];
  readonly ru: readonly string[];
  readonly es: readonly string[];
}

/** The folded form a term is looked up by: words apart, Chinese characters together. */
export function termKey(pieces: readonly Run[]): string {
  return pieces
    .map(({ text, han }, index) => (index > 0 && !(han && pieces[index - 1]?.han) ? ` ${text}` : text))
    .join('');
}

/** The terms of concepts in all their languages, with the ids of what they may stand for. */
export function termsOf(concepts: readonly Concept[]): Map<string, string[]> {
  const terms = new Map<string, string[]>();
  for (const { id, ar, zh, en, fr, ru, es } of concepts)
    for (const term of [...ar, ...zh, ...en, ...fr, ...ru, ...es]) {
      const key = termKey(runs(term));
      const ids = terms.get(key);
      if (!ids) terms.set(key, [id]);
      else if (!ids.includes(id)) ids.push(id);
    }
  return terms;
}

const PARTICLES = /^[وفبكل]\p{Script=Arabic}{3}/u;

/** An Arabic term without the particles (and, so, with, to, as) that are written as one with its first word. */
function bareForms(key: string): string[] {
  if (!PARTICLES.test(key)) return [];
  const bare = key.replace(/^[وف](?=\p{Script=Arabic}{3})/u, '');
  return [bare, bare.replace(/^[بك](?=ال)/, ''), bare.replace(/^لل/, 'ال'), bare.replace(/^[بل]/, '')];
}

/** What a run of pieces may stand for. */
function lookUp(terms: TermTable, pieces: readonly Run[]): readonly string[] {
  const key = termKey(pieces);
  for (const form of [key, ...bareForms(key)]) {
    const ids = terms.conceptsOf(form);
    if (ids.length > 0) return ids;
  }
  return [];
}

/** The terms as the string that `TermTable` reads. */
export function tableOf(concepts: readonly Concept[]): string {
  const ids = concepts.map(({ id }) => id);
  const lines = [...termsOf(concepts)].map(([key, of]) =>
    [key, ...of.map((id) => ids.indexOf(id))].join('\t'),
  );
  // By code units, as the table compares.
  return [ids.join(' '), ...lines.sort((a, b) => (a < b ? -1 : 1))].join('\n');
}

/** A place in the pieces of a text where a term stands; inside one Chinese piece also from which character to which. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly characters?: { readonly from: number; readonly to: number };
  readonly ids: readonly string[];
}

/** Every term in a text, overlapping or not. */
export function conceptSpans(pieces: readonly Run[], terms: TermTable): Span[] {
  const spans: Span[] = [];
  for (const [from, piece] of pieces.entries()) {
    const last = Math.min(pieces.length, from + reachOf(piece.text, terms));
    for (let to = from + 1; to <= last; to++) {
      const ids = lookUp(terms, pieces.slice(from, to));
      if (ids.length > 0) spans.push({ from, to, ids });
    }
    if (!piece.han) continue;
    const characters = Array.from(piece.text);
    for (let start = 0; start < characters.length; start++) {
      const longest = terms.reach(characters.slice(start, start + 2).join(''));
      for (let end = start + 2; end <= Math.min(characters.length, start + longest); end++) {
        const ids = terms.conceptsOf(characters.slice(start, end).join(''));
        if (ids.length > 0) spans.push({ from, to: from + 1, characters: { from: start, to: end }, ids });
      }
    }
  }
  return spans.filter((span) => !isPlace(span) || !spans.some((other) => within(span, other)));
}

/** The name of a country inside a longer term is not meant: Guinea in Papua New Guinea, 中国 in 发展中国家. */
const isPlace = ({ ids }: Span) => ids.every((id) => id.startsWith('country-'));

/** Whether a span lies inside a longer one, or in Chinese runs into one: words are not set apart there. */
function within(span: Span, other: Span): boolean {
  if (span.characters && other.characters)
    return (
      span.from === other.from &&
      other.characters.from < span.characters.to &&
      other.characters.to > span.characters.from &&
      lengthOf(other) > lengthOf(span)
    );
  return other.from <= span.from && other.to >= span.to && lengthOf(other) > lengthOf(span);
}

function lengthOf({ from, to, characters }: Span): number {
  return characters ? characters.to - characters.from : to - from;
}

/** Words of the longest term that begins with a word, in Arabic also without what is written as one with it; or 0. */
function reachOf(word: string, terms: TermTable): number {
  return Math.max(terms.reach(word), ...bareForms(word).map((form) => terms.reach(form)));
}

/** Ids of every concept named in a text, in any language. */
export function conceptsIn(text: string, terms: TermTable): Set<string> {
  return new Set(conceptSpans(runs(text), terms).flatMap(({ ids }) => ids));
}

export interface TermAt {
  readonly length: number;
  readonly ids: readonly string[];
}

/** The longest term that begins at a place of a query: how many pieces it takes, and what it may stand for. */
export function termAt(pieces: readonly Run[], at: number, terms: TermTable): TermAt | null {
  const reach = reachOf(pieces[at]?.text ?? '', terms);
  for (let length = Math.min(pieces.length - at, reach); length > 0; length--) {
    const ids = lookUp(terms, pieces.slice(at, at + length));
    if (ids.length > 0) return { length, ids };
  }
  return null;
}

/** The word that stands for a concept in the index; no language has words that begin like it. */
export function conceptToken(id: string): string {
  return `${CONCEPT_PREFIX}${id.replaceAll('-', '')}`;
}
export const CONCEPT_PREFIX = 'zqx';
