import { env, exports } from 'cloudflare:workers';
import { beforeAll, describe, expect, test } from 'vitest';
import { commit } from '#db/commit.ts';
import { entryById } from '#db/entries.ts';
import { indexEntries } from '#db/search/index-entry.ts';
import { loadSeed, SEED_ENTRIES, seedContent } from '#db/seed/load.ts';
import { idFromKey, newId } from '#domain/initiative/identifiers.ts';
import { LANGUAGES } from '#domain/taxonomy/language.ts';

const NOW = Date.UTC(2026, 0, 1);
let known = '';
let withdrawn = '';
let unpublished = '';

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, NOW);
  known = await idFromKey('source sg2022-004');
  const seed = SEED_ENTRIES[0];
  if (!seed) throw new Error('no seed');
  withdrawn = newId();
  const system = { kind: 'system', id: null } as const;
  const content = seedContent(seed);
  const before = await commit(env.DB, {
    initiativeId: withdrawn,
    before: null,
    type: 'initiative.imported',
    actor: system,
    content,
    jobs: [],
    at: NOW,
  });
  await indexEntries(env.DB, env.SEARCH, [withdrawn], NOW);
  await commit(env.DB, {
    initiativeId: withdrawn,
    before,
    type: 'initiative.withdrawn',
    actor: system,
    jobs: [],
    at: NOW + 86_400_000,
  });
  await indexEntries(env.DB, env.SEARCH, [withdrawn], NOW);
  unpublished = newId();
  await commit(env.DB, {
    initiativeId: unpublished,
    before: null,
    type: 'initiative.submitted',
    actor: system,
    jobs: [],
    at: NOW,
    content: {
      ...content,
      texts: [{ language: 'en', title: 'Not public <b>yet</b>', summary: null, origin: 'original' }],
    },
  });
}, 120_000);

function get(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return exports.default.fetch(new Request(`http://localhost${path}`, { redirect: 'manual', headers }));
}

async function html(path: string, status = 200): Promise<string> {
  const answer = await get(path);
  expect(answer.status, path).toBe(status);
  return answer.text();
}

describe('addresses without a language', () => {
  test.each([
    ['/', '/fr'],
    ['/initiatives?sdg=4', '/fr/initiatives?sdg=4'],
    ['/action-lines/C1', '/fr/action-lines/C1'],
    ['/submit', '/fr/submit'],
  ])('%s goes to the language of the reader', async (path, location) => {
    const answer = await get(path, { 'accept-language': 'fr-CH, en;q=0.5' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(location);
    expect(answer.headers.get('vary')).toContain('Accept-Language');
  });

  test('unknown pages are not found', async () => {
    await html('/nothing', 404);
    const text = await html('/en/nothing', 404);
    expect(text).toContain('<search>');
    expect(text).toContain('href="/en/help"');
    await html('/de', 404);
  });
});

describe('every page in every language', () => {
  const pages = [
    '',
    '/initiatives',
    '/action-lines',
    '/action-lines/C5',
    '/action-lines/C7',
    '/action-lines/C7-ehealth',
    '/sdgs',
    '/sdgs/9',
    '/countries',
    '/countries/KE',
  ];
  test.each(LANGUAGES)('%s', async (language) => {
    for (const page of pages) {
      const text = await html(`/${language}${page}`);
      expect(text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
      expect(text).toContain(`hreflang="zh" href="${env.SITE_ORIGIN}/zh${page}"`);
      expect(text.match(/<h1/g)).toHaveLength(1);
      expect(text.match(/<main/g)).toHaveLength(1);
    }
  });

  test('unknown codes are not found', async () => {
    for (const path of [
      '/action-lines/C12',
      '/action-lines/c1',
      '/sdgs/18',
      '/sdgs/01',
      '/countries/XX',
      '/organizations/0000000000',
    ])
      await html(`/en${path}`, 404);
  });

  test('a country in lower case leads to its page', async () => {
    expect((await get('/en/countries/ke')).headers.get('location')).toBe('/en/countries/KE');
  });
});

describe('home', () => {
  test('shows the live figures and links the matrix to the search', async () => {
    const text = await html('/en');
    expect(text).toContain('<dd>306</dd>');
    expect(text).toContain('href="/en/initiatives?action_line=C2&amp;sdg=9"');
  });

  test('leads to every action line and goal, and to the form', async () => {
    const text = await html('/en');
    for (let number = 1; number <= 11; number++) expect(text).toContain(`href="/en/action-lines/C${number}"`);
    for (let number = 1; number <= 17; number++) expect(text).toContain(`href="/en/sdgs/${number}"`);
    expect(text).toContain('<a class="button primary" href="/en/submit">');
  });
});

describe('an entry', () => {
  test('has one address per language', async () => {
    const bare = await get(`/zh/initiatives/${known}`);
    expect(bare.status).toBe(301);
    expect(bare.headers.get('location')).toMatch(new RegExp(`^/zh/initiatives/${known}/survey-of-`));
    expect((await get(`/zh/initiatives/${known}/wrong`)).status).toBe(301);
    const text = await html(bare.headers.get('location') ?? '');
    expect(text).toContain('非洲人工智能需求与能力调查');
    expect(text).toContain('rel="nofollow ugc noopener"');
    expect(text).toContain('A/77/62-E/2022/8');
    expect(text).toContain('由编辑摘自下列已发表的来源');
    expect(text).toContain(`${env.SITE_ORIGIN}/i/${known}`);
    expect(text).toContain(`rel="canonical" href="${env.SITE_ORIGIN}/zh/initiatives/${known}/survey-of-`);
    const [, document = ''] = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(text) ?? [];
    expect(JSON.parse(document)).toMatchObject({ '@context': 'https://schema.org', identifier: known });
  });

  test('says who else did something like it', async () => {
    const path = (await get(`/en/initiatives/${known}`)).headers.get('location') ?? '';
    const [, section = ''] =
      /<section aria-labelledby="similar">(.*?)<\/section>/s.exec(await html(path)) ?? [];
    expect(section).toContain('Who else does this?');
    expect(section).toMatch(/artificial intelligence/i);
    const links = [...section.matchAll(/href="(\/en\/initiatives\/([0-9a-z]{10})\/[^"]*)"/g)];
    expect(links.length).toBeGreaterThan(0);
    expect(links.length).toBeLessThanOrEqual(4);
    expect(links.map(([, , id]) => id)).not.toContain(known);
    for (const [, link = ''] of links) await html(link);
  });

  test('links to the pages of its organisations', async () => {
    const text = await (
      await get((await get(`/en/initiatives/${known}`)).headers.get('location') ?? '')
    ).text();
    const [, id] = /href="\/en\/organizations\/([0-9a-z]{10})"/.exec(text) ?? [];
    const answer = await get(`/en/organizations/${id}`);
    expect(answer.status).toBe(301);
    expect(await html(answer.headers.get('location') ?? '')).toContain('class="brief"');
  });

  test('with a title in another script keeps its address', async () => {
    const seed = SEED_ENTRIES.find(
      ({ original_language }) => original_language && !['en', 'fr', 'es'].includes(original_language),
    );
    const id = seed ? await idFromKey(`source ${seed.id}`) : known;
    const location = (await get(`/ar/initiatives/${id}`)).headers.get('location') ?? '';
    await html(location);
  });

  test('that is not public is not found, one that was withdrawn is gone', async () => {
    expect(await entryById(env.DB, unpublished)).not.toBeNull();
    for (const path of [
      `/en/initiatives/${unpublished}`,
      `/i/${unpublished}`,
      '/i/0',
      '/en/initiatives/%00',
    ]) {
      expect(await html(path, 404)).not.toContain('Not public');
    }
    expect(await html(`/en/initiatives/${withdrawn}`, 410)).toContain('2 January 2026');
    expect(await html(`/i/${withdrawn}`, 410)).not.toContain(SEED_ENTRIES[0]?.title.en ?? '?');
  });

  test('its permanent address leads to the page or to the data', async () => {
    const page = await get(`/i/${known}`, { 'accept-language': 'ar', accept: 'text/html' });
    expect(page.status).toBe(303);
    expect(page.headers.get('location')).toMatch(new RegExp(`^/ar/initiatives/${known}/`));
    const data = await get(`/i/${known}`, { accept: 'application/json' });
    expect(data.headers.get('location')).toBe(`/api/v1/initiatives/${known}`);
    const linked = await get(`/i/${known}`, { accept: 'application/ld+json' });
    expect(linked.headers.get('location')).toBe(`/api/v1/initiatives/${known}.jsonld`);
  });
});

describe('for search engines', () => {
  test('sitemaps name every entry once, in six languages, at its own address', async () => {
    const index = await html('/sitemap.xml');
    const files = [...index.matchAll(/<loc>[^<]*(\/sitemaps\/[^<]+)<\/loc>/g)].map(([, path]) => path ?? '');
    expect(files).toEqual(['/sitemaps/pages.xml', '/sitemaps/initiatives.xml']);
    const text = await html('/sitemaps/initiatives.xml');
    const pages = [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => new URL(url ?? '').pathname);
    expect(pages).toHaveLength(6 * 306);
    expect(new Set(pages).size).toBe(6 * 306);
    expect(text.match(/hreflang="ar"/g)).toHaveLength(6 * 306);
    for (const path of pages.slice(0, 6)) await html(path);
    await html('/sitemaps/initiatives-9999999999999-1.xml', 404);
  });

  test('robots.txt names the sitemap', async () => {
    expect(await html('/robots.txt')).toContain(`Sitemap: ${env.SITE_ORIGIN}/sitemap.xml`);
  });
});
