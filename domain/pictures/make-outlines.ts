import { geoCentroid, geoEqualEarthRaw } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';

/** Natural Earth as `world-atlas` packs it: identifiers are ISO 3166-1 numbers of three digits. */
export type Atlas = Topology<{ countries: GeometryCollection<{ name: string }> }>;

export interface OutlineSource {
  /** The scale of 1:110 million, for the outlines. */
  coarse: Atlas;
  /** Finer scales, the coarser one first, to place what the outlines leave out. */
  fine: readonly Atlas[];
  /** ISO 3166-1 numbers by the codes that get an outline or a dot. */
  numbers: Readonly<Record<string, string>>;
}

/** Width of the map in units; the height follows from what is shown. */
const WIDTH = 1000;
/** Degrees of latitude between which the map is drawn: without Antarctica. */
const NORTH = 83.7;
const SOUTH = -56;
/** Units by which a simplified line may miss a point of the outline. */
const TOLERANCE = 0.6;
/** Square units under which an outline is too small to be seen or hit, so that it gets a dot besides. */
const SMALL = 22;
/** Square units of the smallest ring that is drawn. */
const LEAST_RING = 1;
const ANTARCTICA = '010';

/** Parts of an outline that stand for another code, or for none, by a point inside. */
const APART: readonly { number: string; near: readonly [number, number]; as: string }[] = [
  { number: '250', near: [-53, 4], as: 'GF' },
  { number: '643', near: [34.3, 45.3], as: '' },
];

/** Places, in degrees, that no scale of the source has by themselves. */
const PLACES: Readonly<Record<string, readonly [number, number]>> = {
  BQ: [-68.3, 12.2],
  GP: [-61.5, 16.2],
  MQ: [-61, 14.6],
  RE: [55.5, -21.1],
  TK: [-171.8, -9.2],
  YT: [45.2, -12.8],
};

type Point = [x: number, y: number];

const radians = (degrees: number) => (degrees * Math.PI) / 180;
const [halfWidth] = geoEqualEarthRaw(Math.PI, 0);
const scale = WIDTH / 2 / halfWidth;
const rowOf = (latitude: number) => -scale * geoEqualEarthRaw(0, radians(latitude))[1];
const top = rowOf(NORTH);

function project([longitude = 0, latitude = 0]: readonly number[]): Point {
  const [x, y] = geoEqualEarthRaw(radians(longitude), radians(latitude));
  return [Math.round(WIDTH / 2 + scale * x), Math.round(-scale * y - top)];
}

/**
 * The text of `outlines.generated.ts` without its frame: a line a country, `code path`, and a line a dot. Borders that
 * two countries share are simplified once, so that they still meet. Deterministic.
 */
export function makeOutlines({ coarse, fine, numbers }: OutlineSource): {
  height: number;
  outlines: string;
  dots: string;
} {
  const codes = new Map(Object.entries(numbers).map(([code, number]) => [number, code]));
  const arcs = arcsInDegrees(coarse);
  const rings = new Map<string, Point[][]>();
  for (const geometry of coarse.objects.countries.geometries as (Polygon | MultiPolygon)[]) {
    const number = String(geometry.id ?? '');
    if (number === ANTARCTICA) continue;
    const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
    for (const polygon of polygons) {
      const apart = APART.find(
        (one) => one.number === number && distance(centreOf(coarse, [polygon]), one.near) < 3,
      );
      const code = apart ? apart.as : (codes.get(number) ?? '');
      const drawn = polygon.flatMap((ring) => drawnRings(stitched(ring, arcs)));
      rings.set(code, [...(rings.get(code) ?? []), ...drawn]);
    }
  }
  const small = [...codes.values()].filter((code) => areaOf(rings.get(code) ?? []) < SMALL).sort();
  return {
    height: Math.round(rowOf(SOUTH) - top),
    outlines: [...rings]
      .filter(([, drawn]) => drawn.length > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, drawn]) => `${code} ${pathOf(drawn)}`)
      .join('\n'),
    dots: small.map((code) => `${code} ${placeOf(code, numbers[code] ?? '', fine).join(' ')}`).join('\n'),
  };
}

/** The arcs in degrees, each with no more points than its line on the map needs. */
function arcsInDegrees({ arcs, transform }: Atlas): Point[][] {
  const [kx, ky] = transform?.scale ?? [1, 1];
  const [ox, oy] = transform?.translate ?? [0, 0];
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    const points = arc.map(([dx = 0, dy = 0]): Point => {
      x += dx;
      y += dy;
      return [x * kx + ox, y * ky + oy];
    });
    return simplified(points, project, TOLERANCE);
  });
}

/**
 * Douglas and Peucker's way: keeps the point farthest from the line between the ends, if it is far enough where it is
 * drawn.
 */
export function simplified(
  points: readonly Point[],
  drawn: (point: Point) => Point,
  tolerance: number,
): Point[] {
  const first = points[0];
  const last = points.at(-1);
  if (!first || !last || points.length < 3) return [...points];
  let farthest = 0;
  let far = -1;
  for (const [index, point] of points.entries()) {
    const miss = missOf(drawn(point), drawn(first), drawn(last));
    if (miss > far) [far, farthest] = [miss, index];
  }
  if (far <= tolerance) return [first, last];
  return [
    ...simplified(points.slice(0, farthest + 1), drawn, tolerance).slice(0, -1),
    ...simplified(points.slice(farthest), drawn, tolerance),
  ];
}

/** Distance of a point from the line between two others; from the first of them where they are one. */
function missOf([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay);
  return length === 0
    ? Math.hypot(x - ax, y - ay)
    : Math.abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / length;
}

/** A ring in degrees from its arcs, without its last point, which is the first one again. */
function stitched(ring: readonly number[], arcs: readonly Point[][]): Point[] {
  return ring.flatMap((index) => {
    const arc = index < 0 ? (arcs[~index] ?? []).toReversed() : (arcs[index] ?? []);
    return arc.slice(0, -1);
  });
}

/** The rings that a ring makes on a map that ends at 180 degrees: more than one where it crosses that line. */
function cutAtEdge(ring: readonly Point[]): Point[][] {
  let before = ring[0]?.[0] ?? 0;
  const unwound = ring.map(([x, y]): Point => {
    const near = x + 360 * Math.round((before - x) / 360);
    before = near;
    return [near, y];
  });
  return [-360, 0, 360].map((turn) =>
    clipped(
      clipped(unwound, (x) => x - turn + 180, turn - 180),
      (x) => turn + 180 - x,
      turn + 180,
    ).map(([x, y]): Point => [x - turn, y]),
  );
}

/** What of a ring lies on one side of a meridian (Sutherland and Hodgman). `inside`: how far inside a longitude is. */
function clipped(ring: readonly Point[], inside: (x: number) => number, edge: number): Point[] {
  return ring.flatMap((point, index) => {
    const last = ring.at(index - 1) ?? point;
    const [now, then] = [inside(point[0]), inside(last[0])];
    const kept = now >= 0 ? [point] : [];
    if (now >= 0 === then >= 0) return kept;
    const crossing: Point = [edge, last[1] + ((point[1] - last[1]) * then) / (then - now)];
    return [crossing, ...kept];
  });
}

/** The rings as they are drawn, without points that fall on the one before them. */
function drawnRings(ring: readonly Point[]): Point[][] {
  return cutAtEdge(ring)
    .map((part) =>
      part.map(project).filter(([x, y], index, points) => {
        const [px, py] = points.at(index - 1) ?? [Number.NaN, Number.NaN];
        return points.length === 1 || x !== px || y !== py;
      }),
    )
    .filter((part) => part.length > 2 && areaOf([part]) >= LEAST_RING);
}

/** Closed lines in whole units, each point from the one before it: the shortest way SVG can say it. */
function pathOf(rings: readonly Point[][]): string {
  return rings
    .map((ring) => {
      let [px, py] = ring[0] ?? [0, 0];
      const steps = ring.slice(1).map(([x, y]) => {
        const step = `${joined(x - px)}${joined(y - py)}`;
        [px, py] = [x, y];
        return step;
      });
      const [x, y] = ring[0] ?? [0, 0];
      return `M${x} ${y}l${steps.join('').trimStart()}z`;
    })
    .join('');
}

const joined = (value: number) => (value < 0 ? String(value) : ` ${value}`);

function areaOf(rings: readonly Point[][]): number {
  const areas = rings.map((ring) => {
    const twice = ring.reduce((sum, [x, y], index) => {
      const [px, py] = ring.at(index - 1) ?? [0, 0];
      return sum + px * y - x * py;
    }, 0);
    return Math.abs(twice) / 2;
  });
  return Math.max(0, ...areas);
}

/** The middle of the largest part of a country. */
function placeOf(code: string, number: string, atlases: readonly Atlas[]): Point {
  const known = PLACES[code];
  if (known) return project(known);
  for (const atlas of atlases) {
    const geometry = (atlas.objects.countries.geometries as (Polygon | MultiPolygon)[]).find(
      ({ id }) => id === number,
    );
    if (!geometry) continue;
    const polygons = geometry.type === 'Polygon' ? [geometry.arcs] : geometry.arcs;
    const longest = polygons.toSorted((a, b) => lengthOf(atlas, b) - lengthOf(atlas, a))[0];
    if (longest) return project(centreOf(atlas, [longest]));
  }
  throw new Error(`no place for ${code}`);
}

const lengthOf = ({ arcs }: Atlas, polygon: readonly number[][]) =>
  (polygon[0] ?? []).reduce((sum, index) => sum + (arcs[index < 0 ? ~index : index]?.length ?? 0), 0);

function centreOf(atlas: Atlas, arcs: number[][][]): [number, number] {
  return geoCentroid(feature(atlas, { type: 'MultiPolygon', arcs }));
}

function distance([x, y]: readonly number[], [ax, ay]: readonly number[]): number {
  return Math.hypot((x ?? 0) - (ax ?? 0), (y ?? 0) - (ay ?? 0));
}
