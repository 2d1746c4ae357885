import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { entriesOfAddress } from '#db/entries.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aSubmission } from '#test/factories.ts';
import { post } from '#test/support/sign-in.ts';

const send = (body: unknown, key: string) => post('/api/v1/initiatives', body, { 'idempotency-key': key });

test('the same key with the same input gets the very same answer and makes nothing twice', async () => {
  const submission = aSubmission();
  const key = crypto.randomUUID();
  const first = await send(submission, key);
  const again = await send({ ...submission, coverage: null, title: ` ${submission.title} ` }, key);
  expect([again.status, await again.text()]).toEqual([201, await first.text()]);
  expect((await entriesOfAddress(env.DB, submission.contact_email)).length).toBe(1);
});

test('the same key with other input is refused', async () => {
  const submission = aSubmission();
  const key = crypto.randomUUID();
  expect((await send(submission, key)).status).toBe(201);
  const other = await send({ ...submission, sdgs: [5] }, key);
  expect([other.status, ((await other.json()) as { type: string }).type.split('/').at(-1)]).toEqual([
    422,
    'idempotency-key-reused',
  ]);
  expect((await entriesOfAddress(env.DB, submission.contact_email)).length).toBe(1);
});

test('a refused request does not use up its key', async () => {
  const submission = aSubmission();
  const key = crypto.randomUUID();
  expect((await send({ ...submission, title: '' }, key)).status).toBe(422);
  expect((await send(submission, key)).status).toBe(201);
});

test('of twenty requests at once with one key all get the same answer, and one entry is made', async () => {
  const submission = aSubmission();
  const key = crypto.randomUUID();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(submission, key)));
  const bodies = await Promise.all(answers.map((answer) => answer.text()));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
  expect(new Set(bodies).size).toBe(1);
  const entries = await entriesOfAddress(env.DB, submission.contact_email);
  expect(entries.map(({ id }) => id)).toEqual([(JSON.parse(bodies[0] ?? '') as { id: string }).id]);
  const contacts = await env.DB.prepare('SELECT count(*) AS n FROM contacts WHERE email = ?1')
    .bind(submission.contact_email)
    .first('n');
  expect(contacts).toBe(1);
});

test('without a key every request makes an entry', async () => {
  const submission = aSubmission();
  for (let sent = 0; sent < 2; sent++)
    expect((await post('/api/v1/initiatives', submission)).status).toBe(201);
  expect((await entriesOfAddress(env.DB, submission.contact_email)).length).toBe(2);
});

test.each([
  ['longer than 200 characters', 'k'.repeat(201), 'too-long'],
  ['with a space inside', 'a b', 'wrong-type'],
  ['beyond ASCII', 'clé', 'wrong-type'],
  ['empty', '', 'wrong-type'],
])('refuses a key %s', async (_, key, code) => {
  const submission = aSubmission({ contact_email: `${newId()}@ngo.example` });
  const answer = await send(submission, key);
  const { errors } = (await answer.json()) as { errors: { pointer: string; code: string }[] };
  expect([answer.status, errors.map(({ pointer, code: found }) => [pointer, found])]).toEqual([
    422,
    [['Idempotency-Key', code]],
  ]);
  expect(await entriesOfAddress(env.DB, submission.contact_email)).toEqual([]);
});

test('keeps neither the key nor the input', async () => {
  const submission = aSubmission();
  expect((await send(submission, `${submission.contact_email}!`)).status).toBe(201);
  const { results } = await env.DB.prepare('SELECT * FROM idempotency_keys').all();
  expect(results.length).toBeGreaterThan(0);
  expect(JSON.stringify(results)).not.toContain('@');
});
