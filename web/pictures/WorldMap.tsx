import { countClasses, shadeOf } from '#domain/pictures/classes.ts';
import { DOT_PLACES, MAP, OUTLINE_LIST } from '#domain/pictures/world.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { type CountryCode, countryName } from '#domain/taxonomy/countries.ts';
import type { Frame } from '../components/frame.ts';
import { onPage, type Paint, shade } from './paint.ts';

export type CountryCounts = Readonly<Partial<Record<CountryCode, number>>>;

/** Radius of the dot of a small country, with entries and without, in units of the map. */
const DOT = 4.5;
const EMPTY_DOT = 1.25;

export interface WorldMapProps {
  frame: Frame;
  counts: CountryCounts;
  /** Where a click on a country leads. The table below the map has the same links for the keyboard. */
  hrefOf?: (code: CountryCode) => string | null;
  paint?: Paint;
}

/** Land and countries without entries, in the units of `MAP`. */
function Land({ counts, paint = onPage }: WorldMapProps) {
  const empty = OUTLINE_LIST.filter(({ code }) => countIn(counts, code) === 0);
  const dots = [...DOT_PLACES].filter(([code]) => countIn(counts, code) === 0);
  return (
    <path
      {...paint('land')}
      d={[...empty.map(({ path }) => path), ...dots.map(([, [x, y]]) => dotPath(x, y))].join('')}
    />
  );
}

/** Countries with entries, in the units of `MAP`. */
function Countries({ frame: { language }, counts, hrefOf, paint = onPage }: WorldMapProps) {
  const classes = countClasses(Object.values(counts));
  const shapes = [
    ...OUTLINE_LIST.map(({ code, path }) => ({ code, shape: <path d={path} /> })),
    ...[...DOT_PLACES].map(([code, [cx, cy]]) => ({ code, shape: <circle cx={cx} cy={cy} r={DOT} /> })),
  ];
  return shapes.map(({ code, shape }, index) => {
    const count = countIn(counts, code);
    if (!code || count === 0) return null;
    const href = hrefOf?.(code);
    const group = (
      <g key={index} {...paint(shade(shadeOf(classes, count)))}>
        <title>{`${countryName(code, language)}: ${formatNumber(language, count)}`}</title>
        {shape}
      </g>
    );
    return href ? (
      <a key={index} href={href} tabIndex={-1}>
        {group}
      </a>
    ) : (
      group
    );
  });
}

const countIn = (counts: CountryCounts, code: CountryCode | null) => (code ? (counts[code] ?? 0) : 0);

/** The shapes alone, in the units of `MAP`. A map is never mirrored. */
export function MapShapes(props: WorldMapProps) {
  return (
    <g stroke-linejoin="round">
      <Land {...props} />
      <Countries {...props} />
    </g>
  );
}

/** A square stands for a dot this small, and says itself shorter. */
const dotPath = (x: number, y: number) =>
  `M${x - EMPTY_DOT} ${y - EMPTY_DOT}h${2 * EMPTY_DOT}v${2 * EMPTY_DOT}h${-2 * EMPTY_DOT}z`;

/**
 * The map as a picture with a name. Its links are for the mouse: those who use the keyboard or hear the page have the same
 * ones in the table, in the order of the numbers.
 */
export function WorldMap({
  title,
  description,
  ...props
}: WorldMapProps & { title: string; description: string }) {
  return (
    <svg class="world-map" viewBox={`0 0 ${MAP.width} ${MAP.height}`} stroke-linejoin="round">
      <title id="map-svg-title">{title}</title>
      <desc id="map-svg-desc">{description}</desc>
      {/* biome-ignore lint/a11y/noSvgWithoutTitle: its title is the one above, which is that of the whole drawing */}
      <svg role="img" aria-labelledby="map-svg-title" aria-describedby="map-svg-desc">
        <Land {...props} />
      </svg>
      {/* biome-ignore lint/a11y/noAriaHiddenOnFocusable: the group takes no focus, and its links take none by keyboard */}
      <g aria-hidden="true">
        <Countries {...props} />
      </g>
    </svg>
  );
}

export interface LegendItem {
  heat: number;
  label: string;
}

/** Classes in words, with their shades; the first is of countries without entries. */
export function mapLegend({ language, t }: Frame, counts: CountryCounts): LegendItem[] {
  const classes = countClasses(Object.values(counts));
  const number = (value: number) => formatNumber(language, value);
  return [
    { heat: 0, label: t('pictures.none') },
    ...classes.map(({ from, to }) => ({
      heat: shadeOf(classes, from),
      label: from === to ? number(from) : `${number(from)}–${number(to)}`,
    })),
  ];
}

export function MapLegend({ frame, counts }: { frame: Frame; counts: CountryCounts }) {
  return (
    <ul class="picture-legend" aria-label={frame.t('pictures.legend')}>
      {mapLegend(frame, counts).map(({ heat, label }) => (
        <li key={heat}>
          <svg class="swatch" width="20" height="12" aria-hidden="true">
            <rect {...onPage(heat === 0 ? 'land' : shade(heat))} width="20" height="12" rx="2" />
          </svg>
          <bdi>{label}</bdi>
        </li>
      ))}
    </ul>
  );
}
