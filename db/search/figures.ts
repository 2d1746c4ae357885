import * as v from 'valibot';
import { SearchQuery } from '../../domain/schemas/search-query.ts';
import { ACTION_LINE_CODES, type ActionLine } from '../../domain/taxonomy/action-lines.ts';
import { SDG_IDS, type Sdg } from '../../domain/taxonomy/sdgs.ts';
import type { Columns } from './columns.ts';
import { type FacetCounts, narrow } from './narrow.ts';
import type { Index, Register } from './register.ts';

/** Figures of the whole register, true for one catalogue version. */
export interface RegisterFigures {
  total: number;
  organizations: number;
  /** Entries with any of the eight parts of C7. */
  c7: number;
  facets: FacetCounts;
  /** Entries tagged with both, by action line and goal. */
  matrix: Record<ActionLine, Record<Sdg, number>>;
}

const EVERYTHING = v.parse(SearchQuery, {});
const kept = new WeakMap<Register, { version: number; figures: RegisterFigures }>();

/** Computed by the first reader in an isolate after a publication, and kept for the others. */
export async function registerFigures({ register, session, trusting }: Index): Promise<RegisterFigures> {
  await register.ready(session);
  const known = kept.get(register);
  if (known) {
    const { changed } = await register.ask(session, [], trusting);
    if (!changed && known.version === register.state.version) return known.figures;
  }
  const { results } = await register.ask(session, [
    session.prepare(
      `SELECT count(*) AS count FROM organizations
       WHERE EXISTS (SELECT 1 FROM entry_organizations WHERE organization_id = id)`,
    ),
  ]);
  const { columns, state } = register;
  const { facets, c7 } = narrow(columns, EVERYTHING, null);
  const figures = {
    total: columns.total,
    organizations: (results[0]?.results as { count: number }[] | undefined)?.[0]?.count ?? 0,
    c7,
    facets,
    matrix: matrixOf(columns),
  };
  kept.set(register, { version: state.version, figures });
  return figures;
}

function matrixOf(columns: Columns): RegisterFigures['matrix'] {
  const lines = columns.facets.action_line;
  const goals = columns.facets.sdg;
  // Sets of lines with sets of goals are far fewer than entries.
  const pairs = new Map<number, number>();
  for (const n of columns.newest()) {
    const pair = (lines.ids[n] ?? 0) * goals.sets.length + (goals.ids[n] ?? 0);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  const row = () => Object.fromEntries(SDG_IDS.map((sdg) => [sdg, 0])) as Record<Sdg, number>;
  const matrix = Object.fromEntries(
    ACTION_LINE_CODES.map((line) => [line, row()]),
  ) as RegisterFigures['matrix'];
  for (const [pair, count] of pairs)
    for (const line of lines.sets[Math.floor(pair / goals.sets.length)] ?? [])
      for (const sdg of goals.sets[pair % goals.sets.length] ?? [])
        matrix[line as ActionLine][sdg as Sdg] += count;
  return matrix;
}
