import { env, exports } from 'cloudflare:workers';
import { expect, vi } from 'vitest';
import { seedAccounts } from '#db/accounts.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import type { StaffRole } from '#domain/initiative/permissions.ts';
import { aContent, aPendingEntry } from '../factories.ts';

export const ORIGIN = env.SITE_ORIGIN;

export function call(path: string, init: RequestInit = {}): Promise<Response> {
  return exports.default.fetch(new Request(ORIGIN + path, { redirect: 'manual', ...init }));
}

/** A request that carries JSON; `headers` may add a session. */
export function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
}

export function postForm(
  path: string,
  fields: readonly (readonly [string, string])[],
  headers: Record<string, string> = {},
): Promise<Response> {
  return call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
  });
}

/** An account nobody else uses; an administrator with staff power on. */
export async function anAccount(role: StaffRole | 'submitter'): Promise<string> {
  const email = `${role}-${newId()}@stocktaking.example`;
  await seedAccounts(env.DB, [{ email, name: role, role }], Date.now());
  if (role === 'administrator')
    await env.DB.prepare('UPDATE users SET staff_power_until = ?1 WHERE email = ?2')
      .bind(Date.now() + 3_600_000, email)
      .run();
  return email;
}

/** Mails to an address, as texts. */
export async function mailsTo(email: string): Promise<string[]> {
  const { results } = await env.MAILBOX.prepare('SELECT text FROM mails WHERE recipient = ?1 ORDER BY rowid')
    .bind(email)
    .all<{ text: string }>();
  return results.map(({ text }) => text);
}

/** The first mail to an address that holds some words, once it came; `link` is the path of its first link. */
export async function mailTo(email: string, words: string): Promise<{ text: string; link: string }> {
  return vi.waitFor(
    async () => {
      const text = (await mailsTo(email)).find((mail) => mail.includes(words));
      if (!text) throw new Error(`no mail with “${words}”`);
      return { text, link: (text.match(/https?:\/\/\S+/)?.[0] ?? '').slice(ORIGIN.length) };
    },
    { timeout: 8000, interval: 20 },
  );
}

/** Path of the sign-in link mailed to an address, once `count` mails came. */
export async function mailedLink(email: string, count = 1): Promise<string> {
  const mails = await vi.waitFor(
    async () => {
      const found = await mailsTo(email);
      expect(found.length).toBeGreaterThanOrEqual(count);
      return found;
    },
    { timeout: 5000, interval: 20 },
  );
  const link = mails.at(-1)?.match(/https?:\/\/\S+/)?.[0] ?? '';
  expect(link.startsWith(`${ORIGIN}/`)).toBe(true);
  return link.slice(ORIGIN.length);
}

/** The same token with another signature: a letter in the middle of it, because the last one may not count. */
export function altered(token: string): string {
  const at = token.length - 20;
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}

/** The cookies an answer sets, as a browser would send them back. */
export function cookiesOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';', 1)[0])
    .join('; ');
}

/** Headers of a browser in which somebody with this role is signed in, on our own pages. */
export async function signedIn(role: StaffRole | 'submitter'): Promise<{ cookie: string; origin: string }> {
  return (await signedInAs(role)).headers;
}

/** The same, and who it is. */
export async function signedInAs(role: StaffRole | 'submitter') {
  const email = await anAccount(role);
  const headers = await signInTo(email);
  const id = await env.DB.prepare('SELECT id FROM users WHERE email = ?1').bind(email).first<string>('id');
  return { email, headers, id: id ?? '' };
}

async function signInLinks(email: string): Promise<string[]> {
  return (await mailsTo(email)).flatMap((text) => text.match(/https?:\/\/\S+\/session\?\S+/)?.[0] ?? []);
}

/** Path of the sign-in link that an address gets for what `ask` does; other mails do not matter. */
export async function newSignInLink(email: string, ask: () => Promise<unknown>): Promise<string> {
  const before = (await signInLinks(email)).length;
  await ask();
  const links = await vi.waitFor(
    async () => {
      const found = await signInLinks(email);
      expect(found.length).toBeGreaterThan(before);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );
  return (links.at(-1) ?? '').slice(ORIGIN.length);
}

/** Signs in by mail to an account there is; `userAgent` is that of the browser. */
export async function signInTo(email: string, userAgent = ''): Promise<{ cookie: string; origin: string }> {
  const link = await newSignInLink(email, async () => {
    expect((await post('/api/v1/session', { email })).status).toBe(202);
  });
  const opened = await call(link, { headers: { 'user-agent': userAgent } });
  expect(opened.status).toBe(303);
  return { cookie: cookiesOf(opened), origin: ORIGIN };
}

/** An entry that waits for a moderator, registered with this address. */
export async function aPendingEntryOf(email: string): Promise<{ id: string; title: string }> {
  const content = aContent();
  const { id } = await aPendingEntry(env.DB, content, Date.now());
  const contact = crypto.randomUUID();
  await env.DB.batch([
    env.DB.prepare('INSERT INTO contacts (id, email, language, created_at) VALUES (?1, ?2, ?3, ?4)').bind(
      contact,
      email,
      'en',
      Date.now(),
    ),
    env.DB.prepare('UPDATE initiatives SET contact_id = ?1 WHERE id = ?2').bind(contact, id),
  ]);
  return { id, title: content.texts[0]?.title ?? '' };
}
