import { namesOf, type Verification } from '#db/organization-lists.ts';
import type { RegisteredOrganization } from '#db/organizations.ts';
import { nameIn } from '#domain/organization/names.ts';
import type { Issue } from '#domain/problems.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import type { RegisteredFacts } from '#web/pages/organizations/OrganizationFacts.tsx';
import { type AppContext, t } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { issueText } from '#worker/http/problem.ts';

/** Where organisations are worked on. Their public pages have addresses of their own. */
export const MANAGE = `${LANGUAGE_PREFIX}/manage/organizations` as const;

export const manageHref = (c: AppContext, id: string) => `/${c.get('language')}/manage/organizations/${id}`;

/** The name of an organisation in the language of the reader. */
export function nameOf(c: AppContext, organization: RegisteredOrganization): string {
  return nameIn(organization.names, c.get('language')).name;
}

export function verificationOf(organization: RegisteredOrganization): Verification | null {
  const { verifiedAt: at, verifiedBy: by, verifiedDomain: domain } = organization;
  return at !== null && by !== null && domain !== null ? { at, by, domain } : null;
}

/** What is registered of an organisation, for pages. */
export async function factsOf(c: AppContext, organization: RegisteredOrganization): Promise<RegisteredFacts> {
  const { names, type, country, url, parentId } = organization;
  const parents = parentId ? await namesOf(c.env.DB, [parentId], c.get('language')) : null;
  const parent = parentId ? { id: parentId, name: parents?.get(parentId) ?? parentId } : null;
  return { names, type, country, url, parent, verification: verificationOf(organization) };
}

/** Messages by id of the control that each wrong value belongs to. */
export function errorsOf(c: AppContext, issues: readonly Issue[]): Map<string, string> {
  const say = t(c);
  const errors = new Map<string, string>();
  for (const issue of issues) {
    const path = issue.pointer.replace(/^#\//, '').replaceAll('/', '-');
    const id = path === 'names' ? 'names-0-name' : path;
    if (!errors.has(id)) errors.set(id, issueText(say, issue));
  }
  return errors;
}

export function firstError(c: AppContext, issues: readonly Issue[]): string | undefined {
  return issues[0] && issueText(t(c), issues[0]);
}

/** What may be said after something was done; the code is in the address that people are sent to. */
const DONE = ['saved', 'verified', 'mailed', 'invited', 'merged', 'offered', 'claimed', 'objected'] as const;
export type Done = (typeof DONE)[number];

/** The notice of `?done=…`, if there is one to show. */
export function noticeOf(c: AppContext): { kind: 'success'; text: string } | undefined {
  const done = DONE.find((known) => known === c.req.query('done'));
  return done && { kind: 'success', text: t(c)(`organization.done.${done}`) };
}

export const warning = (c: AppContext, key: MessageKey) => ({ kind: 'warning' as const, text: t(c)(key) });
