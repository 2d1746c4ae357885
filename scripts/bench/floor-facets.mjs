import { maskOf } from '../../db/mask.ts';
import { ACTION_LINE_CODES, expandActionLine } from '../../domain/taxonomy/action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  KINDS,
  STAKEHOLDER_TYPES,
} from '../../domain/taxonomy/code-lists.ts';
import { SDG_IDS } from '../../domain/taxonomy/sdgs.ts';

const MASKS = {
  action_line: ['action_lines', ACTION_LINE_CODES],
  sdg: ['sdgs', SDG_IDS],
  beneficiary: ['beneficiaries', BENEFICIARIES],
};
const POSITIONS = {
  kind: ['kind', KINDS],
  stakeholder_type: ['stakeholder_type', STAKEHOLDER_TYPES],
  status: ['status', ACTIVITY_STATUSES],
};
const VALUES = { year: 'year', language: 'language' };

/**
 * Two integers hold every facet that is a number: reading a column costs more than counting it. Sums of bits in SQL
 * take twice as long. The values come in this order.
 */
export const PACKED = `
  action_lines | sdgs << 18 AS tags,
  regions | commissions << 7 | country_groups << 12 | beneficiaries << 15
    | stakeholder_type << 24 | kind << 28 | status << 32 | year << 35 AS others,
  language, countries`;

/** One filter as a condition that is 0 or 1 in SQL. */
export function conditionOf(facet, values) {
  if (facet.startsWith('-')) return `(NOT ${conditionOf(facet.slice(1), values)})`;
  const list = (column, found) => `(${column} IN (${found.join(', ')}))`;
  if (facet in MASKS) {
    const [column, codes] = MASKS[facet];
    const chosen = facet === 'action_line' ? values.flatMap(expandActionLine) : values;
    return `(${column} & ${maskOf(codes, chosen)} <> 0)`;
  }
  if (facet in POSITIONS) {
    const [column, codes] = POSITIONS[facet];
    return list(
      column,
      values.map((value) => codes.indexOf(value) + 1),
    );
  }
  if (facet === 'country')
    return `(${values.map((code) => `instr(countries, '${code} ') > 0`).join(' OR ')})`;
  return list(
    VALUES[facet],
    values.map((value) => (facet === 'year' ? value : `'${value}'`)),
  );
}

/** Adds one to each value of a packed row. */
export function count(tally, row) {
  for (let index = 0; index < tally.length; index++)
    tally[index].set(row[index], (tally[index].get(row[index]) ?? 0) + 1);
}
export const newTally = () => [new Map(), new Map(), new Map(), new Map()];

/** Facets with many values: which of the packed integers, from which bit, how many bits. */
const FIELDS = [
  ['action_line', 0, 0, 18],
  ['sdg', 0, 18, 17],
  ['region', 1, 0, 7],
  ['commission', 1, 7, 5],
  ['country_group', 1, 12, 3],
  ['beneficiary', 1, 15, 9],
];
/** Facets with one value, in the second integer: from which bit, and below what. */
const NUMBERS = [
  ['stakeholder_type', 24, 16],
  ['kind', 28, 16],
  ['status', 32, 8],
  ['year', 35, 4096],
];

/** The counts of every facet from a tally of packed rows. */
export function expanded(tally) {
  const counts = {};
  for (const [facet, column, shift, bits] of FIELDS) {
    const found = new Uint32Array(bits);
    for (const [packed, entries] of tally[column]) {
      const mask = Math.floor(packed / 2 ** shift) & (2 ** bits - 1);
      for (let left = mask; left !== 0; left &= left - 1) found[31 - Math.clz32(left & -left)] += entries;
    }
    counts[facet] = found;
  }
  for (const [facet, shift, range] of NUMBERS) {
    const found = new Uint32Array(range);
    for (const [packed, entries] of tally[1]) found[Math.floor(packed / 2 ** shift) % range] += entries;
    counts[facet] = found;
  }
  counts.language = tally[2];
  counts.country = new Map();
  for (const [codes, entries] of tally[3])
    for (const code of codes.split(' ')) counts.country.set(code, (counts.country.get(code) ?? 0) + entries);
  return counts;
}
