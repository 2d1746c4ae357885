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

const compiled = new Map<string, IntlMessageFormat>();

function messageOf(language: Language, key: string): IntlMessageFormat {
  const id = `${language} ${key}`;
  let message = compiled.get(id);
  if (!message) {
    const text = CATALOGUES[language][key] ?? (en as Record<string, string>)[key];
    if (text === undefined) throw new Error(`no message ${key}`);
    message = new IntlMessageFormat(text, LOCALES[language], undefined, { ignoreTag: true });
    compiled.set(id, message);
  }
  return message;
}

/** The `t` of one language. Messages are compiled on first use. */
export function translator(language: Language): Translate {
  return (key, params) => String(messageOf(language, key).format(params));
}

/** Makes a formatter once per language: making one costs a hundred times what using it does. */
function perLanguage<T>(make: (locale: string) => T): (language: Language) => T {
  const made = new Map<Language, T>();
  return (language) => {
    let formatter = made.get(language);
    if (formatter === undefined) {
      formatter = make(LOCALES[language]);
      made.set(language, formatter);
    }
    return formatter;
  };
}

const dates = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }),
);
const times = perLanguage(
  (locale) => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' }),
);
const numbers = perLanguage((locale) => new Intl.NumberFormat(locale));
const lists = perLanguage((locale) => new Intl.ListFormat(locale, { type: 'conjunction' }));

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
