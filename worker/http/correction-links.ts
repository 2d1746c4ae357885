import { Problem } from '#domain/problems.ts';
import { CONFIRM_DAYS, type Purpose, seal, unseal } from './links.ts';

/** What is confirmed by such a link: a suggested correction, a proposed translation, a report, or a new address for the mails about an entry. */
export type MailedRow = Extract<Purpose, 'correction' | 'translation' | 'report' | 'new-address'>;

const PLACES = {
  correction: 'corrections/confirm',
  translation: 'translations/confirm',
  report: 'reports/confirm',
  'new-address': 'address',
} as const satisfies Record<MailedRow, string>;

/** Where the page stands that confirms such a row, below the language and before the token. */
export function rowPlace(purpose: MailedRow): string {
  return PLACES[purpose];
}

/** Address of the page that confirms a row by its id. `at` is when the link was made, in milliseconds. */
export async function rowPath(
  secret: string,
  language: string,
  { purpose, id, at }: { purpose: MailedRow; id: string; at: number },
): Promise<string> {
  const expires = at + CONFIRM_DAYS * 86_400_000;
  return `/${language}/${PLACES[purpose]}/${await seal(secret, purpose, [id, expires])}`;
}

/** The id of the row that a link confirms: `link-invalid` if forged, `link-expired` if too old. */
export async function openRowLink(
  secret: string,
  purpose: MailedRow,
  token: string,
  now: number,
): Promise<string> {
  const value = await unseal(secret, purpose, token);
  const [id, expires] = Array.isArray(value) ? value : [];
  if (typeof id !== 'string') throw new Problem('link-invalid');
  if (typeof expires !== 'number' || expires < now) throw new Problem('link-expired');
  return id;
}
