import { Hono } from 'hono';
import { organizationById } from '#db/search/organizations.ts';
import { entriesOf, searchInitiatives } from '#db/search/search.ts';
import { planSearch } from '#domain/search/plan.ts';
import { type Sought, soughtIn } from '#domain/search/sought.ts';
import { SearchPage } from '#web/pages/initiatives/SearchPage.tsx';
import { type AppEnv, t } from '#worker/http/context.ts';
import { searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { issueText } from '#worker/http/problem.ts';
import { readFormQuery } from '#worker/http/read-query.ts';

/** The search. Bad parameters are left out and named: 422 with the results of the others. */
export const search = new Hono<AppEnv>().get(`${LANGUAGE_PREFIX}/initiatives`, async (c) => {
  const { query, issues } = readFormQuery(new URL(c.req.url).searchParams);
  const index = searchIndex(c);
  const [result, organization] = await Promise.all([
    searchInitiatives(index, query, c.get('clock')()),
    query.organization ? organizationById(index.session, query.organization) : null,
  ]);
  return page(
    c,
    <SearchPage
      frame={frameOf(c)}
      query={query}
      issues={issues.map((issue) => ({ ...issue, text: issueText(t(c), issue) }))}
      result={{ ...result, results: entriesOf(result) }}
      sought={soughtFor(result.searched_instead ?? query.q)}
      organization={organization?.name ?? null}
    />,
    { status: issues.length > 0 ? 422 : 200 },
  );
});

function soughtFor(q: string): Sought {
  const plan = planSearch(q);
  return plan ? soughtIn(plan) : [];
}
