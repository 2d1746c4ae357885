import { type CountryCode, isCountryCode } from '../taxonomy/countries.ts';
import { DOTS, HEIGHT, OUTLINES } from './outlines.generated.ts';

export type Place = readonly [x: number, y: number];
export type Box = readonly [left: number, top: number, right: number, bottom: number];

export interface Outline {
  /** Null for areas that have no code of their own: they are drawn, and say nothing. */
  code: CountryCode | null;
  /** A path in units of the map. */
  path: string;
}

/** The map in its own units, in the Equal Earth projection: areas compare. */
export const MAP = { width: 1000, height: HEIGHT } as const;

const rowsOf = (table: string) =>
  table.split('\n').map((line): [string, string] => {
    const space = line.indexOf(' ');
    return [line.slice(0, space), line.slice(space + 1)];
  });
const codeOf = (code: string) => (isCountryCode(code) ? code : null);

export const OUTLINE_LIST: readonly Outline[] = rowsOf(OUTLINES).map(([code, path]) => ({
  code: codeOf(code),
  path,
}));

/** The countries that are too small for their outline to be seen, or have none. */
export const DOT_PLACES: ReadonlyMap<CountryCode, Place> = new Map(
  rowsOf(DOTS).flatMap(([code, place]): [CountryCode, Place][] => {
    const [x = 0, y = 0] = place.split(' ').map(Number);
    const known = codeOf(code);
    return known ? [[known, [x, y]]] : [];
  }),
);

/** What a path reaches to. Paths are as the outlines have them: `M`, then steps. */
export function boxOf(path: string): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const ring of path.split('M').slice(1)) {
    const numbers = (ring.match(/-?\d+/g) ?? []).map(Number);
    let [x, y] = [0, 0];
    for (let at = 0; at + 1 < numbers.length; at += 2) {
      x += numbers[at] ?? 0;
      y += numbers[at + 1] ?? 0;
      [left, top] = [Math.min(left, x), Math.min(top, y)];
      [right, bottom] = [Math.max(right, x), Math.max(bottom, y)];
    }
  }
  return [left, top, right, bottom];
}

/** What the largest ring of an outline reaches to: far islands do not count. */
function mainBoxOf(path: string): Box {
  const boxes = path
    .split('M')
    .slice(1)
    .map((ring) => boxOf(`M${ring}`));
  const size = ([left, top, right, bottom]: Box) => (right - left) * (bottom - top);
  return boxes.reduce((largest, box) => (size(box) > size(largest) ? box : largest));
}

const outlineBoxes = new Map<Outline, Box>();
function keptBoxOf(outline: Outline): Box {
  const box = outlineBoxes.get(outline) ?? boxOf(outline.path);
  outlineBoxes.set(outline, box);
  return box;
}

/** Units around the countries of a detail, the least it shows, and its width by its height. */
const MARGIN = 24;
const LEAST = 150;
const SHAPE = 1.6;

export interface Detail {
  /** Left, top, width and height. */
  view: readonly [number, number, number, number];
  outlines: readonly Outline[];
  dots: readonly (readonly [CountryCode, Place])[];
}

/** The part of the map around some countries, with what is seen of the others; null if none has a place. */
export function detailAround(codes: readonly string[]): Detail | null {
  const boxes = codes.flatMap((code): Box[] => {
    const outline = OUTLINE_LIST.find((one) => one.code === code);
    const dot = isCountryCode(code) && DOT_PLACES.get(code);
    if (dot) return [[...dot, ...dot]];
    return outline ? [mainBoxOf(outline.path)] : [];
  });
  if (boxes.length === 0) return null;
  const left = Math.min(...boxes.map((box) => box[0]));
  const top = Math.min(...boxes.map((box) => box[1]));
  const right = Math.max(...boxes.map((box) => box[2]));
  const bottom = Math.max(...boxes.map((box) => box[3]));
  const wanted = Math.max(right - left + 2 * MARGIN, (bottom - top + 2 * MARGIN) * SHAPE, LEAST);
  const width = Math.round(Math.min(wanted, MAP.height * SHAPE));
  const height = Math.round(width / SHAPE);
  const within = (middle: number, size: number, all: number) =>
    Math.round(Math.min(Math.max(middle - size / 2, 0), all - size));
  // Countries at both ends of the map need all of it.
  if (right - left > width) return whole(codes);
  const x = within((left + right) / 2, width, MAP.width);
  const y = within((top + bottom) / 2, height, MAP.height);
  const seen = ([l, t, r, b]: Box) => l < x + width && r > x && t < y + height && b > y;
  return {
    view: [x, y, width, height],
    outlines: OUTLINE_LIST.filter((outline) => seen(keptBoxOf(outline))),
    dots: [...DOT_PLACES].filter(([code, [dx, dy]]) => codes.includes(code) && seen([dx, dy, dx, dy])),
  };
}

function whole(codes: readonly string[]): Detail {
  return {
    view: [0, 0, MAP.width, MAP.height],
    outlines: OUTLINE_LIST,
    dots: [...DOT_PLACES].filter(([code]) => codes.includes(code)),
  };
}
