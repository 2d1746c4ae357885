import { searchQuery } from '../../domain/glossary/glossary.ts';
import {
  FACETS,
  type FacetName,
  type SearchQuery,
  selectedActionLines,
} from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES } from '../../domain/taxonomy/action-lines.ts';
import { maskOf } from '../mask.ts';
import { FACET_COLUMNS } from './facet-row.ts';

/** A piece of SQL over `facets` with its parameters in order. */
export interface Condition {
  sql: string;
  params: (string | number)[];
}

function conditionOf(facet: FacetName, query: SearchQuery): Condition | null {
  const values: readonly (string | number)[] = query[facet];
  if (values.length === 0) return null;
  const kept = FACET_COLUMNS[facet];
  if (facet === 'action_line') {
    const mask = maskOf(ACTION_LINE_CODES, selectedActionLines(query));
    return { sql: 'action_lines & ? <> 0', params: [mask] };
  }
  switch (kept.form) {
    case 'mask':
      return { sql: `${kept.column} & ? <> 0`, params: [maskOf<string | number>(kept.list, values)] };
    case 'position': {
      const positions = values.map((value) => (kept.list as readonly (string | number)[]).indexOf(value) + 1);
      return {
        sql: `${kept.column} IN (SELECT value FROM json_each(?))`,
        params: [JSON.stringify(positions)],
      };
    }
    case 'codes':
      return {
        sql: `EXISTS (SELECT 1 FROM json_each(?) WHERE instr(${kept.column}, value) > 0)`,
        params: [JSON.stringify(values.map((value) => `${value} `))],
      };
    case 'value':
      return { sql: `${kept.column} IN (SELECT value FROM json_each(?))`, params: [JSON.stringify(values)] };
  }
}

/** Whether any facet narrows the query. */
export function activeFacets(query: SearchQuery): FacetName[] {
  return FACETS.filter((facet) => query[facet].length > 0);
}

/** What an entry must satisfy, leaving out the filter of one facet (its counts ignore it). Null text means no words. */
export function conditionsFor(
  query: SearchQuery,
  options: { without?: FacetName; text: boolean },
): Condition {
  const parts: Condition[] = [];
  for (const facet of activeFacets(query)) {
    const condition = facet === options.without ? null : conditionOf(facet, query);
    if (condition) parts.push(condition);
  }
  if (query.organization)
    parts.push({
      sql: 'n IN (SELECT n FROM entry_organizations WHERE organization_id = ?)',
      params: [query.organization],
    });
  if (options.text && query.q) {
    const text = searchQuery(query.q);
    parts.push(
      text
        ? { sql: 'n IN (SELECT rowid FROM entry_text WHERE entry_text MATCH ?)', params: [text.match] }
        : { sql: '0', params: [] },
    );
  }
  if (parts.length === 0) return { sql: '1', params: [] };
  return { sql: parts.map((part) => part.sql).join(' AND '), params: parts.flatMap((part) => part.params) };
}
