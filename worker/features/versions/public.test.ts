import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { aContent } from '#test/factories.ts';
import { aPublishedEntry, happen } from '#test/support/published.ts';
import { call, ORIGIN } from '#test/support/sign-in.ts';

interface ListedVersion {
  number: number;
  current: boolean;
  event: string;
  address: string;
  published_at: string;
}

/** An entry with three public versions: as approved, with other links, and with another title. */
async function aHistory() {
  const entry = await aPublishedEntry();
  const { content, id } = entry;
  const [text] = content.texts;
  if (!text) throw new Error('no text');
  const second = { ...content, urls: ['https://example.org/second'] };
  const third = { ...second, texts: [{ ...text, title: 'Radio school <of> the sea' }] };
  let standing = await happen(id, entry.standing, 'initiative.amended', { fields: ['urls'] }, second);
  standing = await happen(id, standing, 'initiative.revised', {}, third);
  const waiting = standing;
  standing = await happen(id, standing, 'initiative.approved');
  return { ...entry, standing, waiting, title: text.title };
}

async function versionsOf(id: string): Promise<ListedVersion[]> {
  const answer = await call(`/api/v1/initiatives/${id}/versions`);
  expect(answer.status).toBe(200);
  return ((await answer.json()) as { versions: ListedVersion[] }).versions;
}

describe('public versions', () => {
  test('are listed with their numbers, and each is what was public then', async () => {
    const { id, content, title } = await aHistory();
    const listed = await versionsOf(id);
    expect(listed.map(({ number, current, event }) => [number, current, event])).toEqual([
      [1, false, 'initiative.approved'],
      [2, false, 'initiative.amended'],
      [3, true, 'initiative.approved'],
    ]);
    expect(listed[1]?.address).toBe(`${ORIGIN}/i/${id}/v/2`);
    const read = async (number: number) => {
      const answer = await call(`/api/v1/initiatives/${id}/versions/${number}`);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      return ((await answer.json()) as { initiative: PublicInitiative }).initiative;
    };
    const [first, second, third] = await Promise.all([read(1), read(2), read(3)]);
    expect([first.title, first.urls]).toEqual([title, content.urls]);
    expect([second.title, second.urls]).toEqual([title, ['https://example.org/second']]);
    expect([third.title, third.urls]).toEqual(['Radio school <of> the sea', ['https://example.org/second']]);
    expect(first.published_at).toBe(third.published_at);
    expect(first.updated_at).toBe(listed[0]?.published_at);
    const current = (await (await call(`/api/v1/initiatives/${id}`)).json()) as PublicInitiative;
    expect(third).toEqual(current);
  });

  test('what only waits is no version', async () => {
    const { id, standing, content } = await aHistory();
    await happen(id, standing, 'initiative.revised', {}, aContent({ urls: ['https://secret.example'] }));
    expect((await versionsOf(id)).length).toBe(3);
    const answers = [`/api/v1/initiatives/${id}/versions/4`, `/en/initiatives/${id}/versions/4`];
    for (const path of answers) expect([path, (await call(path)).status]).toEqual([path, 404]);
    const page = await (await call(`/en/initiatives/${id}/versions/3`)).text();
    expect(page).not.toContain('secret.example');
    expect(content.urls).toHaveLength(1);
  });

  test('a version has a page that says what it is, leads to the entry as it is, and is not indexed', async () => {
    const { id, title } = await aHistory();
    const answer = await call(`/en/initiatives/${id}/versions/2`);
    const page = await answer.text();
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-cache']);
    expect(page).toContain('<meta name="robots" content="noindex"/>');
    const canonical = /<link rel="canonical" href="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(canonical).toMatch(new RegExp(`^${ORIGIN}/en/initiatives/${id}/radio-school`));
    expect(page).toContain('The entry has changed since.');
    expect(page).toContain(`<h1><bdi lang="en">${title}`);
    expect(page).toContain(`${referenceOf(id)}, version 2. ${ORIGIN}/i/${id}/v/2`);
    const current = await (await call(`/ar/initiatives/${id}/versions/3`)).text();
    expect(current).toContain('وهو الإصدار الحالي');
    // What changed, word by word, with words for screen readers, and nothing of it as markup.
    expect(current).toMatch(/<del><span class="visually-hidden" lang="ar">حُذف: <\/span>/);
    expect(current).toContain('&lt;of>');
    expect(current).not.toContain('<of>');
  });

  test('the permanent address leads to the page, or to the data', async () => {
    const { id } = await aHistory();
    const page = await call(`/i/${id}/v/1`, { headers: { 'accept-language': 'fr' } });
    expect([page.status, page.headers.get('location')]).toEqual([303, `/fr/initiatives/${id}/versions/1`]);
    const data = await call(`/i/${referenceOf(id)}/v/2`, { headers: { accept: 'application/json' } });
    expect([data.status, data.headers.get('location')]).toEqual([
      303,
      `/api/v1/initiatives/${id}/versions/2`,
    ]);
    for (const number of ['0', '4', '01', '1x', '-1', '%00', '99999999999'])
      expect([number, (await call(`/i/${id}/v/${number}`)).status]).toEqual([number, 404]);
  });

  test('the page of the entry lists them with what changed', async () => {
    const { id } = await aHistory();
    const current = await call(`/i/${id}`, { headers: { 'accept-language': 'en' } });
    const page = await (await call(new URL(current.headers.get('location') ?? '', ORIGIN).pathname)).text();
    const history = page.slice(page.indexOf('id="history"'), page.indexOf('id="cite"'));
    expect(history.match(/href="\/en\/initiatives\/\w+\/versions\/\d"/g)).toHaveLength(3);
    expect(history.match(/<summary>What changed/g)).toHaveLength(2);
    expect(history).toMatch(/<ins>.*https:\/\/example\.org\/second/);
    expect(history).toContain(`href="/en/initiatives/${id}/suggest"`);
  });
});

describe('the versions of an entry have its face', () => {
  const paths = (id: string) => [
    `/i/${id}/v/1`,
    `/en/initiatives/${id}/versions/1`,
    `/api/v1/initiatives/${id}/versions`,
    `/api/v1/initiatives/${id}/versions/1`,
  ];
  const answersOf = async (id: string) =>
    Promise.all(
      paths(id).map(async (path) => {
        const answer = await call(path);
        return [answer.status, answer.headers.get('location')];
      }),
    );

  test.each([
    ['withdrawn', 410],
    ['hidden', 404],
    ['deleted', 410],
  ] as const)('%s: %d', async (what, status) => {
    const { id, standing } = await aHistory();
    await happen(id, standing, `initiative.${what}`);
    const answers = await answersOf(id);
    expect(answers.map(([answered]) => answered)).toEqual(paths(id).map(() => status));
    const problem = await (await call(`/api/v1/initiatives/${id}/versions/1`)).text();
    expect(problem).not.toContain('river');
  });

  test('merged: 301 to the entry that remains', async () => {
    const { id, standing } = await aHistory();
    const other = await aPublishedEntry();
    await happen(id, standing, 'initiative.merged', { into: other.id });
    expect(await answersOf(id)).toEqual([
      [301, `/i/${other.id}`],
      [301, `/i/${other.id}`],
      [301, `/api/v1/initiatives/${other.id}/versions`],
      [301, `/api/v1/initiatives/${other.id}`],
    ]);
  });

  test('archived: still there; restored: the numbers are as before', async () => {
    const { id, standing } = await aHistory();
    const before = await versionsOf(id);
    const archived = await happen(id, standing, 'initiative.archived');
    expect(await versionsOf(id)).toEqual(before);
    const hidden = await happen(id, archived, 'initiative.hidden');
    expect((await call(`/i/${id}/v/1`)).status).toBe(404);
    await happen(id, hidden, 'initiative.restored');
    expect(await versionsOf(id)).toEqual(before);
  });

  test('never public: 404', async () => {
    const { id, waiting } = await aHistory();
    expect(waiting.state).toBe('pending');
    const { id: unknown } = await aPublishedEntry();
    await env.DB.prepare('UPDATE initiatives SET published_revision = NULL, state = ?2 WHERE id = ?1')
      .bind(unknown, 'declined')
      .run();
    expect((await answersOf(unknown)).map(([status]) => status)).toEqual([404, 404, 404, 404]);
    expect((await answersOf('0000000000')).map(([status]) => status)).toEqual([404, 404, 404, 404]);
    expect((await versionsOf(id)).length).toBe(3);
  });

  test('an approval that was undone leaves a gap', async () => {
    const { id, standing } = await aHistory();
    await happen(id, standing, 'initiative.decision-undone');
    expect((await versionsOf(id)).map(({ number, current }) => [number, current])).toEqual([
      [1, false],
      [2, true],
    ]);
    expect((await call(`/i/${id}/v/3`)).status).toBe(404);
  });
});
