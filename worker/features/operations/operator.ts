import { Hono } from 'hono';
import * as v from 'valibot';
import { beginRebuild, driveRebuild, rebuildOf } from '#db/search/rebuild.ts';
import { loadSeed } from '#db/seed/load.ts';
import { FROM_THE_BEGINNING, verifyStep } from '#db/verify-log.ts';
import { Problem } from '#domain/problems.ts';
import { parse } from '#domain/schemas/parse.ts';
import { jsonBody } from '../../http/body.ts';
import type { AppContext, AppEnv } from '../../http/context.ts';
import { hurry } from '../../http/hurry.ts';

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

/** Milliseconds that one call goes on with a rebuild. */
const SLICE = 4000;
/** Milliseconds before the answer where somebody else goes on with the rebuild, so that nobody asks without pause. */
const PAUSE = 1000;

const Cursor = v.nullable(v.object({ generation: v.string(), phase: v.string() }));

export const operator = new Hono<AppEnv>();

operator.post('/operator/seed', async (c) => {
  await requireOperator(c);
  return c.json(await loadSeed(c.env.DB, c.env.SEARCH, c.get('clock')()));
});

/** Goes on with the rebuild of a cursor for some seconds; without a cursor, with the one under way or a new one. */
operator.post('/operator/reindex', async (c) => {
  await requireOperator(c);
  const { DB, SEARCH } = c.env;
  const clock = c.get('clock');
  const { cursor } = parse(v.object({ cursor: Cursor }), await jsonBody(c));
  const found = cursor ? await rebuildOf(SEARCH, cursor.generation) : await beginRebuild(DB, SEARCH, clock());
  if (!found) throw new Problem('not-found');
  const { rebuild, entries } = await driveRebuild(DB, SEARCH, found, { clock, milliseconds: SLICE });
  if (entries === 0 && rebuild.finishedAt === null) await scheduler.wait(PAUSE);
  return c.json({
    cursor: { generation: rebuild.generation, phase: rebuild.cursor.phase },
    entries,
    total: rebuild.entries,
  });
});

const VerifyCursor = v.nullable(
  v.variant('part', [
    v.object({ part: v.literal('initiatives'), after: v.string() }),
    v.object({ part: v.picklist(['rest', 'done']) }),
  ]),
);

/** Compares a page of what is stored with the log, from a cursor or from the beginning; with `repair` it stores what the log says. */
operator.post('/operator/verify-log', async (c) => {
  await requireOperator(c);
  const { cursor, repair } = parse(
    v.object({ cursor: VerifyCursor, repair: v.boolean() }),
    await jsonBody(c),
  );
  const at = c.get('clock')();
  const step = await verifyStep(c.env.DB, cursor ?? FROM_THE_BEGINNING, { repair, at });
  if (repair) hurry(c);
  return c.json(step);
});
