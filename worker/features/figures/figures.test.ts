import { createExecutionContext } from 'cloudflare:test';
import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openIndex } from '#db/search/register.ts';
import { updatedAt } from '#db/search/updated-at.ts';
import { loadSeed, SEED_ENTRIES } from '#db/seed/load.ts';
import { PICTURES } from '#domain/pictures/figures.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import { LANGUAGES } from '#domain/taxonomy/language.ts';
import { WSIS_SDG_MATRIX } from '#domain/taxonomy/matrix.ts';
import { countingRows } from '#test/support/counting-rows.ts';
import { signedIn } from '#test/support/sign-in.ts';
import { elementsOf } from '#test/support/xml.ts';
import { createApp } from '#worker/app.ts';
import type { Env } from '#worker/env.ts';

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.now());
}, 120_000);

async function get(path: string, status = 200): Promise<Response> {
  const answer = await exports.default.fetch(new Request(`http://localhost${path}`));
  expect(answer.status, path).toBe(status);
  return answer;
}
const text = async (path: string, status = 200) => (await get(path, status)).text();
const searched = async (query: string) =>
  ((await (await get(`/api/v1/initiatives?${query}`)).json()) as { total: number }).total;

const rowsOf = (csv: string) =>
  csv
    .replace(/^\uFEFF/, '')
    .split('\r\n')
    .slice(0, -1)
    .map((line) => line.split(','));
const decoded = (html: string) => html.replaceAll('&amp;', '&');

/** Any search that people can ask for with filters, and some words. */
const query = fc
  .record(
    {
      q: fc.constantFrom('digital', 'women', 'artifical inteligence', 'zzzznothing'),
      action_line: fc.subarray(['C2', 'C7', 'C7-ehealth', 'C10'], { maxLength: 2 }),
      sdg: fc.subarray(['3', '4', '9', '16'], { maxLength: 2 }),
      region: fc.subarray(['africa', 'americas', 'asia-pacific', 'international'], { maxLength: 2 }),
      country: fc.subarray(['BD', 'ID', 'CU', 'MX', 'US'], { maxLength: 2 }),
      year: fc.subarray(['2020', '2021', '2024'], { maxLength: 2 }),
      stakeholder_type: fc.subarray(['government', 'civil-society'], { maxLength: 1 }),
      '-sdg': fc.subarray(['8', '17'], { maxLength: 1 }),
      '-country': fc.subarray(['AE'], { maxLength: 1 }),
    },
    { requiredKeys: [] },
  )
  .map((asked) => {
    const pairs = Object.entries(asked).flatMap(([name, values]) =>
      [values].flat().map((value): [string, string] => [name, value]),
    );
    return new URLSearchParams(pairs).toString();
  });

describe('the page', () => {
  test.each(LANGUAGES)(
    '%s shows every picture with its words, its numbers and its files',
    async (language) => {
      const page = await text(`/${language}/figures`);
      for (const picture of PICTURES) {
        expect(page).toContain(`<h2 id="${picture}">`);
        expect(page).toContain(`href="/${language}/figures/${picture}.svg"`);
        expect(page).toContain(`href="/${language}/figures/${picture}.csv"`);
      }
      const drawings = [
        ...page.matchAll(/<svg[^>]*role="img"[^>]*aria-labelledby="([^"]+)"[^>]*aria-describedby="([^"]+)"/g),
      ];
      expect(drawings).toHaveLength(5);
      for (const [, title, description] of drawings) {
        expect(page).toMatch(new RegExp(`<title id="${title}">[^<]+</title>`));
        expect(page).toMatch(new RegExp(`<desc id="${description}">[^<]+</desc>`));
      }
      expect(page).not.toMatch(/\sstyle=|<style|href="data:/);
    },
  );

  test('counts what the search finds, whatever is asked, and its links lead to as many', async () => {
    const followed = new Set<string>();
    await fc.assert(
      fc.asyncProperty(query, async (asked) => {
        const page = await text(`/en/figures?${asked}`);
        const total = await searched(asked);
        const [, said] = /role="status">([^<]*)</.exec(page) ?? [];
        expect(said, asked).toBe(
          total === 0 ? 'No initiatives found' : `${total} initiative${total === 1 ? '' : 's'}`,
        );
        const rows = [
          ...page.matchAll(/<a href="\/en\/initiatives\?([^"]*)">[^<]*<\/a><\/th>.*?>(\d+)<\/td><\/tr>/g),
          ...page.matchAll(/<td class="heat[^"]*"><a href="\/en\/initiatives\?([^"]*)">(\d+)<\/a>/g),
        ];
        for (const [, link = '', count] of rows.slice(0, 40)) {
          followed.add(link);
          expect([link, await searched(decoded(link))]).toEqual([link, Number(count)]);
        }
      }),
      // Of what is asked by chance, most may lead nowhere.
      { numRuns: 25, examples: [[''], ['region=africa'], ['sdg=4&-country=AE']] },
    );
    expect(followed.size).toBeGreaterThan(50);
  }, 60_000);

  test('says what its numbers say', async () => {
    const page = await text('/en/figures');
    const placed = SEED_ENTRIES.filter(({ countries }) => countries.length > 0).length;
    expect(page).toContain(`${placed} of 306 initiatives name a country`);
    expect(page).toContain('Indonesia is named most often: by 10 initiatives.');
    expect(page).toContain('2021 has the most: 244 of 306.');
    const gaps = ACTION_LINE_CODES.flatMap((line) =>
      WSIS_SDG_MATRIX[line].filter(
        (sdg) =>
          !SEED_ENTRIES.some(({ action_lines, sdgs }) => action_lines.includes(line) && sdgs.includes(sdg)),
      ),
    ).length;
    expect(gaps).toBeGreaterThan(0);
    expect(page).toContain(`${gaps} of them have no initiative`);
    expect(page.match(/<td class="gap">/g)).toHaveLength(gaps);
  });

  test('of nothing says so and how to go on; bad filters are named, and the others count', async () => {
    const nothing = await text('/en/figures?country=BD&sdg=14');
    expect(nothing).toContain('Nothing fits all these filters');
    expect(nothing).not.toContain('role="img"');
    const bad = await text('/en/figures?sdg=99&region=africa', 422);
    expect(bad).toContain('error-summary');
    expect(bad).toContain(`${await searched('region=africa')} initiatives`);
  });

  test('other words are searched where nothing has those that were asked for', async () => {
    const page = await text('/en/figures?q=artifical+inteligence');
    expect(page).toContain('artificial intelligence');
    expect(page).toContain(`${await searched('q=artifical+inteligence')} initiatives`);
  });
});

describe('files', () => {
  test.each(LANGUAGES)('%s: every picture is a whole SVG that says where it is from', async (language) => {
    for (const picture of PICTURES) {
      const answer = await get(`/${language}/figures/${picture}.svg?region=americas`);
      expect(answer.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      const svg = await answer.text();
      expect(elementsOf(svg).slice(0, 3)).toEqual(['svg', 'title', 'desc']);
      expect(svg).toContain('xmlns="http://www.w3.org/2000/svg"');
      expect(svg).toContain(`${env.SITE_ORIGIN}/${language}/figures`);
      expect(svg).not.toMatch(/\s(?:class|style)="/);
    }
  });

  test('a query of any letters leaves the file whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 30 }), async (q) => {
        const asked = encodeURIComponent(q.toWellFormed());
        expect(elementsOf(await text(`/ar/figures/regions.svg?q=${asked}`)).length).toBeGreaterThan(3);
      }),
      { numRuns: 20 },
    );
    expect(elementsOf(await text('/en/figures/map.svg?q=%01%3Cscript%3E%26%22'))).not.toContain('script');
  }, 60_000);

  test('a table has the numbers of its picture', async () => {
    const answer = await get('/en/figures/map.csv?year=2021');
    expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
    expect(body.startsWith('\uFEFFCode,Country,Initiatives\r\n')).toBe(true);
    const of2021 = SEED_ENTRIES.filter(({ year }) => year === 2021);
    for (const [code, , count] of rowsOf(body).slice(1))
      expect([code, Number(count)]).toEqual([
        code,
        of2021.filter(({ countries }) => countries.includes(code as 'BD')).length,
      ]);
    const sum = (csv: string) =>
      rowsOf(csv)
        .slice(1)
        .reduce((total, row) => total + Number(row.at(-1)), 0);
    for (const picture of ['years', 'languages', 'freshness'])
      expect([picture, sum(await text(`/en/figures/${picture}.csv`))]).toEqual([picture, 306]);
    expect(rowsOf(await text('/fr/figures/matrix.csv'))).toHaveLength(1 + 18 * 17);
  });

  test('what is no picture is not found, and bad filters are refused', async () => {
    for (const path of ['nothing.svg', 'map.png', 'map', 'constructor.csv'])
      await text(`/en/figures/${path}`, 404);
    await text('/en/figures/map.svg?sdg=99', 422);
    await text('/en/figures/map.csv?country=XX', 422);
  });

  test('nobody keeps what a signed-in reader gets', async () => {
    const answer = await exports.default.fetch(
      new Request('http://localhost/en/figures/map.svg', { headers: await signedIn('moderator') }),
    );
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }, 20_000);
});

describe('an entry', () => {
  const pageOf = async (country: string) => {
    const answer = await get(`/api/v1/initiatives?${country}`);
    const { results } = (await answer.json()) as { results: PublicInitiative[] };
    const initiative = results[0];
    if (!initiative) throw new Error(`no entry of ${country}`);
    const address = `/en/initiatives/${initiative.id}`;
    return { initiative, address, page: await text(`${address}/${initiative.slug}`) };
  };

  test('says where and when on pictures, each with its files', async () => {
    const { initiative, address, page } = await pageOf('country=BD');
    expect(page).toContain('Map that shows Bangladesh.');
    expect(page).toMatch(/Time line from 20\d\d to 20\d\d\./);
    for (const file of ['where.svg', 'where.csv', 'when.svg', 'when.csv'])
      expect(page).toContain(`href="${address}/${file}"`);
    for (const language of ['en', 'ar', 'zh'])
      for (const picture of ['where', 'when']) {
        const svg = await text(`${address.replace('/en', `/${language}`)}/${picture}.svg`);
        expect(elementsOf(svg).length).toBeGreaterThan(10);
        expect(svg).toContain(`${env.SITE_ORIGIN}/i/${initiative.id}`);
      }
    expect(rowsOf(await text(`${address}/where.csv`))[1]).toEqual(['BD', 'Bangladesh']);
    expect(rowsOf(await text(`${address}/when.csv`))[1]).toEqual([
      'Counted under',
      `${initiative.year}-01-01`,
      `${initiative.year}-12-31`,
    ]);
  });

  test('that names no country has no map', async () => {
    const { address, page } = await pageOf('region=international');
    expect(page).not.toContain('Map that shows');
    expect(page).toContain('Time line from');
    await text(`${address}/where.svg`, 404);
    await text(`${address}/when.svg`);
    await text('/en/initiatives/0000000000/when.svg', 404);
  });
});

describe('what it costs', () => {
  test('once an isolate knows the register, filters read no row but the state of the catalogue', async () => {
    let rows = 0;
    const counted = {
      ...env,
      SEARCH: countingRows(env.SEARCH, (read) => {
        rows += read;
      }),
    } as unknown as Env;
    const app = createApp();
    const ask = async (path: string) => {
      rows = 0;
      const answer = await app.fetch(
        new Request(`http://localhost${path}`),
        counted,
        createExecutionContext(),
      );
      expect(answer.status).toBe(200);
      await answer.text();
      return rows;
    };
    // The facets and the card of each entry, once.
    expect(await ask('/en/figures')).toBeLessThanOrEqual(3.2 * 306);
    for (const path of [
      '?sdg=4',
      '?country=BD&year=2021',
      '/map.svg?region=africa',
      '/matrix.csv?kind=event',
    ])
      expect([path, await ask(`/en/figures${path}`)]).toEqual([path, expect.toSatisfy((read) => read <= 5)]);
  });

  test('what changed since is read, and nothing else', async () => {
    let rows = 0;
    const counted = countingRows(env.SEARCH, (read) => {
      rows += read;
    });
    const before = await updatedAt(openIndex(counted));
    expect(before.size).toBe(306);
    const n = [...before.keys()][7];
    await env.SEARCH.batch([
      env.SEARCH.prepare('UPDATE catalogue SET version = version + 1'),
      env.SEARCH.prepare(`UPDATE facets SET changed = (SELECT version FROM catalogue) WHERE n = ?1`).bind(n),
      env.SEARCH.prepare(
        `UPDATE cards SET card = json_set(card, '$.updated_at', '2020-02-02T00:00:00.000Z') WHERE n = ?1`,
      ).bind(n),
    ]);
    rows = 0;
    const after = await updatedAt(openIndex(counted));
    expect(after.get(n ?? 0)).toBe(Date.UTC(2020, 1, 2));
    expect(rows).toBeLessThanOrEqual(12);
  });
});
