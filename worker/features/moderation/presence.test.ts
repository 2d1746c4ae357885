import { env } from 'cloudflare:workers';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { othersLooking } from '#db/leases.ts';
import { LEASE } from '#domain/initiative/desk.ts';
import { aPendingEntry } from '#test/factories.ts';
import { call, postForm, signedIn } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

type Headers = { cookie: string; origin: string };
let ann: Headers;
let bob: Headers;
let id: string;
beforeAll(async () => {
  ann = await signedIn('moderator');
  await env.DB.prepare(`UPDATE users SET name = 'Ann Otieno'`).run();
  bob = await signedIn('moderator');
});
beforeEach(async () => {
  await env.DB.prepare('DELETE FROM leases').run();
  id = (await aPendingEntry(env.DB)).id;
});

const nobody = { userId: '', now: Date.now() };
const names = async (now = Date.now()) =>
  (await othersLooking(env.DB, [id], { ...nobody, now })).map(({ name }) => name);
const open = async (headers: Headers) => (await call(`/en/moderation/${id}`, { headers })).text();
const untilOf = (page: string) => page.match(/data-until="(\d+)"/)?.[1] ?? '';
const post = (fields: [string, string][], headers: Headers) =>
  postForm(`/en/moderation/${id}/lease?language=en`, fields, headers);

describe('who has an entry open', () => {
  test('is shown to colleagues on its page and in the queue, and keeps nobody out', async () => {
    expect(await open(ann)).not.toContain('has had this open');
    const page = await open(bob);
    expect(page).toMatch(/Ann Otieno has had this open since \d\d:\d\d UTC/);
    expect(page).toContain('name="expected_version" value="2"');
    expect(await (await call('/en/moderation', { headers: bob })).text()).toContain(
      'Ann Otieno has had this open',
    );
    expect(await names()).toEqual(['Ann Otieno', 'moderator']);
    const decided = await postForm(
      `/en/moderation/${id}`,
      [
        ['action', 'approve'],
        ['expected_version', '2'],
      ],
      bob,
    );
    expect(decided.status).toBe(303);
    expect(await names()).toEqual(['Ann Otieno']);
  });

  test('is renewed by the page, begins once, and ends by itself after half an hour', async () => {
    const until = Number(untilOf(await open(ann)));
    const renewed = await post([['renew', '1']], ann);
    const said = (await renewed.json()) as { until: number; looking: string[] };
    expect([renewed.status, renewed.headers.get('cache-control'), said.looking]).toEqual([
      200,
      'no-store',
      [],
    ]);
    expect(said.until).toBeGreaterThanOrEqual(until);
    const { results } = await env.DB.prepare('SELECT begun_at AS begun, until FROM leases').all<{
      begun: number;
      until: number;
    }>();
    expect(results).toEqual([{ begun: until - LEASE, until: said.until }]);
    expect(await names(said.until - 1)).toEqual(['Ann Otieno']);
    expect(await names(said.until)).toEqual([]);
    const asked = (await (await post([['renew', '1']], bob)).json()) as typeof said;
    expect(asked.looking).toEqual([
      expect.stringMatching(/^Ann Otieno has had this open since \d\d:\d\d UTC$/),
    ]);
  });

  test('ends when the page is left, unless another tab renewed it, and by hand', async () => {
    const first = untilOf(await open(ann));
    await vi.waitFor(() => expect(Date.now() + LEASE).toBeGreaterThan(Number(first)));
    const second = untilOf(await open(ann));
    expect((await post([['left', first]], ann)).status).toBe(204);
    expect(await names()).toEqual(['Ann Otieno']);
    expect((await post([['left', second]], bob)).status).toBe(204);
    expect(await names()).toEqual(['Ann Otieno']);
    expect((await post([['left', second]], ann)).status).toBe(204);
    expect(await names()).toEqual([]);
    await open(ann);
    const ended = await post([['end', '1']], ann);
    expect([ended.status, ended.headers.get('location')]).toEqual([303, '/en/moderation?language=en']);
    expect(await names()).toEqual([]);
  });

  test('is nothing for people who may not open it', async () => {
    const { cookie } = ann;
    expect((await post([['renew', '1']], { cookie, origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await post([['renew', '1']], await signedIn('submitter'))).status).toBe(404);
    expect((await postForm(`/en/moderation/${id}/lease`, [['renew', '1']])).status).toBe(401);
    await env.DB.prepare(
      `UPDATE initiatives SET state = 'unconfirmed', queue = NULL, queued_at = NULL WHERE id = ?1`,
    )
      .bind(id)
      .run();
    expect((await post([['renew', '1']], ann)).status).toBe(404);
    expect(await names()).toEqual([]);
  });
});
