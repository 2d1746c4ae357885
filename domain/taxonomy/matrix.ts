import { ACTION_LINE_CODES, type ActionLine } from './action-lines.ts';
import type { Sdg } from './sdgs.ts';

export const MATRIX_SOURCE = { url: 'https://www.itu.int/net4/wsis/sdg/', date: '2015' } as const;

export const WSIS_SDG_MATRIX: Readonly<Record<ActionLine, readonly Sdg[]>> = {
  C1: [1, 3, 5, 10, 16, 17],
  C2: [1, 8, 9, 11],
  C3: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17],
  C4: [1, 2, 3, 4, 5, 6, 12, 13, 14, 16, 17],
  C5: [1, 4, 5, 7, 8, 9, 11, 16, 17],
  C6: [2, 4, 5, 8, 9, 10, 11, 16, 17],
  'C7-egov': [9, 16, 17],
  'C7-ebusiness': [1, 2, 5, 8, 9, 17],
  'C7-elearning': [4],
  'C7-ehealth': [1, 2, 3, 5, 17],
  'C7-eemployment': [4, 8, 10, 12, 17],
  'C7-eenvironment': [9, 11, 13, 14, 15],
  'C7-eagriculture': [1, 2, 3, 4, 5, 8, 9, 12, 13, 17],
  'C7-escience': [1, 4, 6, 7, 13, 14, 15, 17],
  C8: [2, 4, 6, 8, 9, 11, 12],
  C9: [5, 9, 12, 16],
  C10: [1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13, 16, 17],
  C11: [17],
};

/** SDG targets the matrix names for each line; a bare number means the goal as a whole. */
export const WSIS_SDG_TARGETS: Readonly<Record<ActionLine, readonly string[]>> = {
  C1: list('1 3.8 3.d 5 10.c 16.5 16.6 16.10 17.8'),
  C2: list('1.4 8.2 9.1 9.a 9.c 11.5 11.b'),
  C3: list('1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17'),
  C4: list('1.b 2.3 3.7 3.b 3.d 4.4 4.7 5.5 5.b 6.a 12.7 12.8 12.a 12.b 13.2 13.3 13.b 14.a 16.a 17.9 17.18'),
  C5: list('1.4 4.1 4.3 4.5 5.b 7.1 7.a 7.b 8.1 9.1 9.c 11.3 11.b 16.2 17.8'),
  C6: list('2.a 4.4 5.b 8.2 8.3 9.1 9.c 10.3 11.3 11.b 16.2 16.3 16.6 16.7 16.10 16.b 17.6 17.14 17.16'),
  'C7-egov': list('9.c 16.6 16.7 16.10 17.8'),
  'C7-ebusiness': list('1.4 2.3 5.b 8.3 8.9 8.10 9.3 17.11'),
  'C7-elearning': list('4'),
  'C7-ehealth': list('1.3 1.4 1.5 2.1 2.2 3 3.3 3.8 5.6 5.b 17.8 17.19'),
  'C7-eemployment': list('4.5 8.5 10.2 12.6 17.9'),
  'C7-eenvironment': list('9.4 11.6 11.b 13.1 13.3 13.b 14 15'),
  'C7-eagriculture': list('1.5 2.3 2.4 2.a 3.d 4 5.5 8.2 9.1 9.c 12.8 13.1 13.3 17.16 17.17'),
  'C7-escience': list('1.5 4.7 6.1 6.a 7.a 13.1 13.2 13.3 14.4 15.9 17.6 17.7'),
  C8: list('2.5 4.7 6.b 8.3 8.9 9 11.4 12.b'),
  C9: list('5.b 9.c 12.8 16.10'),
  C10: list('1.5 2.3 3.8 4.7 5.1 8.6 9.1 10.2 10.3 11.3 12.8 13.3 16.7 16.10 17.6 17.7 17.8 17.18 17.19'),
  C11: list('17.9 17.16 17.17'),
};

function list(targets: string): readonly string[] {
  return targets.split(' ');
}

export interface SuggestedSdg {
  sdg: Sdg;
  lines: ActionLine[];
  targets: string[];
}

/** The goals that the matrix links to the lines, the one linked to most of them first. */
export function suggestedSdgs(lines: readonly ActionLine[]): SuggestedSdg[] {
  const found = new Map<Sdg, ActionLine[]>();
  for (const line of ACTION_LINE_CODES.filter((code) => lines.includes(code))) {
    for (const sdg of WSIS_SDG_MATRIX[line]) found.set(sdg, [...(found.get(sdg) ?? []), line]);
  }
  return [...found]
    .map(([sdg, its]) => ({ sdg, lines: its, targets: targetsOf(sdg, its) }))
    .sort((a, b) => b.lines.length - a.lines.length || a.sdg - b.sdg);
}

function targetsOf(sdg: Sdg, lines: readonly ActionLine[]): string[] {
  const targets = lines.flatMap((line) => WSIS_SDG_TARGETS[line]);
  const own = targets.filter((target) => target.split('.')[0] === String(sdg));
  return [...new Set(own)].sort((a, b) => rank(a) - rank(b));
}

/** Places the whole goal first, then numbered targets, then lettered ones, as the official list does. */
function rank(target: string): number {
  const part = target.split('.')[1];
  if (part === undefined) return 0;
  return /^\d+$/.test(part) ? Number(part) : 100 + part.charCodeAt(0);
}
