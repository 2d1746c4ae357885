import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { expireAddresses, expiryOf } from '#db/expire.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { altered, call, mailsTo, ORIGIN, postForm } from '#test/support/sign-in.ts';
import { renewPath } from '#worker/http/links.ts';
import worker from '#worker/local.ts';

vi.setConfig({ testTimeout: 30_000 });

test('the mail before an address is forgotten brings a link; only its button keeps the address', async () => {
  const [id, email] = [crypto.randomUUID(), `${newId()}@ngo.example`];
  const used = Date.now() - 720 * 86_400_000;
  await env.DB.prepare(
    'INSERT INTO contacts (id, email, language, created_at, confirmed_at) VALUES (?1, ?2, ?3, ?4, ?4)',
  )
    .bind(id, email, 'fr', used)
    .run();
  await expireAddresses(env.DB, Date.now());
  await worker.queue({} as MessageBatch<never>, env);
  const [mail = ''] = await mailsTo(email);
  expect(mail).toContain(String(new Date(expiryOf(used)).getUTCFullYear()));
  const link = (mail.match(/https?:\/\/\S+/)?.[0] ?? '').slice(ORIGIN.length);
  expect(link).toMatch(/^\/fr\/renew\//);

  const lastUse = () =>
    env.DB.prepare('SELECT last_used_at AS at FROM contacts WHERE id = ?1').bind(id).first<number>('at');
  const shown = await call(link);
  expect([shown.status, shown.headers.get('referrer-policy'), await lastUse()]).toEqual([
    200,
    'no-referrer',
    null,
  ]);
  for (const _ of ['once', 'in another tab']) {
    const kept = await postForm(link, []);
    expect(kept.status).toBe(200);
  }
  expect(Math.abs(((await lastUse()) ?? 0) - Date.now())).toBeLessThan(30_000);
  expect(await expireAddresses(env.DB, Date.now() + 60 * 86_400_000)).toMatchObject({ forgotten: 0 });

  await env.DB.prepare('UPDATE contacts SET email = NULL WHERE id = ?1').bind(id).run();
  expect((await postForm(link, [])).status).toBe(410);
  for (const path of [altered(link), '/fr/renew/x', await renewPath('another secret', 'fr', id)])
    expect([path, (await call(path)).status, (await postForm(path, [])).status]).toEqual([path, 404, 404]);
});
