import { ACTION_LINE_CODES, type ActionLine } from '../taxonomy/action-lines.ts';
import { WSIS_SDG_MATRIX } from '../taxonomy/matrix.ts';
import { SDG_IDS, type Sdg } from '../taxonomy/sdgs.ts';

/** Entries tagged with both, by action line and goal. */
export type MatrixCounts = Readonly<Record<ActionLine, Readonly<Record<Sdg, number>>>>;

export interface MatrixCell {
  line: ActionLine;
  sdg: Sdg;
  count: number;
  /** Linked in the official WSIS–SDG matrix. */
  official: boolean;
  /** Linked there, and no entry has both. */
  gap: boolean;
}

/** Every pair, line by line in official order. */
export function matrixCells(counts: MatrixCounts): MatrixCell[] {
  return ACTION_LINE_CODES.flatMap((line) =>
    SDG_IDS.map((sdg) => {
      const count = counts[line][sdg];
      const official = WSIS_SDG_MATRIX[line].includes(sdg);
      return { line, sdg, count, official, gap: official && count === 0 };
    }),
  );
}

/** The shade, 0 to 5, of a count: by the square root, because a few pairs hold most entries and the others should still differ. */
export function heatOf(count: number, most: number): number {
  return most === 0 ? 0 : Math.ceil(5 * Math.sqrt(count / most));
}
