import { createExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSeed, SEED_ENTRIES } from '#db/seed/load.ts';
import { idFromKey } from '#domain/initiative/identifiers.ts';
import { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { createApp } from '#worker/app.ts';
import type { Env } from '#worker/env.ts';

const Answer = v.strictObject({ results: v.array(PublicInitiative) });

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
}, 120_000);

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return exports.default.fetch(new Request(`http://localhost/api/v1/initiatives/${path}`, { headers }));
}

async function similar(title: string, query = ''): Promise<PublicInitiative[]> {
  const seed = SEED_ENTRIES.find((entry) => entry.title.en?.includes(title));
  const answer = await get(`${await idFromKey(`source ${seed?.id}`)}/similar${query}`);
  expect(answer.status, title).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  return v.parse(Answer, await answer.json()).results;
}

describe('GET /api/v1/initiatives/{id}/similar', () => {
  test.each([
    ['Global Cybersecurity Index', 'C5'],
    ['Mobile Health Information System', 'C7-ehealth'],
    ['paper on the safety of journalists', 'C9'],
    ['digital transformation of the agrifood system', 'C7-eagriculture'],
  ] as const)('%s: others of %s', async (title, line) => {
    const found = await similar(title);
    expect(found).toHaveLength(5);
    expect(found.filter(({ action_lines }) => action_lines.includes(line)).length).toBeGreaterThanOrEqual(3);
    expect(found.map((entry) => entry.title)).not.toContain(title);
  });

  test('as many as asked for, the same ones first', async () => {
    const five = (await similar('Global Cybersecurity Index')).map(({ id }) => id);
    expect((await similar('Global Cybersecurity Index', '?size=1')).map(({ id }) => id)).toEqual(
      five.slice(0, 1),
    );
    expect((await similar('Global Cybersecurity Index', '?size=20')).length).toBeGreaterThan(5);
  });

  test.each(['0', '21', '1.5', 'x', '', '3&size=4'])('size=%s is refused with a pointer', async (size) => {
    const answer = await get(`0000000000/similar?size=${size}`);
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({ errors: [{ pointer: '?size' }] });
  });

  test('an unknown entry is not found, and an unchanged answer is not sent again', async () => {
    expect((await get('0000000000/similar')).status).toBe(404);
    const id = await idFromKey('source sg2022-004');
    const tag = (await get(`${id}/similar`)).headers.get('etag') ?? '';
    expect((await get(`${id}/similar`, { 'if-none-match': tag })).status).toBe(304);
  });
});

test('without the index the page of an entry only lacks the similar ones', async () => {
  const location = `/en/initiatives/${await idFromKey('source sg2022-004')}`;
  const path = (
    await exports.default.fetch(new Request(`http://localhost${location}`, { redirect: 'manual' }))
  ).headers.get('location');
  const broken = {
    withSession() {
      throw new Error('the index is away');
    },
  };
  const answer = await createApp().fetch(
    new Request(`http://localhost${path}`),
    { ...env, SEARCH: broken } as unknown as Env,
    createExecutionContext(),
  );
  expect(answer.status).toBe(200);
  const text = await answer.text();
  expect(text).toContain('artificial intelligence');
  expect(text).not.toContain('aria-labelledby="similar"');
});
