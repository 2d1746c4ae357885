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

/** Whether this is all that an erased account keeps of its address: nobody ever gets mail there (RFC 2606 §2). */
export function isErased(email: string): boolean {
  return email.endsWith('.invalid');
}
