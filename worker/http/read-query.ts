import * as v from 'valibot';
import { type Issue, Problem } from '#domain/problems.ts';
import { issuesOf } from '#domain/schemas/parse.ts';
import { FACETS, REPEATABLE, SearchQuery } from '#domain/schemas/search-query.ts';

/** Parameters that are one value; the others of the search may be repeated. */
const SINGLE = ['q', 'exact', 'organization', 'sort', 'page', 'size'] as const;

export interface AskedQuery {
  /** What was asked, without the bad values. */
  query: SearchQuery;
  /** One per bad parameter; the pointer is `?name`. */
  issues: Issue[];
}

/** Reads the search from URL parameters. Unknown ones are ignored. */
export function readQuery(params: URLSearchParams): AskedQuery {
  const input: Record<string, string | string[]> = {};
  const issues: Issue[] = [];
  // Asking for each of thirty names costs more than the rest of reading a query.
  const given = new Set(params.keys());
  for (const name of SINGLE) {
    if (!given.has(name)) continue;
    const values = params.getAll(name);
    if (values.length > 1) issues.push({ pointer: `?${name}`, code: 'duplicate-item', params: {} });
    else input[name] = values[0] ?? '';
  }
  for (const name of REPEATABLE) if (given.has(name)) input[name] = [...new Set(params.getAll(name))];

  const result = v.safeParse(SearchQuery, input);
  if (result.success) return { query: distinct(result.output), issues };
  for (const issue of issuesOf(result.issues)) {
    const name = issue.pointer.split('/')[1] ?? '';
    if (!issues.some(({ pointer }) => pointer === `?${name}`)) issues.push({ ...issue, pointer: `?${name}` });
  }
  return { query: distinct(v.parse(SearchQuery, withoutBad(input, result.issues))), issues };
}

/**
 * Reads the search of a page with a form. A value that was left out comes with the form even if its box is ticked now:
 * then it is asked for.
 */
export function readFormQuery(params: URLSearchParams): AskedQuery {
  const { query, issues } = readQuery(params);
  const kept = FACETS.map((facet) => {
    const asked: readonly (string | number)[] = query[facet];
    return [`-${facet}`, query[`-${facet}`].filter((value) => !asked.includes(value))] as const;
  });
  return { query: { ...query, ...Object.fromEntries(kept) }, issues };
}

/** Reads the search, or throws `invalid-query`. */
export function requireQuery(params: URLSearchParams): SearchQuery {
  const { query, issues } = readQuery(params);
  if (issues.length > 0) throw new Problem('invalid-query', { issues });
  return query;
}

function withoutBad(input: Record<string, string | string[]>, issues: readonly v.BaseIssue<unknown>[]) {
  const kept = { ...input };
  for (const name of new Set(issues.map((issue) => String(issue.path?.[0]?.key)))) {
    const value = input[name];
    const bad = new Set(
      issues.filter((issue) => issue.path?.[0]?.key === name).map((issue) => issue.path?.[1]?.key),
    );
    if (Array.isArray(value)) kept[name] = value.filter((_, index) => !bad.has(index));
    else delete kept[name];
  }
  return kept;
}

/** `ke` and `KE` are one filter. */
function distinct(query: SearchQuery): SearchQuery {
  const filters = Object.fromEntries(
    REPEATABLE.map((name) => [name, [...new Set<string | number>(query[name])]]),
  );
  return { ...query, ...(filters as Pick<SearchQuery, (typeof REPEATABLE)[number]>) };
}
