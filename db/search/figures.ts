import { FACETS } from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES, type ActionLine } from '../../domain/taxonomy/action-lines.ts';
import { SDG_IDS, type Sdg } from '../../domain/taxonomy/sdgs.ts';
import { countStatement, countsOf, type FacetCounts } from './counts.ts';
import { snapshot } from './snapshots.ts';

/** Figures of the whole register, true for one catalogue version. */
export interface RegisterFigures {
  total: number;
  organizations: number;
  /** Entries with any of the eight parts of C7. */
  c7: number;
  facets: Partial<FacetCounts>;
  /** Entries tagged with both, by action line and goal. */
  matrix: Record<ActionLine, Record<Sdg, number>>;
}

/** One row to read, or one scan of the facet rows by the first reader after a publication. */
export async function registerFigures(search: D1DatabaseSession): Promise<RegisterFigures> {
  const statements = [
    countStatement(search, FACETS, { sql: '1', params: [] }),
    search.prepare('SELECT action_lines, sdgs, count(*) AS count FROM facets GROUP BY 1, 2'),
    search.prepare('SELECT count(DISTINCT organization_id) AS count FROM entry_organizations'),
  ];
  return snapshot(search, 'register', statements, ([counts, pairs, organizations]) => {
    const { c7 = 0, ...counted } = countsOf(counts);
    return {
      ...counted,
      c7,
      organizations: (organizations?.results as { count: number }[] | undefined)?.[0]?.count ?? 0,
      matrix: matrixOf((pairs?.results ?? []) as { action_lines: number; sdgs: number; count: number }[]),
    };
  });
}

function matrixOf(
  pairs: readonly { action_lines: number; sdgs: number; count: number }[],
): RegisterFigures['matrix'] {
  const row = () => Object.fromEntries(SDG_IDS.map((sdg) => [sdg, 0])) as Record<Sdg, number>;
  const matrix = Object.fromEntries(
    ACTION_LINE_CODES.map((line) => [line, row()]),
  ) as RegisterFigures['matrix'];
  for (const pair of pairs)
    for (const [i, line] of ACTION_LINE_CODES.entries())
      if ((pair.action_lines >> i) & 1)
        for (const [j, sdg] of SDG_IDS.entries()) if ((pair.sdgs >> j) & 1) matrix[line][sdg] += pair.count;
  return matrix;
}
