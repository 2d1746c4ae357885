import { Hono } from 'hono';
import * as v from 'valibot';
import { type RebuildCursor, rebuildSome } from '#db/search/rebuild.ts';
import { loadSeed } from '#db/seed/load.ts';
import { Problem } from '#domain/problems.ts';
import { parse } from '#domain/schemas/parse.ts';
import { jsonBody } from '../../http/body.ts';
import type { AppContext, AppEnv } from '../../http/context.ts';

const encoder = new TextEncoder();

/** Operators prove themselves with the secret OPERATOR_TOKEN; without one set, these routes do not exist. */
async function requireOperator(c: AppContext): Promise<void> {
  const expected = c.env.OPERATOR_TOKEN;
  const given = c.req.header('authorization')?.replace(/^Bearer /, '') ?? '';
  // Digests are compared, so that the time it takes says nothing of the token.
  const [wanted, offered] = await Promise.all(
    [expected ?? '', given].map(async (text) =>
      new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))).join(),
    ),
  );
  if (!expected || wanted !== offered) throw new Problem('not-found');
}

const Cursor = v.nullable(
  v.variant('phase', [
    v.object({ phase: v.literal('add'), publishedAt: v.number(), id: v.string() }),
    v.object({ phase: v.literal('remove'), n: v.number() }),
    v.object({ phase: v.literal('done') }),
  ]),
);

export const operator = new Hono<AppEnv>();

operator.post('/operator/seed', async (c) => {
  await requireOperator(c);
  return c.json(await loadSeed(c.env.DB, c.env.SEARCH, c.get('clock')()));
});

operator.post('/operator/reindex', async (c) => {
  await requireOperator(c);
  const value = await jsonBody(c);
  const { cursor } = parse(v.object({ cursor: Cursor }), value);
  return c.json(await rebuildSome(c.env.DB, c.env.SEARCH, cursor as RebuildCursor | null, c.get('clock')()));
});
