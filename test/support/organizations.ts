import { env } from 'cloudflare:workers';
import { vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import type { MemberRole, StaffRole } from '#domain/initiative/permissions.ts';
import { aContent } from '../factories.ts';
import { call, mailsTo, ORIGIN, postForm, signedInAs } from './sign-in.ts';

export interface Person {
  id: string;
  email: string;
  /** Of a browser in which the person is signed in. */
  headers: { cookie: string; origin: string };
}

/** Somebody who is signed in. */
export const aPerson = (role: StaffRole | 'submitter' = 'submitter'): Promise<Person> => signedInAs(role);

/** What was mailed to an address, once a text with these words came; the newest one. */
export async function mailedTo(email: string, words: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const found = (await mailsTo(email)).findLast((text) => text.includes(words));
      if (found === undefined) throw new Error(`no mail with “${words}”`);
      return found;
    },
    { timeout: 8000, interval: 20 },
  );
}

/** Path of the link in a mail. */
export function linkIn(mail: string): string {
  return (mail.match(/https?:\/\/\S+/)?.[0] ?? '').slice(ORIGIN.length);
}

/** A name no other test uses. */
export const aName = (what = 'River Radio Trust') => `${what} ${newId()}`;

/** The fields of the form of an organisation. */
export function facts(change: Record<string, string> = {}): [string, string][] {
  const { name = aName(), language = 'en', ...rest } = change;
  const said = { acronym: '', type: '', country: '', url: '', parent: '', ...rest };
  return [['name_language', language], ['name', name], ...Object.entries(said)];
}

/** Registers an organisation and gives its id. What is like it is no reason not to. */
export async function anOrganization(owner: Person, change: Record<string, string> = {}): Promise<string> {
  const fields = facts(change);
  const path = '/en/manage/organizations/new';
  let answer = await postForm(path, fields, owner.headers);
  if (answer.status === 200) {
    const seen = /name="seen" value="([^"]*)"/.exec(await answer.text())?.[1] ?? '';
    answer = await postForm(path, [...fields, ['seen', seen]], owner.headers);
  }
  const id = /organizations\/([0-9a-z]{10})\?/.exec(answer.headers.get('location') ?? '')?.[1];
  if (!id) throw new Error(`not registered: ${answer.status}`);
  return id;
}

/** Makes somebody a member without an invitation. */
export async function join(organizationId: string, person: Person, role: MemberRole): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO organization_members (organization_id, user_id, role, at) VALUES (?1, ?2, ?3, 1)
     ON CONFLICT DO UPDATE SET role = excluded.role`,
  )
    .bind(organizationId, person.id, role)
    .run();
}

/** The log of an organisation: types with data, oldest first. */
export async function logOf(organizationId: string) {
  const { results } = await env.DB.prepare(
    'SELECT version, type, actor_id AS actor, data FROM organization_events WHERE organization_id = ?1 ORDER BY version',
  )
    .bind(organizationId)
    .all<{ version: number; type: string; actor: string | null; data: string }>();
  return results.map(({ data, ...event }) => ({
    ...event,
    data: JSON.parse(data) as Record<string, unknown>,
  }));
}

export async function membersIn(organizationId: string): Promise<Record<string, string>> {
  const { results } = await env.DB.prepare(
    'SELECT user_id AS id, role FROM organization_members WHERE organization_id = ?1',
  )
    .bind(organizationId)
    .all<{ id: string; role: string }>();
  return Object.fromEntries(results.map(({ id, role }) => [id, role]));
}

/** The page as text. */
export async function html(path: string, person?: Person): Promise<{ status: number; text: string }> {
  const answer = await call(path, person ? { headers: person.headers } : {});
  return { status: answer.status, text: await answer.text() };
}

/** A published entry that names organisations; `submitter`: whoever registered it, by mail. */
export async function aPublishedEntry(names: readonly string[], submitter?: Person): Promise<string> {
  const id = newId();
  const organizations = names.map((name) => ({ name, acronym: '', role: 'lead' as const }));
  const contactId = submitter ? newId() : undefined;
  if (submitter)
    await env.DB.prepare(
      `INSERT INTO contacts (id, email, language, created_at, confirmed_at, user_id) VALUES (?1, ?2, 'en', 1, 1, ?3)`,
    )
      .bind(contactId, submitter.email, submitter.id)
      .run();
  await commit(env.DB, {
    initiativeId: id,
    before: null,
    type: 'initiative.imported',
    actor: { kind: 'system', id: null },
    content: aContent({ organizations }),
    ...(contactId && { contactId }),
    jobs: [],
    at: Date.now() - 1000,
  });
  await env.JOBS.send({ kind: 'drain' });
  return id;
}

/** The organisation that an entry belongs to by the register. */
export async function ownerOf(initiativeId: string): Promise<string | null> {
  return env.DB.prepare('SELECT organization_id AS id FROM initiatives WHERE id = ?1')
    .bind(initiativeId)
    .first<string>('id');
}

export async function versionOf(initiativeId: string): Promise<string> {
  const row = await env.DB.prepare('SELECT version FROM initiatives WHERE id = ?1')
    .bind(initiativeId)
    .first<number>('version');
  return String(row);
}
