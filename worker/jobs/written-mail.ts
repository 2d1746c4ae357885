import { isLanguage, type Language } from '#domain/taxonomy/language.ts';

/** Who gets a mail and what it says, in which language; `body` without the signature. */
export interface WrittenMail {
  to: string;
  language: Language;
  subject: string;
  body: string;
}

/** The language of a mail for somebody whose language is stored as this; English if we have none such. */
export function mailLanguage(code: string): Language {
  return isLanguage(code) ? code : 'en';
}
