import * as v from 'valibot';
import type { IssueCode } from '../problems.ts';
import { COUNTRY_CODES } from '../taxonomy/countries.ts';
import { CONTENT_LANGUAGES } from '../taxonomy/language.ts';
import { countWords, graphemes } from '../text/count.ts';
import {
  hasBidiOverride,
  hasControl,
  hasLoneSurrogate,
  hasMarkup,
  startsLikeFormula,
} from '../text/unsafe.ts';

/** Every schema message is an issue code; words come from the catalogues. */
export const issue = (code: IssueCode): IssueCode => code;

const text = () => v.string(issue('wrong-type'));

/** Combining marks can pile up on one character. With these bounds every accepted text fits the CHECKs of the tables. */
const CODE_UNITS_PER_GRAPHEME = 8;
const MOST_CODE_UNITS = 20_000;

/**
 * Plain text of one person: no markup, controls, direction overrides, half characters or spreadsheet formulas.
 * `formulas` lets a text begin with a dash where it never reaches a spreadsheet.
 */
export function plainText(
  max: number,
  options: { multiline?: boolean; min?: number; formulas?: boolean } = {},
) {
  const multiline = options.multiline ?? false;
  const min = options.min ?? 1;
  return v.pipe(
    text(),
    v.check((value) => !hasLoneSurrogate(value), issue('half-character')),
    v.check((value) => !hasControl(value, { multiline }), issue('control-characters')),
    v.check((value) => !hasBidiOverride(value), issue('bidi-override')),
    v.check((value) => !hasMarkup(value), issue('markup')),
    v.check((value) => options.formulas === true || !startsLikeFormula(value), issue('formula')),
    v.check((value) => value.trim().length > 0 || min === 0, issue('required')),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const count = graphemes(dataset.value.trim());
      if (count > max) addIssue({ message: issue('too-long'), expected: String(max) });
      else if (count > 0 && count < min) addIssue({ message: issue('too-short'), expected: String(min) });
    }),
    // After the count, so that people are told the limit they can see.
    v.maxLength(Math.min(max * CODE_UNITS_PER_GRAPHEME, MOST_CODE_UNITS), issue('too-long')),
    v.metadata({ description: `Plain text, at most ${max} characters as a reader counts them.` }),
  );
}

export const TITLE_LENGTH = { min: 3, max: 200 } as const;
export const SUMMARY_WORDS = { min: 30, max: 300 } as const;
export const SUMMARY_LENGTH = 4000;
export const DETAIL_LENGTH = 2000;
export const ORGANIZATION_LENGTH = 200;
export const ACRONYM_LENGTH = 30;
export const MESSAGE_LENGTH = 4000;
export const MAX_URLS = 10;
export const MAX_ORGANIZATIONS = 20;

export const Title = plainText(TITLE_LENGTH.max, { min: TITLE_LENGTH.min });

export const Summary = v.pipe(
  plainText(SUMMARY_LENGTH, { multiline: true }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const words = countWords(dataset.value);
    if (words === 0) return;
    if (words < SUMMARY_WORDS.min)
      addIssue({
        message: issue('too-few-words'),
        expected: String(SUMMARY_WORDS.min),
        received: String(words),
      });
    if (words > SUMMARY_WORDS.max)
      addIssue({
        message: issue('too-many-words'),
        expected: String(SUMMARY_WORDS.max),
        received: String(words),
      });
  }),
  v.metadata({ description: `Plain text of ${SUMMARY_WORDS.min} to ${SUMMARY_WORDS.max} words.` }),
);

/** What an entry may tell beside its summary; empty where it tells nothing. */
export const Detail = plainText(DETAIL_LENGTH, { multiline: true, min: 0 });

/** RFC 5321 limits: 64 before the @, 254 in all. */
export const EmailAddress = v.pipe(
  text(),
  v.trim(),
  v.nonEmpty(issue('required')),
  v.maxLength(254, issue('too-long')),
  v.check((value) => value.isWellFormed(), issue('half-character')),
  v.rfcEmail(issue('invalid-email')),
  v.check((value) => /^[^@]{1,64}@[^@]+\.[^@.]{2,}$/.test(value), issue('invalid-email')),
);

export const HttpUrl = v.pipe(
  text(),
  v.trim(),
  v.maxLength(2000, issue('too-long')),
  v.check((value) => !hasLoneSurrogate(value), issue('half-character')),
  v.check((value) => !hasControl(value, { multiline: false }), issue('control-characters')),
  v.check((value) => !/[\s<>"\\^`{|}]/.test(value) && !hasBidiOverride(value), issue('invalid-url')),
  v.check((value) => {
    if (!URL.canParse(value)) return false;
    const url = new URL(value);
    return /^https?:$/.test(url.protocol) && url.hostname.includes('.') && !url.username && !url.password;
  }, issue('invalid-url')),
);

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, between 1950 and 2100. */
export const PartialDate = v.pipe(
  text(),
  v.trim(),
  v.regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, issue('invalid-date')),
  v.check((value) => {
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number);
    const date = new Date(Date.UTC(year, month - 1, day));
    return (
      year >= 1950 &&
      year <= 2100 &&
      date.getUTCFullYear() === year &&
      date.getUTCMonth() === month - 1 &&
      date.getUTCDate() === day
    );
  }, issue('invalid-date')),
);

export const LanguageCode = v.picklist(CONTENT_LANGUAGES, issue('unknown-language'));
export const CountryCode = v.picklist(COUNTRY_CODES, issue('unknown-country'));

/** One of a code list. */
export function code<const T extends readonly (string | number)[]>(codes: T) {
  return v.picklist(codes, issue('unknown-code'));
}

/** A list without repetitions. */
export function codes<TItem extends v.GenericSchema<unknown, string | number>>(
  item: TItem,
  limits: { min?: number; max: number },
) {
  return v.pipe(
    v.array(item, issue('wrong-type')),
    v.minLength(limits.min ?? 0, limits.min === 1 ? issue('required') : issue('too-few-items')),
    v.maxLength(limits.max, issue('too-many-items')),
    v.check((values) => new Set(values).size === values.length, issue('duplicate-item')),
  );
}
