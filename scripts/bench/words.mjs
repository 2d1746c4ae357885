import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/build.mjs';
import { shuffled } from './random.mjs';

export const LANGUAGES = ['en', 'fr', 'es', 'ru', 'ar', 'zh'];

/** The words that a text is mostly made of and nobody searches for, the commonest first. */
const FUNCTION_WORDS = {
  en: 'the of and in to for a on with that is by from as it its which are at this be or their was has',
  fr: 'de la et les des le à en du pour dans par sur une un au aux avec qui est que ce sont leur plus',
  es: 'de la y en el los las para del por con una un que se al su es como sus más entre este son o',
  ru: 'и в на с по для из к от до при не что как это за или также их его а между через после о',
  ar: 'في من على إلى و عن مع أن التي هذا هذه ما بين كما التى ذلك بعد لا كل قد تم أو حتى عند خلال',
  zh: '的 和 在 与 为 了 是 对 及 等 以 于 中 上 并 有 其 由 从 将 通过 以及 进行 可以 这',
};

/** What words that no dictionary knows are made of. */
const SYLLABLES = {
  en: 'ba ken lor mit sa ver don tri pel gan hu mor wes lin tar fo rad nex cor bil sti ran tho vin mar dex pla sun ger wo',
  fr: 'bel ron té mi sar vel dou cha gné lan pré mor quin tal fé rai nou cé vin bri lé sou gra pon ma ti jou ren lis ve',
  es: 'ba ros ción mi sar vel do cha ñe lan pre mor quin tal fe rue no ces vi bri lla su gra pon ma ti jo ren lis ve',
  ru: 'ба кон лор ми са вер дол при пел ган ху мор вес лин тар фо рад нек кор бил сти ран то вин мар дек пла сун гер во',
  ar: 'با كن لور مي سا فر دن تر بل غا هو مر وس لي تا فو را نك كو بي ست ري ثو في ما دي بلا سن جر عو',
  zh: '',
};

/** Words read from a Latin, Cyrillic or Arabic text. */
const WORD = /[\p{L}\p{N}][\p{L}\p{N}\p{M}'’-]*/gu;

/** Of all words in a text this many are among the few thousand known ones; new ones never end. */
const KNOWN = 0.9;
/** How fast words beyond the known ones get rarer; the vocabulary of n words then grows about like n to the 0.53. */
const TAIL = 1.9;
const LAST_RANK = 5_000_000;

const read = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));

/** @returns {readonly object[]} concepts `{ id, ar, zh, en, fr, ru, es }` with their terms, without the countries */
export function readConcepts() {
  return readdirSync(join(root, 'domain/glossary'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => read('domain/glossary', name))
    .filter(Array.isArray)
    .flat()
    .filter(({ id }) => !id.startsWith('country-'))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Every title and summary of the seed entries in a language. */
function seedTexts(language) {
  return ['sg2022', 'prizes']
    .flatMap((name) => read('db/seed', `register-${name}.json`))
    .flatMap(({ title, summary }) => [title[language], summary[language]])
    .filter((text) => text !== undefined);
}

/** Words by how often they occur; ties by the alphabet, so that the order is always the same. */
function byFrequency(words) {
  const counts = new Map();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([word]) => word);
}

function knownWords(language, concepts) {
  const first = FUNCTION_WORDS[language].split(' ');
  if (language === 'zh') {
    const terms = concepts.flatMap(({ zh }) => zh).filter((term) => /^\p{Script=Han}{2,4}$/u.test(term));
    return [...new Set([...first, ...shuffled([...new Set(terms)], 'zh')])];
  }
  const wordsOf = (texts) => texts.flatMap((text) => text.toLowerCase().match(WORD) ?? []);
  const seed = byFrequency(wordsOf(seedTexts(language)));
  const glossary = byFrequency(wordsOf(concepts.flatMap((concept) => concept[language])));
  return [...new Set([...first, ...seed, ...glossary])];
}

/** The words of a language by rank: first those that occur in the field, then invented ones without end. */
class Vocabulary {
  #invented = new Map();

  constructor(language, concepts) {
    this.language = language;
    this.known = knownWords(language, concepts);
    this.functionWords = FUNCTION_WORDS[language].split(' ').length;
    this.parts =
      language === 'zh'
        ? [...new Set(this.known.join(''))].sort().filter((character) => /\p{Script=Han}/u.test(character))
        : SYLLABLES[language].split(' ');
  }

  word(rank) {
    return this.known[rank] ?? this.#invent(rank);
  }

  /** A rank becomes a word and no two ranks the same: its digits, in disorder, to the base of the parts. */
  #invent(rank) {
    let word = this.#invented.get(rank);
    if (word === undefined) {
      const { parts } = this;
      let length = 2;
      while (parts.length ** length <= rank) length++;
      let left = (rank * 7919) % parts.length ** length;
      word = '';
      for (let digit = 0; digit < length; digit++) {
        word += parts[left % parts.length];
        left = Math.floor(left / parts.length);
      }
      this.#invented.set(rank, word);
    }
    return word;
  }

  /** The rank of a word as it occurs in running text. */
  drawRank(random) {
    if (random.chance(KNOWN)) return random.zipf(this.known.length);
    const rank = this.known.length * (1 - random.next()) ** (-1 / (TAIL - 1));
    return Math.min(LAST_RANK, Math.floor(rank));
  }

  draw(random) {
    return this.word(this.drawRank(random));
  }

  /** As `draw`, without the words that only hold a sentence together. */
  drawContent(random) {
    for (;;) {
      const rank = this.drawRank(random);
      if (rank >= this.functionWords) return this.word(rank);
    }
  }

  /** Words as this language writes them beside each other. */
  join(words) {
    return words.join(this.language === 'zh' ? '' : ' ');
  }
}

/** @returns {Record<string, Vocabulary>} by language */
export function vocabularies(concepts) {
  return Object.fromEntries(LANGUAGES.map((language) => [language, new Vocabulary(language, concepts)]));
}
