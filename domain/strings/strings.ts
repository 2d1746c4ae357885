import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../taxonomy/language.ts';
import ar from './ar.json';
import en from './en.json';
import es from './es.json';
import fr from './fr.json';
import ru from './ru.json';
import zh from './zh.json';

export type MessageKey = keyof typeof en;
export type MessageParams = Record<string, string | number>;
/** Says a message of the catalogue in one language. */
export type Translate = (key: MessageKey, params?: MessageParams) => string;

const CATALOGUES: Record<Language, Record<string, string>> = { ar, zh, en, fr, ru, es };

/** Numbers are written in Western digits in all six languages, as the United Nations does in its Arabic pages. */
const LOCALES: Record<Language, string> = {
  ar: 'ar-u-nu-latn',
  zh: 'zh-Hans',
  en: 'en-GB',
  fr: 'fr',
  ru: 'ru',
  es: 'es',
};

/** The BCP 47 tag that formats numbers, dates and plurals of an interface language. */
export function localeOf(language: Language): string {
  return LOCALES[language];
}

type Message = (params?: MessageParams) => string;

/** What makes a message more than its own text (ICU MessageFormat). */
const SYNTAX = /[{}'#]/;

function messageOf(language: Language, key: string): Message {
  const text = CATALOGUES[language][key] ?? (en as Record<string, string>)[key];
  if (text === undefined) throw new Error(`no message ${key}`);
  if (!SYNTAX.test(text)) return () => text;
  const format = new IntlMessageFormat(text, LOCALES[language], undefined, { ignoreTag: true });
  return (params) => String(format.format(params));
}

/** Makes something once per language. */
function perLanguage<T>(make: (language: Language) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    let one = made.get(language);
    if (one === undefined) {
      one = make(language);
      made.set(language, one);
    }
    return one;
  };
}

/** The `t` of one language. Messages are compiled on first use: that costs a hundred times what saying them does. */
export const translator = perLanguage((language): Translate => {
  const messages = new Map<MessageKey, Message>();
  return (key, params) => {
    let message = messages.get(key);
    if (message === undefined) {
      message = messageOf(language, key);
      messages.set(key, message);
    }
    return message(params);
  };
});

const dates = perLanguage(
  (language) => new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }),
);
const times = perLanguage(
  (language) =>
    new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
);
const numbers = perLanguage((language) => new Intl.NumberFormat(LOCALES[language]));
const lists = perLanguage((language) => new Intl.ListFormat(LOCALES[language], { type: 'conjunction' }));

/** A date for reading, in UTC. Milliseconds since 1970 or RFC 3339. */
export function formatDate(language: Language, at: number | string): string {
  return dates(language).format(new Date(at));
}

/** A date with its time for reading, in UTC. Milliseconds since 1970. */
export function formatTime(language: Language, at: number): string {
  return times(language).format(at);
}

/** A number for reading. */
export function formatNumber(language: Language, value: number): string {
  return numbers(language).format(value);
}

/** Words joined as the language joins them: "a, b and c". */
export function formatList(language: Language, items: readonly string[]): string {
  return lists(language).format(items);
}
