import { Hono } from 'hono';
import { type SitemapPlace, sitemapEntries, sitemapPlaces } from '#db/search/sitemap.ts';
import { Problem } from '#domain/problems.ts';
import { ACTION_LINES } from '#domain/taxonomy/action-lines.ts';
import { LANGUAGES } from '#domain/taxonomy/language.ts';
import { SDG_IDS } from '#domain/taxonomy/sdgs.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { reader } from '#worker/http/databases.ts';

/** Entries of one sitemap: 3,000 addresses and about 4 MB, far below the 50,000 and 50 MB of the protocol. */
const SITEMAP_SIZE = 500;

const FIXED_PAGES = [
  '',
  '/initiatives',
  '/action-lines',
  '/sdgs',
  '/countries',
  '/figures',
  '/submit',
  '/help',
  '/accessibility',
  '/reasons',
  ...['C7', ...ACTION_LINES.map(({ code }) => code)].map((code) => `/action-lines/${code}`),
  ...SDG_IDS.map((sdg) => `/sdgs/${sdg}`),
];

/** Sitemaps (sitemaps.org 0.9) with the six languages of each page, and robots.txt (RFC 9309). */
export const sitemaps = new Hono<AppEnv>()
  .get('/robots.txt', (c) => c.text(robots(c.env.SITE_ORIGIN)))
  .get('/sitemap.xml', async (c) => {
    const places = await sitemapPlaces(reader(c, c.env.SEARCH), SITEMAP_SIZE);
    const files = [
      'pages',
      'initiatives',
      ...places.map(({ publishedAt, n }) => `initiatives-${publishedAt}-${n}`),
    ];
    const locations = files.map(
      (file) => `<sitemap><loc>${c.env.SITE_ORIGIN}/sitemaps/${file}.xml</loc></sitemap>`,
    );
    return xml(
      c,
      `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${locations.join('\n')}</sitemapindex>`,
    );
  })
  .get('/sitemaps/pages.xml', (c) =>
    urlSet(
      c,
      FIXED_PAGES.map((rest) => urlsOf(c.env.SITE_ORIGIN, rest)),
    ),
  )
  .get('/sitemaps/:file{initiatives(-[0-9]+-[0-9]+)?\\.xml}', async (c) => {
    const entries = await sitemapEntries(reader(c, c.env.SEARCH), placeOf(c.req.param('file')), SITEMAP_SIZE);
    if (entries.length === 0 && c.req.param('file').includes('-')) throw new Problem('not-found');
    return urlSet(
      c,
      entries.map(({ id, slug, updated_at }) =>
        urlsOf(c.env.SITE_ORIGIN, `/initiatives/${id}/${encodeURIComponent(slug)}`, updated_at),
      ),
    );
  });

function placeOf(file: string): SitemapPlace {
  const [, publishedAt, n] = file.replace('.xml', '').split('-');
  return { publishedAt: Number(publishedAt ?? -1), n: Number(n ?? 0) };
}

/** A page once per language, each with all its languages, as search engines want it. */
function urlsOf(origin: string, rest: string, modified?: string): string {
  const links = LANGUAGES.map(
    (language) => `<xhtml:link rel="alternate" hreflang="${language}" href="${origin}/${language}${rest}"/>`,
  ).join('');
  const lastmod = modified ? `<lastmod>${modified}</lastmod>` : '';
  return LANGUAGES.map(
    (language) => `<url><loc>${origin}/${language}${rest}</loc>${lastmod}${links}</url>`,
  ).join('\n');
}

function urlSet(c: AppContext, urls: readonly string[]): Response {
  return xml(
    c,
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">' +
      `${urls.join('\n')}</urlset>`,
  );
}

function xml(c: AppContext, body: string): Response {
  return c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`, 200, {
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': 'no-cache',
  });
}

/** Crawlers find every entry through the sitemaps; the combinations of filters would only keep them busy. */
function robots(origin: string): string {
  return [
    'User-agent: *',
    'Disallow: /*/initiatives?',
    'Disallow: /*/moderation',
    'Disallow: /*/status/',
    'Disallow: /*/confirm/',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n');
}
