import { conceptName, conceptNames, termsBeginning } from '../glossary/glossary.ts';
import { termKey } from '../glossary/recognise.ts';
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
  /** Place in `LANGUAGES`; negative for what every language shares. */
  language: number;
}

interface Name {
  name: string;
  place: number;
  /** Place in `LANGUAGES`, `CODE` or `ACRONYM`. */
  language: number;
}
const CODE = -1;
/** Counts from its first word only: what follows says nothing. */
const ACRONYM = -2;

/** Beginnings sorted by code units, but only once somebody asks for them. */
class Beginnings {
  readonly #list: Beginning[] = [];
  #sorted = true;

  add(one: Beginning): void {
    this.#list.push(one);
    this.#sorted = false;
  }

  /** Those that begin with a text, by halving. */
  *with(text: string): Generator<Beginning> {
    const list = this.#list;
    if (!this.#sorted) list.sort((a, b) => (a.text < b.text ? -1 : 1));
    this.#sorted = true;
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((list[middle]?.text ?? '') < text) low = middle + 1;
      else high = middle;
    }
    for (let one = list[low]; one?.text.startsWith(text); one = list[++low]) yield one;
  }
}

interface Names {
  known: readonly Known[];
  /** Names from each of their words on, by their first character. */
  beginnings: ReadonlyMap<string, Beginnings>;
  /** By the id of a concept, its place in `known`. */
  concepts: ReadonlyMap<string, number>;
}
let kept: Names | undefined;

/** What people write before the number of a goal where they name it, in the order of `LANGUAGES`, and where it is short. */
const GOAL_WORDS = ['الهدف', '目标', 'Goal', 'Objectif', 'Цель', 'Objetivo'];
const GOAL_ACRONYMS = ['SDG', 'ODD', 'ODS', 'ЦУР', '可持续发展目标', 'الهدف'];
const ARTICLE = /^ال(?=\p{Script=Arabic}{3})/u;

/** A folded name from each of its words on; Chinese from each character, Arabic also without the article. */
function beginningsOf(pieces: readonly Run[]): { text: string; first: boolean }[] {
  const name = termKey(pieces);
  const found: { text: string; first: boolean }[] = [];
  let at = 0;
  for (const [index, { text, han }] of pieces.entries()) {
    if (name[at] === ' ') at++;
    const from = name.slice(at);
    const first = index === 0;
    found.push({ text: from, first });
    if (han)
      for (let inside = 1; inside < text.length; inside++)
        found.push({ text: from.slice(inside), first: false });
    else if (ARTICLE.test(from)) found.push({ text: from.slice(2), first });
    at += text.length;
  }
  return found;
}

/** Stands between names, so that all of them are folded at once, which takes a sixth of the time. */
const BORDER = '0border0';

function runsOfEach(names: readonly string[]): Run[][] {
  const found: Run[][] = [[]];
  for (const run of runs(names.join(` ${BORDER} `)))
    if (run.text === BORDER) found.push([]);
    else found.at(-1)?.push(run);
  return found;
}

function collect(): Names {
  const known: Known[] = [];
  const places = new Map<string, number>();
  const placeOf = (one: Known) => {
    const key = `${one.kind} ${one.value}`;
    const place = places.get(key) ?? known.push(one) - 1;
    places.set(key, place);
    return place;
  };
  const names: Name[] = [];
  const add = (one: Known, name: string, language: number) =>
    names.push({ name, place: placeOf(one), language });

  for (const value of ['C7', ...ACTION_LINE_CODES] as const) {
    add({ kind: 'action_line', value }, value, CODE);
    for (const [index, language] of LANGUAGES.entries())
      add({ kind: 'action_line', value }, ACTION_LINE_SHORT_NAMES[value][language], index);
  }
  for (const value of SDG_IDS) {
    add({ kind: 'sdg', value }, String(value), CODE);
    for (const acronym of GOAL_ACRONYMS)
      for (const text of [`${acronym} ${value}`, `${acronym}${value}`])
        add({ kind: 'sdg', value }, text, ACRONYM);
    for (const [index, language] of LANGUAGES.entries())
      add({ kind: 'sdg', value }, `${GOAL_WORDS[index]} ${value} ${SDG_NAMES[value][language]}`, index);
  }
  const concepts = new Map<string, number>();
  for (const [id, ofConcept] of conceptNames()) {
    const one = knownOfConcept(id);
    concepts.set(id, placeOf(one));
    for (const [language, name] of ofConcept.entries()) add(one, name, language);
  }
  const beginnings = new Map<string, Beginnings>();
  for (const [index, pieces] of runsOfEach(names.map(({ name }) => name)).entries()) {
    const { place, language } = names[index] as Name;
    const found = beginningsOf(pieces);
    for (const { text, first } of language === ACRONYM ? found.slice(0, 1) : found) {
      const head = text.charAt(0);
      const list = beginnings.get(head) ?? new Beginnings();
      beginnings.set(head, list);
      list.add({ text, place, first, language });
    }
  }
  return { known, beginnings, concepts };
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
  const { known, beginnings, concepts } = kept;
  const text = termKey(typed);
  if (text === '') return [];
  const little = LITTLE.test(text);
  const fits = new Map<number, number>();
  const note = (place: number, fit: number) => {
    if (fit < (fits.get(place) ?? Infinity)) fits.set(place, fit);
  };
  const own = LANGUAGES.indexOf(reader);
  for (const { text: name, place, first, language } of beginnings.get(text.charAt(0))?.with(text) ?? []) {
    const fit = !first ? FITS.laterWord : name === text ? FITS.whole : FITS.beginning;
    note(place, language === own || language < 0 ? fit : fit + FOREIGN);
  }
  if (!little)
    for (const { term, ids } of termsBeginning(text)) {
      const fit = term === text ? FITS.whole : FITS.otherName;
      for (const id of ids) note(concepts.get(id) ?? 0, fit);
    }
  // Names that readers are not shown explain nothing where those they are shown fit; but countries have many names.
  const plain = [...fits.values()].some((fit) => fit > FITS.whole && fit < FITS.otherName && fit % 1 === 0);
  return [...fits]
    .map(([place, fit]) => ({ known: known[place] as Known, fit, place }))
    .filter(({ known: { kind }, fit }) => !(little && kind === 'concept') && (!plain || isPlain(kind, fit)))
    .map((one) => ({ ...one, length: one.known.kind === 'sdg' ? 0 : nameOf(one.known, reader).length }))
    .sort((a, b) => a.fit - b.fit || a.length - b.length || a.place - b.place);
}
