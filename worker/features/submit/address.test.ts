import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { formsIn } from '#test/support/forms-in-html.ts';
import { aPublishedEntry, type PublishedEntry } from '#test/support/published.ts';
import { call, mailsTo, ORIGIN, postForm } from '#test/support/sign-in.ts';
import { rowPath } from '#worker/http/correction-links.ts';

const anAddress = () => `${newId()}@ngo.example`;
const ask = (entry: PublishedEntry, email: string) => postForm(`${entry.status}/address`, [['email', email]]);

/** Path of the first link in the mails to an address that come to have these words. */
async function linkTo(email: string, words: string): Promise<string> {
  return vi.waitFor(
    async () => {
      const mail = (await mailsTo(email)).find((text) => text.includes(words));
      const link = mail?.match(/https?:\/\/\S+/)?.[0];
      if (!link) throw new Error('no mail yet');
      return link.slice(ORIGIN.length);
    },
    { timeout: 8000, interval: 20 },
  );
}

const contactOf = (id: string) =>
  env.DB.prepare(
    `SELECT c.id, c.email, c.language, c.confirmed_at IS NOT NULL AS confirmed, u.email AS account
     FROM initiatives AS i JOIN contacts AS c ON c.id = i.contact_id LEFT JOIN users AS u ON u.id = c.user_id
     WHERE i.id = ?1`,
  )
    .bind(id)
    .first();

test('the holder of the private link names another address, which takes its place once it is confirmed', async () => {
  const entry = await aPublishedEntry();
  const page = await (await call(entry.status)).text();
  expect(page).toContain(`${entry.email[0]}•••@ngo.example`);
  expect(page).not.toContain(entry.email);
  const email = anAddress();
  const asked = await ask(entry, ` ${email.toUpperCase()} `);
  expect([asked.status, asked.headers.get('location')]).toEqual([303, `${entry.status}?done=address`]);
  expect(await linkTo(entry.email, 'another address')).toBe(entry.status);
  const link = await linkTo(email, 'to this address from now on');
  expect(link).toMatch(/^\/en\/address\//);
  expect(await contactOf(entry.id)).toMatchObject({ id: entry.contactId, email: entry.email });

  // Only looking at the link changes nothing; the button does.
  for (const method of ['HEAD', 'GET']) expect((await call(link, { method })).status).toBe(200);
  expect(await contactOf(entry.id)).toMatchObject({ email: entry.email });
  const opened = await call(link);
  for (const [name, value] of [
    ['cache-control', 'no-store'],
    ['referrer-policy', 'no-referrer'],
    ['x-robots-tag', 'noindex'],
  ])
    expect(opened.headers.get(name ?? '')).toBe(value);
  expect(await formsIn(await opened.text())).toMatchObject([{ action: link }]);
  const done = await postForm(link, []);
  expect(done.status).toBe(200);
  const fresh = /href="(\/en\/status\/[^"]+)"/.exec(await done.text())?.[1] ?? '';
  expect((await call(fresh)).status).toBe(200);
  expect(await contactOf(entry.id)).toMatchObject({ email, language: 'en', confirmed: 1, account: email });

  // The old link ends with the old address, which is forgotten; the new link works once.
  expect((await call(entry.status)).status).toBe(404);
  expect((await postForm(link, [])).status).toBe(410);
  const old = await env.DB.prepare('SELECT email FROM contacts WHERE id = ?1')
    .bind(entry.contactId)
    .first('email');
  expect(old).toBeNull();
  const kept = await env.DB.prepare(
    'SELECT count(*) AS n FROM address_changes WHERE email IS NOT NULL AND initiative_id = ?1',
  )
    .bind(entry.id)
    .first('n');
  expect(kept).toBe(0);
});

test('of two addresses that were named the one confirmed first counts', async () => {
  const entry = await aPublishedEntry();
  const [first, second] = [anAddress(), anAddress()];
  await ask(entry, first);
  await ask(entry, second);
  const links = [
    await linkTo(first, 'to this address from now on'),
    await linkTo(second, 'to this address from now on'),
  ];
  const answers = await Promise.all(links.map((link) => postForm(link, [])));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
  const winner = answers[0]?.status === 200 ? first : second;
  expect(await contactOf(entry.id)).toMatchObject({ email: winner });
});

test('bad addresses, forged and old links are refused', async () => {
  const entry = await aPublishedEntry();
  for (const email of ['', 'nobody', 'a@b', `${'a'.repeat(300)}@ngo.example`])
    expect([email, (await ask(entry, email)).status]).toEqual([email, 422]);
  expect((await postForm('/en/status/forged/address', [['email', anAddress()]])).status).toBe(404);
  const unknown = await rowPath(env.LINK_SECRET, 'en', {
    ...{ purpose: 'new-address', id: newId(), at: Date.now() },
  });
  expect((await postForm(unknown, [])).status).toBe(404);
  const old = await rowPath(env.LINK_SECRET, 'en', {
    ...{ purpose: 'new-address', id: newId(), at: Date.now() - 15 * 86_400_000 },
  });
  expect((await call(old)).status).toBe(410);
  const other = await rowPath(env.LINK_SECRET, 'en', { purpose: 'correction', id: newId(), at: Date.now() });
  expect((await call(other.replace('corrections/confirm', 'address'))).status).toBe(404);
  expect(await contactOf(entry.id)).toMatchObject({ email: entry.email });
});
