import type { Localized } from './language.ts';
import { ACTION_LINE_NAMES } from './names/action-lines.ts';
import { ACTION_LINE_SHORT_NAMES } from './names/action-lines-short.ts';

export const ACTION_LINE_CODES = [
  'C1',
  'C2',
  'C3',
  'C4',
  'C5',
  'C6',
  'C7-egov',
  'C7-ebusiness',
  'C7-elearning',
  'C7-ehealth',
  'C7-eemployment',
  'C7-eenvironment',
  'C7-eagriculture',
  'C7-escience',
  'C8',
  'C9',
  'C10',
  'C11',
] as const;
export type ActionLine = (typeof ACTION_LINE_CODES)[number];

export interface Facilitators {
  lead: readonly string[];
  co: readonly string[];
}

export interface ActionLineEntry {
  code: ActionLine;
  parent: 'C7' | null;
  name: Localized;
  short: Localized;
  facilitators: Facilitators;
}

const FACILITATORS: Readonly<Record<ActionLine, Facilitators>> = {
  C1: { lead: ['UN DESA'], co: ['ITU', 'UN regional commissions'] },
  C2: { lead: ['ITU'], co: [] },
  C3: { lead: ['UNESCO'], co: ['ITU'] },
  C4: { lead: ['ITU'], co: ['UNDP', 'UNESCO', 'UNCTAD'] },
  C5: { lead: ['ITU'], co: [] },
  C6: { lead: ['ITU'], co: ['UNDP', 'UN regional commissions', 'UNCTAD'] },
  'C7-egov': { lead: ['UN DESA'], co: ['UNDP', 'ITU'] },
  'C7-ebusiness': { lead: ['UNCTAD'], co: ['ITC', 'UPU', 'ITU', 'WTO'] },
  'C7-elearning': { lead: ['UNESCO'], co: ['ITU', 'UNIDO'] },
  'C7-ehealth': { lead: ['WHO'], co: ['ITU'] },
  'C7-eemployment': { lead: ['ILO'], co: ['ITU'] },
  'C7-eenvironment': { lead: ['WMO', 'UNEP'], co: ['ITU'] },
  'C7-eagriculture': { lead: ['FAO'], co: ['ITU'] },
  'C7-escience': { lead: ['UNESCO'], co: ['ITU', 'UNCTAD', 'WHO'] },
  C8: { lead: ['UNESCO'], co: [] },
  C9: { lead: ['UNESCO'], co: [] },
  C10: { lead: ['UNESCO'], co: ['ECOSOC'] },
  C11: { lead: ['UN DESA'], co: ['UN regional commissions', 'UNDP', 'ITU', 'UNESCO'] },
};

export function actionLine(code: ActionLine): ActionLineEntry {
  return {
    code,
    parent: code.startsWith('C7-') ? 'C7' : null,
    name: ACTION_LINE_NAMES[code],
    short: ACTION_LINE_SHORT_NAMES[code],
    facilitators: FACILITATORS[code],
  };
}

/** The lines an entry may be filed under, in official order; C7 stands only for its eight parts. */
export const ACTION_LINES: readonly ActionLineEntry[] = ACTION_LINE_CODES.map(actionLine);

export const ACTION_LINE_GROUP_C7 = {
  code: 'C7',
  name: ACTION_LINE_NAMES.C7,
  short: ACTION_LINE_SHORT_NAMES.C7,
} as const;

/** Turns a filter value into lines: C7 into its parts, an unknown code into none. */
export function expandActionLine(code: string): ActionLine[] {
  return ACTION_LINES.filter((line) => line.code === code || line.parent === code).map((line) => line.code);
}
