import { NAME_RANKS, nameKey } from '../../domain/search/entry-text.ts';
import { FITS, type Known, knownNames, labelOf, nameOf } from '../../domain/search/known-names.ts';
import { SUGGESTION_KINDS } from '../../domain/search/suggestion-kinds.ts';
import { expandActionLine } from '../../domain/taxonomy/action-lines.ts';
import type { Language } from '../../domain/taxonomy/language.ts';
import { type Run, runs } from '../../domain/text/tokens.ts';
import type { FacetColumn, Value } from './columns.ts';
import { LETTERS, type NameRow, namesOf, type Typed } from './names.ts';
import type { CatalogueState, Index, Register } from './register.ts';

/** Something a reader may mean. `language` is that of the label; null if nobody knows. */
export type Suggestion = { label: string; language: string | null } & (
  | { kind: 'initiative'; id: string; slug: string }
  | { kind: 'organization'; id: string; name: string; acronym: string }
  | Known
);

/** What may be suggested. The label is made of those only that are shown. */
interface Candidate {
  kind: Suggestion['kind'];
  fit: number;
  suggestion: () => Suggestion;
  /** The folded name, and what else stands for the same. */
  keys: () => readonly string[];
}

export const MAX_SUGGESTIONS = 8;
const MAX_OF_KIND = 5;
const MAX_CHARACTERS = 100;
const MAX_WORDS = 6;
const CONCEPTS_LOOKED_AT = 8;

function typedIn(q: string): Typed {
  const text = Array.from(q.slice(0, 2 * MAX_CHARACTERS))
    .slice(0, MAX_CHARACTERS)
    .join('');
  const words = runs(text).slice(0, MAX_WORDS);
  return { words, key: nameKey(text) };
}

/** What readers may mean by the beginning of a query, the best kind first, kind by kind; at most `MAX_SUGGESTIONS`. */
export async function suggest(index: Index, q: string, language: Language): Promise<Suggestion[]> {
  const typed = typedIn(q);
  if (typed.words.length === 0) return [];
  const { register } = index;
  const names = knownNames(typed.words, language);
  const concepts = names.flatMap(({ known }) => (known.kind === 'concept' ? [known.value] : []));
  const { rows, named } = await namesOf(index, typed, concepts.slice(0, CONCEPTS_LOOKED_AT));
  const codes = codesInUse(register);
  return chosen([
    ...names
      .filter(({ known }) => (known.kind === 'concept' ? named.has(known.value) : isInUse(known, codes)))
      .map(({ known, fit }) => ({
        kind: known.kind,
        fit,
        suggestion: () => ({ ...known, label: labelOf(known, language), language }),
        keys: () => [nameKey(nameOf(known, language))],
      })),
    ...organizations(rows, typed),
    ...titles(rows, typed, language),
  ]);
}

function organizations(rows: readonly NameRow[], { key }: Typed): Candidate[] {
  return rows
    .filter((row) => row.kind === 'organization')
    .map((row) => {
      const keys = [nameKey(row.name), ...(row.acronym === '' ? [] : [nameKey(row.acronym)])];
      const fit = keys.includes(key)
        ? FITS.whole
        : keys.some((name) => name.startsWith(key))
          ? FITS.beginning
          : FITS.laterWord;
      return { row, keys, fit };
    })
    .sort((a, b) => a.fit - b.fit || b.row.entries - a.row.entries)
    .map(({ row: { id, name, acronym }, keys, fit }) => ({
      kind: 'organization',
      fit,
      suggestion: () => ({
        kind: 'organization',
        id,
        name,
        acronym,
        label: acronym === '' || name.includes(acronym) ? name : `${name} (${acronym})`,
        language: null,
      }),
      keys: () => keys,
    }));
}

/** Whether every word begins one of the title; Chinese words may stand anywhere. */
function has(title: string, words: readonly Run[]): boolean {
  const parts = runs(title);
  return words.every((word) =>
    parts.some((part) => (part.han ? part.text.includes(word.text) : part.text.startsWith(word.text))),
  );
}

function titles(rows: readonly NameRow[], { words, key }: Typed, reader: Language): Candidate[] {
  const sure = LETTERS.test(words.at(-1)?.text ?? '');
  return rows
    .filter((row) => row.kind === 'initiative')
    .flatMap((row) => {
      const all = JSON.parse(row.titles) as Record<string, string>;
      const codes = Object.keys(all);
      const preferred = [reader, 'en', row.language, ...codes].filter((code) => all[code] !== undefined);
      // What the index found in the only title needs no second look.
      const shown =
        sure && codes.length === 1 ? codes[0] : preferred.find((code) => has(all[code] ?? '', words));
      if (shown === undefined && row.place === NAME_RANKS.acronym) return [];
      const language = shown ?? preferred[0] ?? row.language;
      const label = all[language] ?? '';
      const name = nameKey(label);
      const fit = name === key ? FITS.whole : name.startsWith(key) ? FITS.beginning : FITS.laterWord;
      return [
        { fit, suggestion: { kind: 'initiative', id: row.id, slug: row.slug, label, language } as const },
      ];
    })
    .sort((a, b) => a.fit - b.fit)
    .map(({ fit, suggestion }) => ({
      kind: 'initiative',
      fit,
      suggestion: () => suggestion,
      keys: () => [suggestion.id],
    }));
}

type CodeFacet = 'action_line' | 'sdg' | 'country';

type CodesInUse = Record<CodeFacet, ReadonlySet<Value>>;
const keptCodes = new WeakMap<CatalogueState, CodesInUse>();

/** The codes that any entry has, gone through once for each state of the catalogue. */
function codesInUse({ state, columns }: Register): CodesInUse {
  const { action_line, sdg, country } = columns.facets;
  const codes = keptCodes.get(state) ?? {
    action_line: usedIn(action_line),
    sdg: usedIn(sdg),
    country: usedIn(country),
  };
  keptCodes.set(state, codes);
  return codes;
}

const usedIn = ({ values, totals }: FacetColumn): Set<Value> =>
  new Set(values.filter((_, place) => (totals[place] ?? 0) > 0));

function isInUse({ kind, value }: Exclude<Known, { kind: 'concept' }>, codes: CodesInUse): boolean {
  return kind === 'action_line'
    ? expandActionLine(value).some((code) => codes.action_line.has(code))
    : codes[kind].has(value);
}

/**
 * The best of each kind in turn until the list is full, so that no kind fills it; shown kind by kind. A name is shown
 * once, whatever it stands for.
 */
function chosen(candidates: readonly Candidate[]): Suggestion[] {
  const groups = SUGGESTION_KINDS.map((kind) => candidates.filter((one) => one.kind === kind))
    .filter((group) => group.length > 0)
    .sort((a, b) => (a[0]?.fit ?? 0) - (b[0]?.fit ?? 0));
  const lists: Suggestion[][] = groups.map(() => []);
  const shown = new Set<string>();
  let left = MAX_SUGGESTIONS;
  for (let place = 0; left > 0 && groups.some((group) => group.length > place); place++)
    for (const [index, group] of groups.entries()) {
      const candidate = group[place];
      const list = lists[index];
      if (!candidate || !list || left === 0 || list.length === MAX_OF_KIND) continue;
      const keys = candidate.keys();
      if (shown.has(keys[0] ?? '')) continue;
      for (const key of keys) shown.add(key);
      list.push(candidate.suggestion());
      left--;
    }
  return lists.flat();
}
