import { expect, test } from 'vitest';
import { SDG_IDS, SDGS } from './sdgs.ts';

function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

test('there are seventeen goals in order', () => {
  expect(SDGS.map((sdg) => sdg.id)).toEqual([...SDG_IDS]);
  expect(SDG_IDS).toHaveLength(17);
});

test('text on every tile meets WCAG AA', () => {
  for (const { id, color, textColor } of SDGS) {
    expect(contrast(color, textColor), `goal ${id}`).toBeGreaterThanOrEqual(4.5);
  }
});

test('no two goals share a colour', () => {
  expect(new Set(SDGS.map((sdg) => sdg.color)).size).toBe(17);
});
