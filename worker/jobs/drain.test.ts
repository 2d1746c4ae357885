import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { commit } from '#db/commit.ts';
import type { Content } from '#domain/initiative/content.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent } from '#test/factories.ts';
import { drain } from './drain.ts';

async function imported(content: Content): Promise<string> {
  const initiativeId = newId();
  await commit(env.DB, {
    initiativeId,
    before: null,
    type: 'initiative.imported',
    actor: { kind: 'system', id: null },
    content,
    jobs: [],
    at: Date.now() - 1000,
  });
  return initiativeId;
}

test('an entry that cannot be indexed does not keep others out of the index', async () => {
  const good = await imported(aContent());
  const broken = await imported({ ...aContent(), kind: 'spaceship' as Content['kind'] });
  const another = await imported(aContent());
  await drain(env, async () => {});
  const { results } = await env.SEARCH.prepare('SELECT id FROM facets').all<{ id: string }>();
  expect(results.map(({ id }) => id).sort()).toEqual([good, another].sort());
  const owed = await env.DB.prepare('SELECT id FROM outbox WHERE done_at IS NULL').all<{ id: string }>();
  expect(owed.results).toEqual([{ id: `${broken}.1.index` }]);
});
