import { eq } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { organizationPageId } from '#db/organization-ids.ts';
import { isNameTaken, nameStatements } from '#db/organization-names.ts';
import {
  ancestorsOf,
  commitOrganizations,
  type OrganizationRow,
  organizationAt,
  organizationNamed,
  type RegisteredOrganization,
} from '#db/organizations.ts';
import { organizationMembers, organizationProofs } from '#db/schema/main.ts';
import { organizationKey } from '#domain/initiative/content.ts';
import { ID_PATTERN } from '#domain/initiative/identifiers.ts';
import { domainOf } from '#domain/organization/domains.ts';
import { type Issue, Problem } from '#domain/problems.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import { OrganizationFacts } from '#domain/schemas/organization.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { tidy } from './access.ts';

const orNull = (value: string) => (value === '' ? null : value);

/** The form as its schema has it; rows of names without a name are dropped. */
export function factsFrom(form: Form): Record<string, unknown> {
  const languages = form.get('name_language') ?? [];
  const names = (form.get('name') ?? [])
    .map((name, row) => ({ language: languages[row] ?? '', name: tidy(name) }))
    .filter(({ name }) => name !== '');
  return {
    names,
    acronym: tidy(one(form, 'acronym')),
    type: orNull(one(form, 'type')),
    country: orNull(one(form, 'country')),
    url: orNull(one(form, 'url').trim()),
    parent: orNull(tidy(one(form, 'parent'))),
  };
}

/** The organisation that somebody means by an id, the address of its page, or a name; null if none is registered. */
export async function organizationMeant(c: AppContext, text: string): Promise<string | null> {
  const id = /\/organizations\/([0-9a-z]{10})(?:[/?#]|$)/.exec(text)?.[1] ?? text.trim().toLowerCase();
  const at = ID_PATTERN.test(id) ? await organizationAt(c.env.DB, id) : null;
  return at ?? organizationNamed(c.env.DB, organizationKey(text));
}

const issueAt = (pointer: string, code: Issue['code']): Issue => ({ pointer, code, params: {} });

/** What is said, checked against the other organisations. `own`: the one it is said of, if it is registered. */
async function checkedFacts(c: AppContext, input: unknown, own: string | null) {
  const { parent, ...facts } = parse(OrganizationFacts, input);
  const issues: Issue[] = [];
  const keys = facts.names.map(({ name }) => organizationKey(name));
  for (const [row, key] of keys.entries()) {
    const taken = key === '' ? null : await organizationNamed(c.env.DB, key);
    if (key === '') issues.push(issueAt(`#/names/${row}/name`, 'required'));
    else if (taken !== null && taken !== own) issues.push(issueAt(`#/names/${row}/name`, 'name-taken'));
  }
  const parentId = parent === null ? null : await organizationMeant(c, parent);
  const above = parentId === null ? [] : [parentId, ...(await ancestorsOf(c.env.DB, parentId))];
  if (parent !== null && (parentId === null || (own !== null && above.includes(own))))
    issues.push(issueAt('#/parent', 'unknown-organization'));
  if (issues.length > 0) throw new Problem('invalid-input', { issues });
  return { ...facts, parentId, key: keys[0] ?? '' };
}

/** Somebody else registered the name at the same moment. */
function asTaken(error: unknown): unknown {
  return isNameTaken(error)
    ? new Problem('invalid-input', { issues: [issueAt('#/names/0/name', 'name-taken')] })
    : error;
}

/** Checks what is said of an organisation that is not registered yet. Throws `invalid-input`. */
export async function checkNew(c: AppContext, input: unknown): Promise<void> {
  await checkedFacts(c, input, null);
}

/** Registers an organisation, whose first owner is who does it. Throws `invalid-input`. Returns its id. */
export async function registerOrganization(c: AppContext, userId: string, input: unknown): Promise<string> {
  const { names, key, ...columns } = await checkedFacts(c, input, null);
  const db = records(c.env.DB);
  const organizationId = await organizationPageId(key);
  const at = c.get('clock')();
  try {
    await commitOrganizations(c.env.DB, [
      {
        organizationId,
        version: 0,
        type: 'organization.registered',
        actorId: userId,
        columns,
        rows: [
          db.insert(organizationMembers).values({ organizationId, userId, role: 'owner', at }),
          ...(await nameStatements(db, organizationId, names, columns.acronym)),
        ],
        shows: true,
        at,
      },
    ]);
  } catch (error) {
    // Whoever registered it first has the first version too.
    throw error instanceof Problem && error.code === 'edit-conflict'
      ? new Problem('invalid-input', { issues: [issueAt('#/names/0/name', 'name-taken')] })
      : asTaken(error);
  }
  hurry(c);
  return organizationId;
}

type Columns = Pick<OrganizationRow, 'type' | 'acronym' | 'country' | 'url' | 'parentId'>;

/** Codes of what differs, for the log. */
function changedFacts(
  held: RegisteredOrganization,
  columns: Columns,
  names: readonly { language: string; name: string }[],
): string[] {
  const before = held.names
    .filter(({ current }) => current)
    .map(({ language, name }) => `${language} ${name}`);
  const after = names.map(({ language, name }) => `${language} ${name}`);
  return [
    ...(before.toSorted().join('\n') === after.toSorted().join('\n') ? [] : ['names']),
    ...(['acronym', 'type', 'country', 'url', 'parentId'] as const).filter(
      (column) => columns[column] !== held[column],
    ),
  ];
}

/**
 * Changes what is said of an organisation. Another domain in its address ends the verification. Throws `invalid-input`
 * and `edit-conflict` with `current_version`.
 */
export async function editOrganization(
  c: AppContext,
  userId: string,
  held: RegisteredOrganization,
  expectedVersion: number,
  input: unknown,
): Promise<void> {
  const { names, key: _key, ...columns } = await checkedFacts(c, input, held.id);
  if (held.version !== expectedVersion)
    throw new Problem('edit-conflict', {
      extra: { expected_version: expectedVersion, current_version: held.version },
    });
  const fields = changedFacts(held, columns, names);
  if (fields.length === 0) return;
  const db = records(c.env.DB);
  const moved = domainOf(columns.url ?? '') !== domainOf(held.url ?? '');
  const unverified = moved && held.verifiedAt !== null;
  try {
    await commitOrganizations(c.env.DB, [
      {
        organizationId: held.id,
        version: held.version,
        type: 'organization.edited',
        actorId: userId,
        data: { fields, ...(unverified && { unverified }) },
        columns: {
          ...columns,
          ...(unverified && { verifiedAt: null, verifiedBy: null, verifiedDomain: null }),
        },
        rows: [
          ...(await nameStatements(db, held.id, names, columns.acronym, held.names)),
          ...(moved
            ? [db.delete(organizationProofs).where(eq(organizationProofs.organizationId, held.id))]
            : []),
        ],
        shows: true,
        at: c.get('clock')(),
      },
    ]);
  } catch (error) {
    throw asTaken(error);
  }
  hurry(c);
}
