import type { DeskQueue } from '../domain/initiative/desk.ts';
import type { MemberRole } from '../domain/initiative/permissions.ts';
import type { Language } from '../domain/taxonomy/language.ts';

/** Mails about one initiative. Words live in the catalogues as `mail.<template>.subject` and `.body`. */
export const MAIL_TEMPLATES = [
  'confirm',
  'received',
  'changes-requested',
  'reminder-week',
  'reminder-day',
  'closed',
  'reopened',
  'revised',
  'amended',
  'rolled-back',
  'corrected',
  'approved',
  'declined',
  'appealed',
  'appeal-granted',
  'appeal-rejected',
  'archived',
  'restored',
  'withdrawn',
  'hidden',
  'merged',
  'merged-here',
  'deleted',
  'messaged',
  'desk-message',
] as const;
export type MailTemplate = (typeof MAIL_TEMPLATES)[number];

/** Mails about an organisation, in the same way. */
export const ORGANIZATION_MAIL_TEMPLATES = [
  'organization-invited',
  'organization-joined',
  'organization-role',
  'organization-removed',
  'organization-left',
  'organization-domain',
  'organization-merged',
  'entry-offered',
  'entry-claimed',
  'entry-transferred',
  'entry-not-transferred',
] as const;
export type OrganizationMailTemplate = (typeof ORGANIZATION_MAIL_TEMPLATES)[number];

/** Mails about a suggested correction, in the same way. */
export const CORRECTION_MAIL_TEMPLATES = [
  'correction-confirm',
  'correction-suggested',
  'correction-accepted',
  'correction-refused',
] as const;
export type CorrectionMailTemplate = (typeof CORRECTION_MAIL_TEMPLATES)[number];

/** Mails about a proposed translation, in the same way. */
export const TRANSLATION_MAIL_TEMPLATES = [
  'translation-confirm',
  'translation-proposed',
  'translation-added',
  'translation-accepted',
  'translation-refused',
] as const;
export type TranslationMailTemplate = (typeof TRANSLATION_MAIL_TEMPLATES)[number];

/** Mails about a report, in the same way. */
export const REPORT_MAIL_TEMPLATES = ['report-confirm', 'report-settled'] as const;
export type ReportMailTemplate = (typeof REPORT_MAIL_TEMPLATES)[number];

/** Whom a mail goes to: an account, the contact of an entry, or an address that is no account's yet. */
export type Recipient = { account: string } | { contact: string } | { address: string; language: Language };

/** A side effect owed. Everything needed is found by id when the job runs, except a sign-in link, which is a secret. */
export type Job =
  | { kind: 'index'; initiativeId: string }
  | {
      kind: 'mail';
      template: MailTemplate;
      initiativeId: string;
      version: number;
      /** The account it goes to, if not to the contact of the entry. */
      userId?: string;
      /** Another entry that it is about too. */
      otherId?: string;
    }
  | {
      kind: 'organization-mail';
      template: OrganizationMailTemplate;
      organizationId: string;
      to: Recipient;
      /** What follows the language in the address of the page to go to; may be a secret. */
      link: string;
      initiativeId?: string;
      role?: MemberRole;
    }
  /** To whoever suggested a correction, if not said otherwise. */
  | { kind: 'correction-mail'; template: CorrectionMailTemplate; correctionId: string; to?: Recipient }
  /** To whoever proposed a translation, if not said otherwise. */
  | { kind: 'translation-mail'; template: TranslationMailTemplate; translationId: string; to?: Recipient }
  /** To whoever reported an entry. */
  | { kind: 'report-mail'; template: ReportMailTemplate; reportId: string }
  /** To a member of staff who chose it: how many entries wait in each queue. */
  | { kind: 'digest'; userId: string; counts: Partial<Record<DeskQueue, number>> }
  /** To a new address for the mails about an entry, and to the one it shall replace. */
  | { kind: 'address-named' | 'address-asked'; changeId: string }
  /** The entries that belong to an organisation or name it follow a change of it. */
  | { kind: 'organization'; organizationId: string }
  /** To the holder of an account. */
  | { kind: 'role-granted' | 'role-revoked'; grantId: string }
  | { kind: 'passkey-added' | 'passkey-removed'; userId: string }
  /** To the holder of an address that will be forgotten. */
  | { kind: 'address-expires'; contactId: string }
  /** To a member of a draft that nobody works on any more. */
  | { kind: 'draft-expires'; draftId: string; userId: string }
  | { kind: 'status-links'; contactIds: string[]; language: Language }
  /** Not sent any more after `until`, in milliseconds: the link would be dead. */
  | { kind: 'sign-in'; to: string; url: string; language: Language; until: number };
