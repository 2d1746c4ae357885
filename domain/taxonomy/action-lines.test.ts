import { expect, test } from 'vitest';
import {
  ACTION_LINE_CODES,
  ACTION_LINE_GROUP_C7,
  ACTION_LINES,
  actionLine,
  expandActionLine,
} from './action-lines.ts';

test('there are eighteen lines, eight of them parts of C7, in official order', () => {
  expect(ACTION_LINES.map((line) => line.code)).toEqual([...ACTION_LINE_CODES]);
  expect(ACTION_LINES).toHaveLength(18);
  expect(ACTION_LINES.filter((line) => line.parent === 'C7')).toHaveLength(8);
});

test('every line has a lead facilitator', () => {
  for (const line of ACTION_LINES) expect(line.facilitators.lead.length, line.code).toBeGreaterThan(0);
});

test('C7 expands into its parts, a line into itself, anything else into nothing', () => {
  expect(expandActionLine('C7')).toEqual(ACTION_LINE_CODES.slice(6, 14));
  expect(expandActionLine('C1')).toEqual(['C1']);
  expect(expandActionLine('C7-ehealth')).toEqual(['C7-ehealth']);
  for (const code of ['', 'C', 'C12', 'c7', 'null']) expect(expandActionLine(code)).toEqual([]);
});

test('a line is found by its code', () => {
  expect(actionLine('C10').name.en).toBe('Ethical dimensions of the Information Society');
  expect(actionLine('C7-eenvironment').facilitators.lead).toEqual(['WMO', 'UNEP']);
});

test('short names fit a chip and are never longer than the full name', () => {
  for (const { code, name, short } of [...ACTION_LINES, ACTION_LINE_GROUP_C7]) {
    for (const lang of ['en', 'fr', 'es', 'ru', 'ar', 'zh'] as const) {
      expect(short[lang].length, `${code} ${lang}`).toBeLessThanOrEqual(40);
      expect(short[lang].length, `${code} ${lang}`).toBeLessThanOrEqual(name[lang].length);
    }
  }
});
