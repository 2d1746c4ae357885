import { Hono } from 'hono';
import { publicFace } from '#db/entries.ts';
import { queryFigures } from '#db/search/figures.ts';
import { organizationById } from '#db/search/organizations.ts';
import { csvOf } from '#domain/pictures/csv.ts';
import { PICTURES } from '#domain/pictures/figures.ts';
import { Problem } from '#domain/problems.ts';
import type { SearchQuery } from '#domain/schemas/search-query.ts';
import { formatList } from '#domain/strings/strings.ts';
import { askedIn } from '#web/pages/figures/FigureChips.tsx';
import { FiguresPage } from '#web/pages/figures/FiguresPage.tsx';
import { whenFile, whenRows, whereFile, whereRows } from '#web/pictures/EntryFile.tsx';
import { pictureFile } from '#web/pictures/PictureFile.tsx';
import { fileRows, tableOf } from '#web/pictures/tables.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { reader, searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { issueText } from '#worker/http/problem.ts';
import { readFormQuery, requireQuery } from '#worker/http/read-query.ts';

const PATH = `${LANGUAGE_PREFIX}/figures` as const;
const SVG = 'image/svg+xml; charset=utf-8';
const CSV = 'text/csv; charset=utf-8';

/** The register in pictures, with the filters of the search; and each picture, those of entries too, as a file. */
export const routes = new Hono<AppEnv>()
  .get(PATH, async (c) => {
    const { query, issues } = readFormQuery(new URL(c.req.url).searchParams);
    const { searched_instead: searchedInstead, organization, ...counted } = await countedFor(c, query);
    return page(
      c,
      <FiguresPage
        frame={frameOf(c)}
        query={query}
        issues={issues.map((issue) => ({ ...issue, text: issueText(t(c), issue) }))}
        searchedInstead={searchedInstead}
        organization={organization}
        {...counted}
      />,
      { status: issues.length > 0 ? 422 : 200 },
    );
  })
  .get(`${PATH}/:picture{[a-z]+\\.(?:svg|csv)}`, async (c) => {
    const [name, type] = c.req.param('picture').split('.');
    const picture = PICTURES.find((one) => one === name);
    if (!picture) throw new Problem('not-found');
    const query = requireQuery(new URL(c.req.url).searchParams);
    const { figures, organization } = await countedFor(c, query);
    const frame = frameOf(c);
    if (type === 'csv') return file(c, csvOf(fileRows(frame, tableOf(frame, picture, figures))), CSV);
    const asked = askedIn(frame, query, organization).map(({ said }) => said);
    const counted = formatList(frame.language, asked);
    const svg = pictureFile({ frame, picture, figures, counted, at: c.get('clock')() });
    return file(c, svg, SVG);
  })
  .get(`${LANGUAGE_PREFIX}/initiatives/:id/:drawing{(?:where|when)\\.(?:svg|csv)}`, async (c) => {
    const face = await publicFace(reader(c, c.env.DB), c.req.param('id'));
    if (face.kind !== 'published') throw new Problem('not-found');
    const { initiative } = face;
    const frame = frameOf(c);
    const props = { frame, initiative, at: c.get('clock')() };
    switch (c.req.param('drawing')) {
      case 'where.csv':
        return file(c, csvOf(whereRows(frame, initiative)), CSV);
      case 'when.csv':
        return file(c, csvOf(whenRows(frame, initiative)), CSV);
      case 'when.svg':
        return file(c, whenFile(props), SVG);
    }
    const where = whereFile(props);
    if (where === null) throw new Problem('not-found');
    return file(c, where, SVG);
  });

async function countedFor(c: AppContext, query: SearchQuery) {
  const index = searchIndex(c);
  const [counted, organization] = await Promise.all([
    queryFigures(index, query, c.get('clock')()),
    query.organization ? organizationById(index.session, query.organization) : null,
  ]);
  return { ...counted, organization: organization?.name ?? null };
}

/** Like a page: a file of what everybody may see is kept by caches that ask again; of signed-in people by nobody. */
function file(c: AppContext, body: string, type: string): Response {
  return c.body(body, 200, {
    'content-type': type,
    'content-language': c.get('language'),
    'cache-control': c.get('user') === null ? 'no-cache' : 'no-store',
  });
}
