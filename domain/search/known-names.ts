import { conceptName } from '../glossary/glossary.ts';
import { termKey } from '../glossary/recognise.ts';
import { NAMES, TABLE } from '../glossary/table.generated.ts';
import { translator } from '../strings/strings.ts';
import { ACTION_LINE_CODES, type ActionLine } from '../taxonomy/action-lines.ts';
import { countryName } from '../taxonomy/countries.ts';
import { LANGUAGES, type Language } from '../taxonomy/language.ts';
import { ACTION_LINE_SHORT_NAMES } from '../taxonomy/names/action-lines-short.ts';
import { SDG_NAMES } from '../taxonomy/names/sdgs.ts';
import { SDG_IDS, type Sdg } from '../taxonomy/sdgs.ts';
import { type Run, runs } from '../text/tokens.ts';

/** What has a name in all six languages. `value` is the code, or the id of the concept. */
export type Known =
  | { kind: 'action_line'; value: ActionLine | 'C7' }
  | { kind: 'sdg'; value: Sdg }
  | { kind: 'country'; value: string }
  | { kind: 'concept'; value: string };

/** How well a name fits what was typed; the lower the better. The last is a name that readers are not shown. */
export const FITS = { whole: 0, beginning: 1, laterWord: 2, otherName: 3 } as const;
/** Names in the language of the reader come before equals in another. */
const FOREIGN = 0.5;

export interface KnownName {
  known: Known;
  fit: number;
}

interface Beginning {
  /** The folded name from one of its words on. */
  text: string;
  place: number;
  first: boolean;
  /** Place in `LANGUAGES`; -1 for codes, which every language shares. */
  language: number;
}

interface Names {
  known: readonly Known[];
  /** Names by their first two characters, from each of their words on. */
  beginnings: Map<string, Beginning[]>;
  /** Lines of the table of terms by their first two characters: whatever else a concept is called. */
  terms: Map<string, string[]>;
  /** By the place of a concept in the table of terms, its place in `known`. */
  concepts: readonly number[];
}
let kept: Names | undefined;

/** What stands before the number of a goal where people write it short, besides the words of `sdg.label`. */
const GOAL_ACRONYMS = ['SDG', 'ODD', 'ODS', 'ЦУР', '可持续发展目标', 'الهدف'];
const HEAD = 2;
const ARTICLE = /^ال(?=\p{Script=Arabic}{3})/u;

function put<T>(map: Map<string, T[]>, text: string, item: T): void {
  const head = text.slice(0, HEAD);
  const list = map.get(head);
  if (list) list.push(item);
  else map.set(head, [item]);
}

/** A folded name from each of its words on; Chinese from each character, Arabic also without the article. */
function beginningsOf(name: string): { text: string; first: boolean }[] {
  const pieces = runs(name);
  return pieces.flatMap(({ text, han }, index) => {
    const from = termKey(pieces.slice(index));
    const first = index === 0;
    if (!han) {
      const bare = from.replace(ARTICLE, '');
      return bare === from
        ? [{ text: from, first }]
        : [
            { text: from, first },
            { text: bare, first },
          ];
    }
    const after = from.slice(text.length);
    const characters = Array.from(text);
    return characters.map((_, at) => ({
      text: characters.slice(at).join('') + after,
      first: first && at === 0,
    }));
  });
}

function collect(): Names {
  const known: Known[] = [];
  const places = new Map<string, number>();
  const beginnings = new Map<string, Beginning[]>();
  const placeOf = (one: Known) => {
    const key = `${one.kind} ${one.value}`;
    const place = places.get(key) ?? known.push(one) - 1;
    places.set(key, place);
    return place;
  };
  const add = (one: Known, name: string, language: number) => {
    const place = placeOf(one);
    for (const { text, first } of beginningsOf(name)) put(beginnings, text, { text, place, first, language });
  };

  for (const value of ['C7', ...ACTION_LINE_CODES] as const) {
    add({ kind: 'action_line', value }, value, -1);
    for (const [index, language] of LANGUAGES.entries())
      add({ kind: 'action_line', value }, ACTION_LINE_SHORT_NAMES[value][language], index);
  }
  for (const value of SDG_IDS) {
    add({ kind: 'sdg', value }, String(value), -1);
    for (const acronym of GOAL_ACRONYMS)
      for (const text of [`${acronym} ${value}`, `${acronym}${value}`])
        put(beginnings, termKey(runs(text)), {
          text: termKey(runs(text)),
          place: placeOf({ kind: 'sdg', value }),
          first: true,
          language: -1,
        });
    for (const [index, language] of LANGUAGES.entries()) {
      add({ kind: 'sdg', value }, SDG_NAMES[value][language], index);
      add({ kind: 'sdg', value }, labelOf({ kind: 'sdg', value }, language), index);
    }
  }

  const [first = '', ...lines] = TABLE.split('\n');
  const ids = first.split(' ');
  const concepts = ids.map((id) => placeOf(knownOfConcept(id)));
  for (const [index, names] of NAMES.split('\n').entries())
    for (const [language, name] of names.split('\t').entries())
      add(known[concepts[index] ?? 0] as Known, name, language);
  const terms = new Map<string, string[]>();
  for (const line of lines) put(terms, line, line);
  return { known, beginnings, terms, concepts };
}

/** The glossary names codes as well, as concepts of their own. */
function knownOfConcept(id: string): Known {
  const [, kind, code = ''] = /^(country|sdg|action-line)-(\w+)$/.exec(id) ?? [];
  if (kind === 'country') return { kind, value: code.toUpperCase() };
  if (kind === 'sdg') return { kind, value: Number(code) as Sdg };
  if (kind === 'action-line') return { kind: 'action_line', value: code.toUpperCase() as ActionLine | 'C7' };
  return { kind: 'concept', value: id };
}

/** What it is called, without its number. */
export function nameOf({ kind, value }: Known, language: Language): string {
  if (kind === 'action_line') return ACTION_LINE_SHORT_NAMES[value][language];
  if (kind === 'sdg') return SDG_NAMES[value][language];
  return kind === 'country' ? countryName(value, language) : conceptName(value, language);
}

/** What readers are shown: the name, after the number where there is one. */
export function labelOf(known: Known, language: Language): string {
  const name = nameOf(known, language);
  if (known.kind === 'action_line') return `${known.value.split('-', 1)[0]} ${name}`;
  return known.kind === 'sdg' ? translator(language)('sdg.label', { number: known.value, name }) : name;
}

/** One list, or all that begin like it where less was typed than lists are kept by. */
function listsFor<T>(map: Map<string, T[]>, typed: string): Iterable<T[]> {
  if (typed.length >= HEAD) return [map.get(typed.slice(0, HEAD)) ?? []];
  return [...map].flatMap(([head, list]) => (head.startsWith(typed) ? [list] : []));
}

function isPlain(kind: Known['kind'], fit: number): boolean {
  return fit % 1 === 0 && (fit < FITS.otherName || kind === 'country');
}

/** Too little to tell concepts apart: a letter, or the article of Arabic. */
const LITTLE = /^(?:\P{Script=Han}|ال)$/u;

/**
 * The codes and concepts with a name, in any of the six languages, that goes on like `typed` from one of its words on;
 * the best first, of equals the shortest. What says too little finds codes only.
 */
export function knownNames(typed: readonly Run[], reader: Language): KnownName[] {
  kept ??= collect();
  const { known, beginnings, terms, concepts } = kept;
  const text = termKey(typed);
  if (text === '') return [];
  const little = LITTLE.test(text);
  const fits = new Map<number, number>();
  const note = (place: number, fit: number) => {
    if (fit < (fits.get(place) ?? Infinity)) fits.set(place, fit);
  };
  const own = LANGUAGES.indexOf(reader);
  for (const list of listsFor(beginnings, text))
    for (const { text: name, place, first, language } of list) {
      if (!name.startsWith(text)) continue;
      const fit = !first ? FITS.laterWord : name === text ? FITS.whole : FITS.beginning;
      note(place, language === own || language < 0 ? fit : fit + FOREIGN);
    }
  for (const list of little ? [] : listsFor(terms, text))
    for (const line of list) {
      if (!line.startsWith(text)) continue;
      const [term, ...indices] = line.split('\t');
      const fit = term === text ? FITS.whole : FITS.otherName;
      for (const index of indices) note(concepts[Number(index)] ?? 0, fit);
    }
  // Names that readers are not shown explain nothing where those they are shown fit; but countries have many names.
  const plain = [...fits.values()].some((fit) => fit > FITS.whole && fit < FITS.otherName && fit % 1 === 0);
  return [...fits]
    .map(([place, fit]) => ({ known: known[place] as Known, fit, place }))
    .filter(({ known: { kind }, fit }) => !(little && kind === 'concept') && (!plain || isPlain(kind, fit)))
    .map((one) => ({ ...one, length: one.known.kind === 'sdg' ? 0 : nameOf(one.known, reader).length }))
    .sort((a, b) => a.fit - b.fit || a.length - b.length || a.place - b.place);
}
