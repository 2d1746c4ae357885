import type { Localized } from './language.ts';
import { SDG_TITLES } from './names/sdg-titles.ts';
import { SDG_NAMES } from './names/sdgs.ts';

export const SDG_IDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17] as const;
export type Sdg = (typeof SDG_IDS)[number];

export interface SdgEntry {
  id: Sdg;
  color: string;
  /** Black or white, whichever reads better on the official colour. */
  textColor: string;
  name: Localized;
  title: Localized;
}

const COLORS: Readonly<Record<Sdg, readonly [color: string, textColor: string]>> = {
  1: ['#E5243B', '#000000'],
  2: ['#DDA63A', '#000000'],
  3: ['#4C9F38', '#000000'],
  4: ['#C5192D', '#FFFFFF'],
  5: ['#FF3A21', '#000000'],
  6: ['#26BDE2', '#000000'],
  7: ['#FCC30B', '#000000'],
  8: ['#A21942', '#FFFFFF'],
  9: ['#FD6925', '#000000'],
  10: ['#DD1367', '#FFFFFF'],
  11: ['#FD9D24', '#000000'],
  12: ['#BF8B2E', '#000000'],
  13: ['#3F7E44', '#FFFFFF'],
  14: ['#0A97D9', '#000000'],
  15: ['#56C02B', '#000000'],
  16: ['#00689D', '#FFFFFF'],
  17: ['#19486A', '#FFFFFF'],
};

export const SDGS: readonly SdgEntry[] = SDG_IDS.map((id) => ({
  id,
  color: COLORS[id][0],
  textColor: COLORS[id][1],
  name: SDG_NAMES[id],
  title: SDG_TITLES[id],
}));
