import { broaderConcepts } from '../glossary/broader.ts';
import { conceptTokens, cutIntoTerms, termOfQuery, termsIn } from '../glossary/glossary.ts';
import { anyClause, askedParts, hanWords, phraseClause, wordClause } from '../text/query.ts';
import { isStopWord } from '../text/stop-words.ts';
import { capped, type Run } from '../text/tokens.ts';
import { nameKey } from './entry-text.ts';
import { isGenericWord } from './generic-words.ts';
import { stemsOf } from './stem.ts';

/** Places in `SearchPlan.expressions`; what an entry is found by. */
export interface WordLists {
  /** In any text as typed. */
  exact: number;
  /** In any text in another inflection only; null where there are none. */
  inflected: number | null;
  title: number;
  organizations: number;
}
export interface ConceptLists {
  ids: readonly string[];
  title: number;
  text: number;
  tags: number;
}

/** One idea of a query: a word, a phrase in quotation marks, or a term of the glossary in one or more words. */
export interface Unit {
  words: readonly WordLists[];
  /** The folded words, as typed. */
  text: readonly string[];
  concept: ConceptLists | null;
  /** Ids of the concepts that include the unit's, or that parts of it name, for when little has the whole. */
  broader: readonly string[];
}

/** Two neighbouring words that may be written as one: `she trades`, `SheTrades`. */
export interface JoinedWords {
  place: number;
  /** Places in `SearchPlan.units` of those that are units. */
  units: readonly number[];
}

/** What to ask the full text for a query, and how the answers hang together. */
export interface SearchPlan {
  /** FTS5 expressions; each is answered by the row numbers that match it. */
  expressions: readonly string[];
  units: readonly Unit[];
  joined: readonly JoinedWords[];
  /** Places of the whole query as a phrase in titles and in any text; null for one word. */
  phrase: { title: number; text: number } | null;
  /** The query as a name, for `names`. */
  name: string;
  /** Whether words at the end of the query are left out. */
  cut: boolean;
}

const LITERAL = '{title organizations summary}';

/** Collects expressions, each once. */
class Expressions {
  readonly list: string[] = [];
  readonly #places = new Map<string, number>();

  place(expression: string): number {
    const known = this.#places.get(expression);
    if (known !== undefined) return known;
    this.#places.set(expression, this.list.length);
    return this.list.push(expression) - 1;
  }
}

/** Any form of a folded word, for the columns of stems. */
const inAnyForm = (word: string): string => anyClause(stemsOf(capped(word)));

function wordLists(found: Expressions, word: Run, halfTyped: boolean): WordLists {
  const literal = wordClause(word, halfTyped);
  const exact = found.place(`${LITERAL} : ${literal}`);
  const organizations = found.place(`{organizations} : ${literal}`);
  if (word.han) return { exact, inflected: null, organizations, title: found.place(`{title} : ${literal}`) };
  const stems = inAnyForm(word.text);
  return {
    exact,
    inflected: found.place(`({title_stems stems} : ${stems}) NOT (${LITERAL} : ${literal})`),
    organizations,
    title: found.place(
      halfTyped ? `({title} : ${literal}) OR ({title_stems} : ${stems})` : `{title_stems} : ${stems}`,
    ),
  };
}

function phraseLists(found: Expressions, words: readonly Run[]): WordLists {
  const literal = phraseClause(words);
  return {
    exact: found.place(`${LITERAL} : ${literal}`),
    inflected: null,
    organizations: found.place(`{organizations} : ${literal}`),
    title: found.place(`{title} : ${literal}`),
  };
}

const OF_CONCEPTS = /^\{(?:title_concepts|tags)/;

/** Whether an expression of a plan asks for concepts, whatever words they stand for. */
export function asksForConcepts(expression: string): boolean {
  return OF_CONCEPTS.test(expression);
}

function conceptLists(found: Expressions, ids: readonly string[]): ConceptLists {
  return {
    ids,
    title: found.place(`{title_concepts} : ${anyClause(conceptTokens(ids))}`),
    text: found.place(`{title_concepts concepts} : ${anyClause(conceptTokens(ids))}`),
    tags: found.place(`{tags} : ${anyClause(conceptTokens(ids))}`),
  };
}

/** What to ask besides when little has the whole of a query: by unit, an expression for its broader concepts, or null. */
export function broaderExpressions({ units }: SearchPlan): (string | null)[] {
  return units.map(({ broader }) =>
    broader.length > 0 ? `{title_concepts concepts} : ${anyClause(conceptTokens(broader))}` : null,
  );
}

function broaderIds(words: readonly Run[], exceptFor: readonly string[]): string[] {
  const parts = termsIn(words).flatMap((span) => span.ids);
  return [...new Set([...parts, ...exceptFor.flatMap(broaderConcepts)])].filter(
    (id) => !exceptFor.includes(id),
  );
}

const MAX_JOINED = 24;

function joinedWords(found: Expressions, words: readonly Run[], units: readonly Unit[]): JoinedWords[] {
  return words.slice(1).flatMap((word, index) => {
    const before = words[index];
    if (!before || before.han || word.han) return [];
    const text = before.text + word.text;
    if (text.length < 5 || text.length > MAX_JOINED) return [];
    const place = found.place(`${LITERAL} : ${wordClause({ text, han: false }, false)}`);
    const of = [before.text, word.text].flatMap((one) => {
      const unit = units.findIndex(({ text: [first, ...more] }) => first === one && more.length === 0);
      return unit < 0 ? [] : [unit];
    });
    return of.length > 0 ? [{ place, units: of }] : [];
  });
}

/** A dictionary of the language knows few words of the field, so those are cut out first. */
function chineseWords(run: string): string[] {
  return cutIntoTerms(run).flatMap(({ text, term }) => (term ? [text] : hanWords(text)));
}

/** The plan for any text a person types; null when there is no word in it. */
export function planSearch(q: string): SearchPlan | null {
  const parts = askedParts(q, chineseWords);
  const found = new Expressions();
  const units: (Unit & { stop: boolean })[] = [];
  for (const { phrase, words, halfTyped } of parts) {
    const text = words.map((word) => word.text);
    if (phrase) {
      units.push({ words: [phraseLists(found, words)], text, concept: null, broader: [], stop: false });
      continue;
    }
    for (let at = 0; at < words.length; ) {
      const term = termOfQuery(words, at);
      const length = term?.length ?? 1;
      const here = words.slice(at, at + length);
      const stop = !term && here.every((word) => isStopWord(word.text) || isGenericWord(word.text));
      units.push({
        words: stop
          ? []
          : here.map((word, index) => wordLists(found, word, halfTyped && at + index === words.length - 1)),
        text: text.slice(at, at + length),
        concept: term && conceptLists(found, term.ids),
        broader: stop ? [] : broaderIds(here, term?.ids ?? []),
        stop,
      });
      at += length;
    }
  }
  if (units.length === 0) return null;
  const kept = distinct(units.filter(({ stop }) => !stop));
  const asked =
    kept.length > 0
      ? kept
      : onlyStopWords(
          found,
          parts.flatMap(({ words }) => words),
        );
  const all = parts.flatMap(({ words }) => words);
  const last = parts.at(-1);
  const phrase = all.length > 1 ? phraseClause(all, last?.halfTyped) : null;
  return {
    units: asked,
    joined: parts.flatMap((part) => (part.phrase ? [] : joinedWords(found, part.words, asked))),
    expressions: found.list,
    phrase:
      phrase === null
        ? null
        : {
            title: found.place(`{title} : ${phrase}`),
            text: found.place(`${LITERAL} : ${phrase}`),
          },
    name: nameKey(q),
    cut: parts.some(({ cut }) => cut),
  };
}

/** Whoever asks for nothing but such words means them. */
function onlyStopWords(found: Expressions, words: readonly Run[]): Unit[] {
  return distinct(
    words.map((word) => ({
      words: [wordLists(found, word, false)],
      text: [word.text],
      concept: null,
      broader: [],
    })),
  );
}

function distinct(units: readonly Unit[]): Unit[] {
  const byText = new Map(units.map((unit) => [unit.text.join(' '), unit]));
  return [...byText.values()];
}
