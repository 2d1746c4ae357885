import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { commit } from '#db/commit.ts';
import { loadSeed, SEED_ENTRIES, seedContent } from '#db/seed/load.ts';
import { idFromKey, newId } from '#domain/initiative/identifiers.ts';
import { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { FACETS, REPEATABLE } from '#domain/schemas/search-query.ts';
import { SearchAnswer } from './api-search.ts';

const NOW = Date.UTC(2026, 0, 1);
let known = '';

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, NOW);
  known = await idFromKey('source wsisprize-007');
}, 120_000);

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return exports.default.fetch(new Request(`http://localhost/api/v1${path}`, { headers }));
}

async function problem(path: string, status: number) {
  const answer = await get(path);
  expect(answer.status, path).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  return (await answer.json()) as { errors?: { pointer: string; code: string }[]; [key: string]: unknown };
}

describe('GET /api/v1/initiatives', () => {
  test('answers the whole register in the documented shape', async () => {
    const answer = await get('/initiatives');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const body = (await answer.json()) as v.InferOutput<typeof SearchAnswer>;
    expect(Object.keys(body).sort()).toEqual(Object.keys(SearchAnswer.entries).sort());
    expect(v.is(SearchAnswer, body)).toBe(true);
    expect(body.total).toBe(306);
    expect(Object.keys(body.facets)).toEqual(FACETS);
  });

  test('filters repeat: or within one, and across', async () => {
    const ask = async (query: string) =>
      ((await (await get(`/initiatives?${query}`)).json()) as { total: number }).total;
    const count = (test: (entry: (typeof SEED_ENTRIES)[number]) => boolean) =>
      SEED_ENTRIES.filter(test).length;
    expect(await ask('sdg=4&sdg=5')).toBe(count(({ sdgs }) => sdgs.includes(4) || sdgs.includes(5)));
    expect(await ask('sdg=4&action_line=C4')).toBe(
      count(({ sdgs, action_lines }) => sdgs.includes(4) && action_lines.includes('C4')),
    );
    expect(await ask('action_line=C7')).toBe(
      count(({ action_lines }) => action_lines.some((line) => line.startsWith('C7-'))),
    );
    expect(await ask('country=ae&country=AE')).toBe(count(({ countries }) => countries.includes('AE')));
    expect(await ask('sdg=4&-action_line=C7')).toBe(
      count(
        ({ sdgs, action_lines }) => sdgs.includes(4) && !action_lines.some((line) => line.startsWith('C7-')),
      ),
    );
    expect(await ask('-country=ae&-sdg=4&-sdg=5')).toBe(
      count(({ countries, sdgs }) => !countries.includes('AE') && !sdgs.includes(4) && !sdgs.includes(5)),
    );
  });

  test.each([
    ['sdg=18', ['?sdg']],
    ['sdg=', ['?sdg']],
    ['sdg=4&sdg=x&sdg=y', ['?sdg']],
    ['country=XX&kind=nothing', ['?country', '?kind']],
    ['page=0', ['?page']],
    ['page=1.5', ['?page']],
    ['size=101', ['?size']],
    ['sort=random', ['?sort']],
    ['page=1&page=2', ['?page']],
    ['q=a&q=b', ['?q']],
    ['year=1066', ['?year']],
    ['organization=abc', ['?organization']],
    ['-sdg=18&sdg=4', ['?-sdg']],
    ['__proto__=1&sdg=constructor', ['?sdg']],
  ])('%s is refused with pointers', async (query, pointers) => {
    const { errors, status } = await problem(`/initiatives?${query}`, 422);
    expect(status).toBe(422);
    expect(errors?.map(({ pointer }) => pointer).sort()).toEqual(pointers);
  });

  test('unknown parameters are ignored, and odd words are only words', async () => {
    expect((await get('/initiatives?utm_source=x&__proto__=y&constructor=z&toString=1')).status).toBe(200);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (q) => {
        expect((await get(`/initiatives?q=${encodeURIComponent(q.toWellFormed())}`)).status).toBe(200);
      }),
      { numRuns: 60 },
    );
  });

  test('says what was searched instead, and lets people insist', async () => {
    const ask = async (query: string) =>
      (await (await get(`/initiatives?${query}`)).json()) as v.InferOutput<typeof SearchAnswer>;
    const mended = await ask('q=artifical+inteligence');
    expect(mended.searched_instead).toBe('artificial intelligence');
    expect(mended.total).toBe((await ask('q=artificial+intelligence')).total);
    const insisted = await ask('q=%22artifical%22&exact=1');
    expect(insisted).toMatchObject({ total: 0, searched_instead: null, did_you_mean: '"artificial"' });
  });

  test('says why words found an entry', async () => {
    const ask = async (query: string) =>
      ((await (await get(`/initiatives?${query}`)).json()) as v.InferOutput<typeof SearchAnswer>).results;
    const [first] = await ask(`q=${encodeURIComponent('кибербезопасность')}`);
    expect(first?.match).toMatchObject({ all_words: true, concepts: ['cybersecurity'] });
    expect((await ask('sdg=4'))[0]?.match).toBeNull();
  });

  test('any query string is answered or refused, never a failure', async () => {
    const name = fc.oneof(
      fc.constantFrom(...REPEATABLE, 'q', 'exact', 'page', 'size', 'sort', 'organization'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(name, fc.string({ unit: 'grapheme' })), { maxLength: 6 }),
        async (pairs) => {
          const answer = await get(`/initiatives?${new URLSearchParams(pairs)}`);
          expect([200, 422]).toContain(answer.status);
          await answer.body?.cancel();
        },
      ),
      { numRuns: 100 },
    );
  });

  test('an unchanged answer is not sent again', async () => {
    const tag = (await get('/initiatives?sdg=4')).headers.get('etag') ?? '';
    expect(tag).toMatch(/^"/);
    const again = await get('/initiatives?sdg=4', { 'if-none-match': tag });
    expect(again.status).toBe(304);
    expect(again.headers.get('access-control-allow-origin')).toBe('*');
  });
});

describe('GET /api/v1/initiatives/{id}', () => {
  test('answers the entry', async () => {
    const answer = await get(`/initiatives/${known}`);
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as PublicInitiative;
    expect(v.is(PublicInitiative, body)).toBe(true);
    expect(body.award?.category).toBe('C4');
    expect(body.source?.id).toBe('wsisprize-007');
    const etag = answer.headers.get('etag') ?? '';
    expect((await get(`/initiatives/${known}`, { 'if-none-match': etag })).status).toBe(304);
  });

  test('and JSON-LD', async () => {
    for (const answer of [
      await get(`/initiatives/${known}.jsonld`),
      await get(`/initiatives/${known}`, { accept: 'application/ld+json' }),
    ]) {
      expect(answer.headers.get('content-type')).toContain('application/ld+json');
      expect(await answer.json()).toMatchObject({ '@id': `${env.SITE_ORIGIN}/i/${known}` });
    }
  });

  test('unknown is 404, withdrawn is 410 with the date', async () => {
    await problem('/initiatives/0000000000', 404);
    await problem('/initiatives/..%2f', 404);
    const seed = SEED_ENTRIES[0];
    if (!seed) throw new Error('no seed');
    const initiativeId = newId();
    const actor = { kind: 'system', id: null } as const;
    const before = await commit(env.DB, {
      initiativeId,
      before: null,
      type: 'initiative.imported',
      actor,
      content: seedContent(seed),
      jobs: [],
      at: NOW,
    });
    await commit(env.DB, { initiativeId, before, type: 'initiative.withdrawn', actor, jobs: [], at: NOW });
    expect(await problem(`/initiatives/${initiativeId}`, 410)).toMatchObject({
      withdrawn_at: '2026-01-01T00:00:00.000Z',
    });
  });
});
