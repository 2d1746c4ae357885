import { env } from 'cloudflare:workers';
import { commit } from '#db/commit.ts';
import type { Content } from '#domain/initiative/content.ts';
import type { EventData, EventType, Standing } from '#domain/initiative/events.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { statusToken } from '#worker/http/links.ts';
import { aContent, aPendingEntry } from '../factories.ts';

export interface PublishedEntry {
  id: string;
  standing: Standing;
  content: Content;
  contactId: string;
  email: string;
  /** Path of its private page. */
  status: string;
}

/** An entry that is public, with a confirmed contact. `organizationId`: whose it is. */
export async function aPublishedEntry(
  options: { content?: Content; email?: string; organizationId?: string } = {},
): Promise<PublishedEntry> {
  const { content = aContent(), email = `${newId()}@ngo.example` } = options;
  const now = Date.now();
  const { id, standing: pending } = await aPendingEntry(env.DB, content, now - 10_000);
  const contactId = crypto.randomUUID();
  await env.DB.batch([
    env.DB.prepare(
      'INSERT INTO contacts (id, email, language, confirmed_at, created_at) VALUES (?1, ?2, ?3, ?4, ?4)',
    ).bind(contactId, email, 'en', now),
    env.DB.prepare('UPDATE initiatives SET contact_id = ?1 WHERE id = ?2').bind(contactId, id),
  ]);
  let standing = await happen(id, pending, 'initiative.approved');
  if (options.organizationId)
    standing = await happen(id, standing, 'initiative.transferred', {
      organization_id: options.organizationId,
    });
  const token = await statusToken(env.LINK_SECRET, { initiativeId: id, contactId });
  return { id, standing, content, contactId, email, status: `/en/status/${token}` };
}

/** One more event of an entry, a second later each time. */
export function happen(
  id: string,
  before: Standing,
  type: EventType,
  data: EventData = {},
  content?: Content,
): Promise<Standing> {
  return commit(env.DB, {
    initiativeId: id,
    before,
    type,
    actor: { kind: 'account', id: 'somebody' },
    data,
    content,
    jobs: [],
    at: Math.max(Date.now() - 5000, before.updatedAt) + 1000,
  });
}

/** An organisation whose domain is verified unless said otherwise. */
export async function anOrganization(verified = true): Promise<string> {
  const id = newId();
  const now = Date.now();
  await env.DB.prepare(
    `INSERT INTO organizations (id, version, acronym, verified_at, verified_by, verified_domain, created_at, updated_at)
     VALUES (?1, 1, '', ?2, ?3, ?4, ?5, ?5)`,
  )
    .bind(id, verified ? now : null, verified ? 'dns' : null, verified ? 'river.example' : null, now)
    .run();
  return id;
}

export async function joins(
  organizationId: string,
  email: string,
  role: 'owner' | 'editor' | 'viewer',
): Promise<void> {
  await env.DB.prepare(
    `INSERT INTO organization_members (organization_id, user_id, role, at)
     SELECT ?1, id, ?2, ?3 FROM users WHERE email = ?4`,
  )
    .bind(organizationId, role, Date.now(), email)
    .run();
}
