import { env } from 'cloudflare:workers';
import { beforeEach, expect, test } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { confirmedContact } from './accounts.ts';
import { records } from './client.ts';
import { expireAddresses, expiryOf, renewAddress } from './expire.ts';

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 5, 15);
const LONG_AGO = Date.UTC(2024, 4, 1);

let email = '';
beforeEach(async () => {
  email = `${newId()}@ngo.example`;
  await env.DB.batch([
    env.DB.prepare('UPDATE contacts SET email = NULL'),
    env.DB.prepare('DELETE FROM outbox'),
  ]);
});

async function aContact(at: number, confirmed = true): Promise<string> {
  const id = crypto.randomUUID();
  await env.DB.prepare('INSERT INTO contacts (id, email, language, created_at) VALUES (?1, ?2, ?3, ?4)')
    .bind(id, email, 'en', at)
    .run();
  if (confirmed) {
    const [first, ...rest] = confirmedContact(records(env.DB), id, at);
    if (first) await records(env.DB).batch([first, ...rest]);
  }
  return id;
}

const emailOf = (id: string) =>
  env.DB.prepare('SELECT email FROM contacts WHERE id = ?1').bind(id).first<string>('email');
const accounts = () =>
  env.DB.prepare('SELECT count(*) AS n FROM users WHERE email = ?1').bind(email).first<number>('n');
const owed = async () =>
  (await env.DB.prepare('SELECT kind FROM outbox').all<{ kind: string }>()).results.map(({ kind }) => kind);

test('the holder is told once, thirty days before, also by two runs at once, and then forgotten with the account', async () => {
  const [id, other] = [await aContact(LONG_AGO - DAY), await aContact(LONG_AGO)];
  const expiry = expiryOf(LONG_AGO);
  expect(await expireAddresses(env.DB, expiry - 31 * DAY)).toEqual({ warned: 0, forgotten: 0 });
  const day = expiry - 29 * DAY;
  await Promise.all([expireAddresses(env.DB, day), expireAddresses(env.DB, day)]);
  await expireAddresses(env.DB, day + DAY);
  expect(await owed()).toEqual(['address-expires']);
  expect(await expireAddresses(env.DB, expiry - DAY)).toEqual({ warned: 0, forgotten: 0 });
  expect(await accounts()).toBe(1);
  expect(await expireAddresses(env.DB, expiry + 2 * DAY)).toEqual({ warned: 0, forgotten: 1 });
  expect([await emailOf(id), await emailOf(other), await accounts()]).toEqual([null, null, 0]);
  const log = await env.DB.prepare(
    'SELECT e.type FROM account_events AS e JOIN contacts AS c ON c.user_id = e.user_id WHERE c.id = ?1 ORDER BY e.id',
  )
    .bind(id)
    .all();
  expect(log.results).toEqual([{ type: 'account.opened' }, { type: 'account.erased' }]);
});

test('nobody is forgotten who was not told, however late the job runs', async () => {
  const id = await aContact(LONG_AGO);
  const late = expiryOf(LONG_AGO) + 100 * DAY;
  expect(await expireAddresses(env.DB, late)).toEqual({ warned: 1, forgotten: 0 });
  expect(await expireAddresses(env.DB, late + 29 * DAY)).toEqual({ warned: 0, forgotten: 0 });
  expect(await emailOf(id)).toBe(email);
  expect(await expireAddresses(env.DB, late + 30 * DAY)).toEqual({ warned: 0, forgotten: 1 });
  expect(await renewAddress(env.DB, id, late + 31 * DAY)).toBe(false);
});

test('an address that is renewed, or used by a private link, is kept for another term', async () => {
  const id = await aContact(LONG_AGO);
  const expiry = expiryOf(LONG_AGO);
  await expireAddresses(env.DB, expiry - DAY);
  expect(await renewAddress(env.DB, id, expiry)).toBe(true);
  expect(await expireAddresses(env.DB, expiry + 40 * DAY)).toEqual({ warned: 0, forgotten: 0 });
  expect(await emailOf(id)).toBe(email);

  const { id: initiative } = await aPendingEntry(env.DB, aContent(), LONG_AGO);
  await env.DB.batch([
    env.DB.prepare('UPDATE contacts SET last_used_at = ?1 WHERE id = ?2').bind(LONG_AGO, id),
    env.DB.prepare('UPDATE initiatives SET contact_id = ?1 WHERE id = ?2').bind(id, initiative),
    env.DB.prepare(
      `INSERT INTO events (initiative_id, version, type, actor_kind, actor_id, data, at)
       VALUES (?1, 3, 'initiative.messaged', 'link', ?2, '{}', ?3)`,
    ).bind(initiative, id, NOW - DAY),
  ]);
  expect(await expireAddresses(env.DB, NOW)).toEqual({ warned: 0, forgotten: 0 });
  expect(
    await env.DB.prepare('SELECT last_used_at AS at FROM contacts WHERE id = ?1').bind(id).first('at'),
  ).toBe(NOW - DAY);
});

test('an address that was never confirmed is forgotten without a mail', async () => {
  const id = await aContact(LONG_AGO, false);
  expect(await expireAddresses(env.DB, expiryOf(LONG_AGO) + DAY)).toEqual({ warned: 0, forgotten: 1 });
  expect([await emailOf(id), await owed()]).toEqual([null, []]);
});

test('who has a role keeps the account', async () => {
  await aContact(LONG_AGO);
  await env.DB.prepare(
    `INSERT INTO grants (id, user_id, role, scope, granted_at)
     SELECT 'g', id, 'reviewer', '{"languages":[],"action_lines":[],"commissions":[],"countries":[]}', 1 FROM users WHERE email = ?1`,
  )
    .bind(email)
    .run();
  await expireAddresses(env.DB, expiryOf(LONG_AGO) - DAY);
  expect(await expireAddresses(env.DB, expiryOf(LONG_AGO) + 60 * DAY)).toEqual({ warned: 0, forgotten: 1 });
  expect(await accounts()).toBe(1);
});
