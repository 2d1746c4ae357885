/** Place after an entry in the order of publication. */
export interface SitemapPlace {
  publishedAt: number;
  n: number;
}

export interface SitemapEntry {
  id: string;
  slug: string;
  updated_at: string;
}

/** Where each sitemap after the first begins: after every `size` entries. One walk of an index. */
export async function sitemapPlaces(search: D1DatabaseSession, size: number): Promise<SitemapPlace[]> {
  const { results } = await search
    .prepare(
      `SELECT published_at AS publishedAt, n FROM
         (SELECT published_at, n, row_number() OVER (ORDER BY published_at, n) AS place FROM facets)
       WHERE place % ?1 = 0`,
    )
    .bind(size)
    .all<SitemapPlace>();
  return results;
}

/** The entries of one sitemap, in the order of publication. */
export async function sitemapEntries(
  search: D1DatabaseSession,
  after: SitemapPlace,
  size: number,
): Promise<SitemapEntry[]> {
  const { results } = await search
    .prepare(
      `SELECT card ->> 'id' AS id, card ->> 'slug' AS slug, card ->> 'updated_at' AS updated_at
       FROM (SELECT published_at, n FROM facets WHERE (published_at, n) > (?1, ?2) ORDER BY published_at, n LIMIT ?3)
       JOIN cards USING (n) ORDER BY published_at, n`,
    )
    .bind(after.publishedAt, after.n, size)
    .all<SitemapEntry>();
  return results;
}
