import traditional from 'opencc-js/dict/TSCharacters';

// Ranges are spelt out, not taken from \p{M}: the marks of Indic, Thai or Japanese scripts carry the vowels
// and voicing of the word, and a fixed list folds alike under every Unicode version a runtime may ship.
const MARKS =
  '\\u0300-\\u0305\\u0307-\\u036f\\u0483-\\u0489' +
  '\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7' +
  '\\u0610-\\u061a\\u064b-\\u0652\\u0656-\\u065f\\u0670\\u06d6-\\u06dc\\u06df-\\u06e4\\u06e7\\u06e8\\u06ea-\\u06ed' +
  '\\u0897-\\u089f\\u08ca-\\u08e1\\u08e3-\\u08ff' +
  '\\u1ab0-\\u1aff\\u1dc0-\\u1dff\\u20d0-\\u20ff\\ufe20-\\ufe2f';

// й is a letter of its own in Russian, while ё is commonly written е: the breve stays on и, the diaeresis goes.
const SHORT_I = '(?<![иИ])\\u0306';

const SPELLING_MARKS = new RegExp(`${SHORT_I}|[${MARKS}]`, 'g');
const ALL_MARKS = new RegExp(`${SHORT_I}|[${MARKS}\\u0653-\\u0655]`, 'g');

const INVISIBLE = /[\p{Cf}\p{Default_Ignorable_Code_Point}\u0640]/gu;

// Modifier letters are \p{L}: without this, ʼ and ’ would give different words.
const APOSTROPHES = /[‘’‚‛ʹʻʼʽʾʿˈˊˋ′‵`]/g;

const LATIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ŧ: 't',
  ı: 'i',
  // toLowerCase picks ς by its place in the word, so a prefix and its word would differ.
  ς: 'σ',
};
const LATIN_LETTERS = /[ßæœøłđðþħŧıς]/g;

const ARABIC: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ي',
  ئ: 'ي',
  ؤ: 'و',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
};
const ARABIC_LETTERS = /[أإآٱىئؤةکی]/g;
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;

/** Nothing but ASCII without the apostrophe that looks backwards: only the case can change. */
const PLAIN_ASCII = /^[\0-_a-\x7f]*$/;

function reduce(text: string, marks: RegExp): string {
  if (PLAIN_ASCII.test(text)) return text.toLowerCase();
  return (
    text
      .toWellFormed()
      .normalize('NFKD')
      .replace(INVISIBLE, '')
      // What was invisible may have kept marks out of their canonical order.
      .normalize('NFKD')
      .replace(marks, '')
      .toLowerCase()
      .replace(LATIN_LETTERS, (letter) => LATIN[letter] ?? letter)
      .replace(APOSTROPHES, "'")
      .replace(ARABIC_DIGITS, (digit) => String(digit.charCodeAt(0) & 15))
      .normalize('NFC')
  );
}

/** Lower case without diacritics, vowel marks and invisible characters; Arabic letters keep their spelling (for display in addresses). */
export function plain(text: string): string {
  return reduce(text, SPELLING_MARKS);
}

const HAN = /\p{Script=Han}/u;
const HAN_CHARACTERS = /\p{Script=Han}/gu;
let simplified: Map<string, string> | undefined;

/** Traditional Chinese characters as simplified ones, by the table of OpenCC. */
function simplify(text: string): string {
  if (!HAN.test(text)) return text;
  simplified ??= simplifications();
  return text.replace(HAN_CHARACTERS, (character) => simplified?.get(character) ?? character);
}

function simplifications(): Map<string, string> {
  const pairs = new Map(
    traditional.split('|').map((pair) => {
      const [from = '', to = ''] = pair.split(' ');
      return [from, to];
    }),
  );
  // What a character becomes may itself have a simpler form.
  for (const [from, to] of pairs) pairs.set(from, pairs.get(to) ?? to);
  return pairs;
}

/**
 * The one folding for index and query: `plain`, with the letters that Arabic and Persian writers interchange made the
 * same, and Chinese in simplified characters; idempotent.
 */
export function fold(text: string): string {
  return simplify(reduce(text, ALL_MARKS).replace(ARABIC_LETTERS, (letter) => ARABIC[letter] ?? letter));
}
