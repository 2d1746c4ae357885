import type { Language } from '../domain/taxonomy/language.ts';

/** Mails about one initiative. Words live in the catalogues as `mail.<template>.subject` and `.body`. */
export const MAIL_TEMPLATES = [
  'confirm',
  'received',
  'changes-requested',
  'revised',
  'approved',
  'declined',
  'withdrawn',
] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

/** A side effect owed. Everything needed is found by id when the job runs, except a sign-in link, which is a secret. */
export type Job =
  | { kind: 'index'; initiativeId: string }
  | { kind: 'mail'; template: MailTemplate; initiativeId: string; version: number }
  | { kind: 'status-links'; contactIds: string[]; language: Language }
  /** Not sent any more after `until`, in milliseconds: the link would be dead. */
  | { kind: 'sign-in'; to: string; url: string; language: Language; until: number };
