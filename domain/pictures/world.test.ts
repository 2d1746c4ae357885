import { expect, test } from 'vitest';
import { read } from '#test/repo/source.ts';
import { COUNTRY_CODES } from '../taxonomy/countries.ts';
import { COUNTRY_NUMBERS } from './country-numbers.ts';
import { type Atlas, makeOutlines } from './make-outlines.ts';
import { DOTS, HEIGHT, OUTLINES } from './outlines.generated.ts';
import { boxOf, DOT_PLACES, detailAround, MAP, OUTLINE_LIST } from './world.ts';

const atlas = (scale: string) =>
  JSON.parse(read(`node_modules/world-atlas/countries-${scale}.json`)) as Atlas;

test('the outlines are what the script makes of the source', () => {
  const made = makeOutlines({
    coarse: atlas('110m'),
    fine: [atlas('50m'), atlas('10m')],
    numbers: COUNTRY_NUMBERS,
  });
  expect(made).toEqual({ height: HEIGHT, outlines: OUTLINES, dots: DOTS });
});

test('the numbers are those of ISO 3166-1: the source knows the same countries by them', () => {
  const names = new Map(
    atlas('10m').objects.countries.geometries.map((one) => [
      one.id,
      (one.properties as { name: string }).name,
    ]),
  );
  const said = new Intl.DisplayNames('en', { type: 'region' });
  const same = COUNTRY_CODES.filter((code) => names.get(COUNTRY_NUMBERS[code]) === said.of(code));
  expect(new Set(Object.values(COUNTRY_NUMBERS)).size).toBe(COUNTRY_CODES.length);
  expect(same.length).toBeGreaterThan(180);
  expect([names.get(COUNTRY_NUMBERS.NE), names.get(COUNTRY_NUMBERS.NG)]).toEqual(['Niger', 'Nigeria']);
});

test('every country has an outline or a dot on the map, and areas without a code say nothing', () => {
  const drawn = new Set([...OUTLINE_LIST.map(({ code }) => code), ...DOT_PLACES.keys()]);
  expect(COUNTRY_CODES.filter((code) => !drawn.has(code))).toEqual([]);
  expect(OUTLINE_LIST.filter(({ code }) => code === null)).toHaveLength(1);
  for (const { code, path } of OUTLINE_LIST) {
    expect(path, String(code)).toMatch(/^(M\d+ \d+l(-?\d+[ -]?)+z)+$/);
    const [left, top, right, bottom] = boxOf(path);
    expect([left >= 0, top >= 0, right <= MAP.width, bottom <= MAP.height], String(code)).toEqual(
      Array(4).fill(true),
    );
  }
  for (const [code, [x, y]] of DOT_PLACES)
    expect([x > 0, y > 0, x < MAP.width, y < MAP.height], code).toEqual(Array(4).fill(true));
});

test('no outline reaches across the map because it crosses the date line', () => {
  for (const { code, path } of OUTLINE_LIST)
    for (const ring of path.split('M').slice(1)) {
      const [left, , right] = boxOf(`M${ring}`);
      expect(right - left, String(code)).toBeLessThan(MAP.width / 2);
    }
});

test('countries lie where they should', () => {
  const middle = (code: string) => {
    const [left, top, right, bottom] = boxOf(OUTLINE_LIST.find((one) => one.code === code)?.path ?? '');
    return [(left + right) / 2, (top + bottom) / 2] as const;
  };
  expect(middle('AR')[0]).toBeLessThan(middle('NG')[0]);
  expect(middle('NG')[0]).toBeLessThan(middle('IN')[0]);
  expect(middle('SE')[1]).toBeLessThan(middle('DZ')[1]);
  expect(middle('DZ')[1]).toBeLessThan(middle('ZA')[1]);
  expect(middle('GF')[0]).toBeLessThan(middle('FR')[0] - 50);
});

test('a detail shows all its countries, in one shape, inside the map', () => {
  for (const codes of [['BD'], ['TV'], ['RU'], ['KE', 'UG'], ['US', 'JP'], ['NZ', 'FJ'], ['CL', 'IS']]) {
    const detail = detailAround(codes);
    if (!detail) throw new Error(`no detail of ${codes}`);
    const [x, y, width, height] = detail.view;
    expect(x >= 0 && y >= 0 && x + width <= MAP.width && y + height <= MAP.height, codes.join()).toBe(true);
    const shown = new Set([...detail.outlines.map(({ code }) => code), ...detail.dots.map(([code]) => code)]);
    expect(codes.filter((code) => !shown.has(code as 'BD'))).toEqual([]);
  }
  expect(detailAround([])).toBeNull();
  expect(detailAround(['??'])).toBeNull();
  expect(detailAround(['BD'])?.outlines.length).toBeLessThan(40);
});
