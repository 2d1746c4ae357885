/** `npm run outlines`: makes the outlines of countries that maps are drawn from. */
import { readFileSync, writeFileSync } from 'node:fs';
import { COUNTRY_NUMBERS } from '../domain/pictures/country-numbers.ts';
import { makeOutlines } from '../domain/pictures/make-outlines.ts';

const atlas = (scale) =>
  JSON.parse(
    readFileSync(new URL(`../node_modules/world-atlas/countries-${scale}.json`, import.meta.url), 'utf8'),
  );
const { height, outlines, dots } = makeOutlines({
  coarse: atlas('110m'),
  fine: [atlas('50m'), atlas('10m')],
  numbers: COUNTRY_NUMBERS,
});
writeFileSync(
  new URL('../domain/pictures/outlines.generated.ts', import.meta.url),
  [
    '/** Made by `npm run outlines` from Natural Earth, which is in the public domain. */',
    `export const HEIGHT = ${height};`,
    '/** A line an outline: its code, none where there is none, and a path. */',
    `export const OUTLINES = ${JSON.stringify(outlines)};`,
    '/** A line a country too small for its outline: its code and place. */',
    `export const DOTS = ${JSON.stringify(dots)};`,
    '',
  ].join('\n'),
);
console.log(
  `${outlines.split('\n').length} outlines, ${outlines.length} characters; ${dots.split('\n').length} dots`,
);
