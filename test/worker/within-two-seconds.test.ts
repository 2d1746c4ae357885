import { expect, test, vi } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { aSubmission } from '../factories.ts';
import { call, mailedLink, post, signedIn } from '../support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Milliseconds from a decision to what readers see. */
const LIMIT = 2000;

/** Where an entry shows: addresses with what stands in the answer while it is public. */
function places(id: string, title: string, word: string): [path: string, sign: string][] {
  const q = encodeURIComponent(title);
  return [
    [`/api/v1/initiatives?q=${q}`, id],
    ['/api/v1/initiatives?country=TZ&sort=newest', id],
    [`/api/v1/initiatives/${id}`, title],
    [`/en/initiatives?q=${q}`, id],
    [`/ar/initiatives/${id}/${title.replaceAll(' ', '-')}`, title],
    ['/fr', id],
    [`/api/v1/suggest?language=en&q=${word}`, id],
    ['/sitemaps/initiatives.xml', id],
  ];
}

/** Waits until every place agrees, and says how long it took. */
async function until(isPublic: boolean, shown: ReturnType<typeof places>): Promise<number> {
  const started = Date.now();
  await vi.waitFor(
    async () => {
      for (const [path, sign] of shown) {
        const answer = await call(path);
        const text = await answer.text();
        const seen = answer.status === 200 && text.includes(sign);
        expect([path, seen]).toEqual([path, isPublic]);
      }
    },
    { timeout: LIMIT, interval: 20 },
  );
  return Date.now() - started;
}

test('what is approved shows everywhere within two seconds, and what is withdrawn nowhere', async () => {
  const word = `quokka${newId()}`;
  const title = `${word} reading rooms`;
  const submission = aSubmission({ title, countries: ['TZ'] });
  const { id } = (await (await post('/api/v1/initiatives', submission)).json()) as { id: string };
  expect((await call(await mailedLink(submission.contact_email))).status).toBe(200);
  const status = await mailedLink(submission.contact_email, 2);
  const moderator = await signedIn('moderator');
  const shown = places(id, title, word);
  await until(false, shown);

  const approved = await post(
    `/api/v1/moderation/${id}/decisions`,
    { action: 'approve', expected_version: 2 },
    moderator,
  );
  expect(approved.status).toBe(200);
  expect(await until(true, shown)).toBeLessThan(LIMIT);

  const withdrawn = await post(`/api/v1/submissions/${status.split('/').at(-1)}/withdrawal`, {
    expected_version: 3,
  });
  expect(withdrawn.status).toBe(200);
  expect(await until(false, shown)).toBeLessThan(LIMIT);
});
