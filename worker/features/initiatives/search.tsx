import { Hono } from 'hono';
import { organizationById } from '#db/search/organizations.ts';
import { searchInitiatives } from '#db/search/search.ts';
import { SearchPage } from '#web/pages/initiatives/SearchPage.tsx';
import { type AppEnv, t } from '#worker/http/context.ts';
import { reader } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { issueText } from '#worker/http/problem.ts';
import { readQuery } from './read-query.ts';

/** The search. Bad parameters are left out and named: 422 with the results of the others. */
export const search = new Hono<AppEnv>().get(`${LANGUAGE_PREFIX}/initiatives`, async (c) => {
  const { query, issues } = readQuery(new URL(c.req.url).searchParams);
  const database = reader(c, c.env.SEARCH);
  const [result, organization] = await Promise.all([
    searchInitiatives(database, query),
    query.organization ? organizationById(database, query.organization) : null,
  ]);
  return page(
    c,
    <SearchPage
      frame={frameOf(c)}
      query={query}
      issues={issues.map((issue) => ({ ...issue, text: issueText(t(c), issue) }))}
      result={result}
      organization={organization?.name ?? null}
    />,
    { status: issues.length > 0 ? 422 : 200 },
  );
});
