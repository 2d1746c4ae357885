import { stemmer as arabic } from '@orama/stemmers/arabic';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as spanish } from '@orama/stemmers/spanish';

type Stemmer = (word: string) => string;

const ARABIC = /^\p{Script=Arabic}/u;
const CYRILLIC = /^\p{Script=Cyrillic}/u;
const LATIN = /^\p{Script=Latin}/u;
const MIN_LENGTH = 3;

/**
 * Of «-tion» the algorithm leaves out the t, so that a connection would not meet what connects. Not of «-duction»: that
 * meets what produces.
 */
const ofEnglish: Stemmer = (word) =>
  english(word.replace(/(?<=[aeiouy][^aeiouy]+(?:[aeiou](?:n?c|p|n)|u)t)(?<!duct)ion(?:s|al)?$/, ''));

/**
 * The algorithm takes «ción» for an ending, not what is left of it without the accent; and an ending once only, so that
 * the plural of «mujer» would keep what the singular loses.
 */
const ofSpanish: Stemmer = (word) =>
  spanish(word.replace(/(?<=[aeiou][dlnr])es$/, '').replace(/([cs])ion$/, '$1ión'));

/**
 * The algorithm leaves a conjunction written as one with the word, and the feminine ending, whose letter is folded to ه.
 */
const ofArabic: Stemmer = (word) => {
  const stem = arabic(word.replace(/^[وف](?=(?:ال|لل)\p{Script=Arabic}{3})/u, ''));
  return stem.length > 4 ? stem.replace(/ه$/, '') : stem;
};

/** Words repeat: a text of sixty words has few that were not seen before. Emptied when full, so it stays bounded. */
function remembering(stemmer: Stemmer): Stemmer {
  const known = new Map<string, string>();
  return (word) => {
    let stem = known.get(word);
    if (stem === undefined) {
      if (known.size >= 20_000) known.clear();
      stem = stemmer(word) || word;
      known.set(word, stem);
    }
    return stem;
  };
}

const LATIN_STEMMERS: Readonly<Record<string, Stemmer>> = {
  en: remembering(ofEnglish),
  fr: remembering(french),
  es: remembering(ofSpanish),
};
const RUSSIAN = remembering(russian);
const ARABIC_STEMMER = remembering(ofArabic);

/** The stem of a folded word of a text in a language; the word itself where no stemmer knows the language. */
export function stemIn(word: string, language: string): string {
  if (word.length < MIN_LENGTH) return word;
  if (LATIN.test(word)) return LATIN_STEMMERS[language]?.(word) ?? word;
  if (CYRILLIC.test(word)) return RUSSIAN(word);
  return ARABIC.test(word) ? ARABIC_STEMMER(word) : word;
}

/** Every stem a folded word of unknown language may have in the index, itself among them. */
export function stemsOf(word: string): string[] {
  if (word.length < MIN_LENGTH) return [word];
  if (!LATIN.test(word)) return [...new Set([word, stemIn(word, '')])];
  return [...new Set([word, ...Object.values(LATIN_STEMMERS).map((stemmer) => stemmer(word))])];
}
