import { type Run, runs } from '../text/tokens.ts';

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

/** Ids of the concepts that a folded term may stand for. */
export type Terms = ReadonlyMap<string, readonly string[]>;

/** The longest term, in words; in characters where it is Chinese. */
const MAX_WORDS = 10;
const MAX_HAN = 16;

/** The folded form a term is looked up by: words apart, Chinese characters together. */
export function termKey(pieces: readonly Run[]): string {
  return pieces
    .map(({ text, han }, index) => (index > 0 && !(han && pieces[index - 1]?.han) ? ` ${text}` : text))
    .join('');
}

/** The terms of a glossary in all its languages. */
export function termsOf(concepts: readonly Concept[]): Terms {
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

/**
 * The terms a run of pieces may be: as it stands, and in Arabic also without the particles (and, so, with, to, as) that
 * are written as one with the first word.
 */
function lookUp(terms: Terms, pieces: readonly Run[]): readonly string[] {
  const key = termKey(pieces);
  const found = terms.get(key);
  if (found || !PARTICLES.test(key)) return found ?? [];
  const bare = key.replace(/^[وف](?=\p{Script=Arabic}{3})/u, '');
  const candidates = [
    bare,
    bare.replace(/^[بك](?=ال)/, ''),
    bare.replace(/^لل/, 'ال'),
    bare.replace(/^[بل]/, ''),
  ];
  return candidates.map((candidate) => terms.get(candidate)).find((ids) => ids !== undefined) ?? [];
}
const PARTICLES = /^[وفبكل]\p{Script=Arabic}{3}/u;

/** The terms as one string: the ids, then a line a term with the places of its concepts in that list. */
export function tableOf(concepts: readonly Concept[]): string {
  const ids = concepts.map(({ id }) => id);
  const lines = [...termsOf(concepts)].map(([key, of]) =>
    [key, ...of.map((id) => ids.indexOf(id))].join('\t'),
  );
  return [ids.join(' '), ...lines].join('\n');
}

/** Ids of every concept named in a text, in any language, overlapping or not. */
export function conceptsIn(text: string, terms: Terms): Set<string> {
  const found = new Set<string>();
  const add = (ids: readonly string[] | undefined) => {
    for (const id of ids ?? []) found.add(id);
  };
  const pieces = runs(text);
  for (const [start, piece] of pieces.entries()) {
    for (let end = start + 1; end <= Math.min(pieces.length, start + MAX_WORDS); end++)
      add(lookUp(terms, pieces.slice(start, end)));
    if (!piece.han) continue;
    const characters = Array.from(piece.text);
    for (let from = 0; from < characters.length; from++)
      for (let to = from + 2; to <= Math.min(characters.length, from + MAX_HAN); to++)
        add(terms.get(characters.slice(from, to).join('')));
  }
  return found;
}

/** The longest term that begins at a place of a query: how many pieces it takes, and what it may stand for. */
export function termAt(
  pieces: readonly Run[],
  at: number,
  terms: Terms,
): { length: number; ids: readonly string[] } | null {
  for (let length = Math.min(pieces.length - at, MAX_WORDS); length > 0; length--) {
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
