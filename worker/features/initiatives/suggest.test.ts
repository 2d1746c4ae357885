import { env } from 'cloudflare:workers';
import { beforeAll, expect, test } from 'vitest';
import { loadSeed } from '#db/seed/load.ts';
import { call } from '#test/support/sign-in.ts';

interface Item {
  kind: string;
  label: string;
  language: string | null;
  href: string;
  id?: string;
  value?: string | number;
}

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
}, 120_000);

async function items(query: Record<string, string>, headers: Record<string, string> = {}): Promise<Item[]> {
  const answer = await call(`/api/v1/suggest?${new URLSearchParams(query)}`, { headers });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  expect(answer.headers.get('cache-control')).toBe('no-cache');
  return ((await answer.json()) as { suggestions: Item[] }).suggestions;
}

test.each([
  ['en', 'agri'],
  ['en', 'ITU'],
  ['ar', 'C7'],
  ['zh', '农'],
  ['fr', 'éduc'],
  ['ru', 'образ'],
  ['es', '4'],
])('in %s, what is suggested for %s leads to a page that has something', async (language, q) => {
  const suggested = await items({ q, language });
  expect(suggested.length).toBeGreaterThan(0);
  for (const { href, label } of suggested) {
    expect(href.startsWith(`/${language}/`)).toBe(true);
    const page = await call(href);
    expect(page.status, `${label}: ${href}`).toBe(200);
    const text = await page.text();
    if (href.includes('/initiatives?')) expect(text, href).toContain('class="card"');
  }
});

test('codes and concepts are named in the language asked for, or the one preferred', async () => {
  const asked = (await items({ q: 'quality ed', language: 'ru' })).find(({ kind }) => kind === 'sdg');
  expect(asked).toEqual({
    kind: 'sdg',
    label: 'Цель 4: Качественное образование',
    language: 'ru',
    href: '/ru/initiatives?sdg=4',
    value: 4,
  });
  const preferred = await items({ q: 'quality ed' }, { 'accept-language': 'es-MX' });
  expect(preferred.find(({ kind }) => kind === 'sdg')?.language).toBe('es');
});

test.each([
  ['language=de', ['?language']],
  ['q=a&language=', ['?language']],
  ['q=a&q=b', ['?q']],
  ['language=en&language=fr', ['?language']],
])('%s is refused with pointers', async (query, pointers) => {
  const answer = await call(`/api/v1/suggest?${query}`);
  expect(answer.status).toBe(422);
  const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
  expect(errors.map(({ pointer }) => pointer)).toEqual(pointers);
});

test('without words there is nothing to suggest', async () => {
  expect(await items({})).toEqual([]);
  expect(await items({ q: '' })).toEqual([]);
});
