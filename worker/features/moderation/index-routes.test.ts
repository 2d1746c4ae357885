import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import { checkIndex } from '#db/search/check.ts';
import { beginRebuild, lastRebuild } from '#db/search/rebuild.ts';
import { loadSeed, SEED_ENTRIES } from '#db/seed/load.ts';
import { LANGUAGES } from '#domain/taxonomy/language.ts';
import { call, postForm, signedIn } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

const PATH = '/en/moderation/index';
let administrator: { cookie: string; origin: string };
let moderator: typeof administrator;

beforeAll(async () => {
  administrator = await signedIn('administrator');
  moderator = await signedIn('moderator');
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
});

async function text(path: string): Promise<string> {
  const answer = await call(path, { headers: administrator });
  expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store']);
  return answer.text();
}

test('only administrators have the page and the command', async () => {
  expect((await call(PATH)).headers.get('location')).toContain('/en/sign-in?');
  expect((await call(PATH, { headers: moderator })).status).toBe(404);
  expect((await postForm(PATH, [])).status).toBe(401);
  expect((await postForm(PATH, [], moderator)).status).toBe(404);
  const elsewhere = await postForm(PATH, [], { ...administrator, origin: 'https://elsewhere.example' });
  expect(elsewhere.status).toBe(403);
  expect(await lastRebuild(env.SEARCH)).toBeNull();

  expect(await text('/en/moderation')).toContain(`href="${PATH}"`);
  expect(await (await call('/en/moderation', { headers: moderator })).text()).not.toContain(PATH);
});

test('it begins a rebuild, which ends by itself, and shows what happened', async () => {
  const entries = SEED_ENTRIES.length;
  expect(await text(PATH)).toMatch(/Rebuild the index[\s\S]*None yet\. The next one is at night\./);
  const begun = await postForm(PATH, [], administrator);
  expect([begun.status, begun.headers.get('location')]).toEqual([303, PATH]);
  await vi.waitFor(
    async () => expect(await lastRebuild(env.SEARCH)).toMatchObject({ entries, cursor: { phase: 'done' } }),
    { timeout: 30_000 },
  );
  await checkIndex(env.DB, env.SEARCH, Date.UTC(2026, 0, 2, 2, 17));
  const shown = await text(PATH);
  expect(shown).toContain(`(${entries} entries)`);
  expect(shown).toContain('02:17 UTC');
});

test('it shows how far a rebuild is, in every language', async () => {
  const { generation } = await beginRebuild(env.DB, env.SEARCH, Date.now());
  const phases = ['create', 'copy', 'merge', 'catch-up', 'drop'];
  for (const [place, language] of LANGUAGES.entries()) {
    await env.SEARCH.prepare('UPDATE rebuilds SET cursor = ?2 WHERE generation = ?1')
      .bind(generation, JSON.stringify({ phase: phases[place % phases.length] }))
      .run();
    const shown = await text(`/${language}/moderation/index`);
    expect(shown).toContain('class="notice info"');
    expect(shown).not.toContain('<form method="post" action="/');
  }
});
