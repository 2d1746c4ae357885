import type { ComponentChildren } from 'preact';
import { barsOf, mirrored } from '#domain/pictures/bars.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { direction } from '#domain/taxonomy/language.ts';
import type { Frame } from '../components/frame.ts';
import { onPage, type Paint } from './paint.ts';

export interface BarsProps {
  frame: Frame;
  rows: readonly { label: string; parts: readonly number[] }[];
  /** Short names stand before the bars, long ones above them. */
  names: 'before' | 'above';
  fillOf: (part: number) => Readonly<Record<string, string>>;
  paint?: Paint;
}

const BEFORE = { before: 13, after: 12 };
const ABOVE = { before: 0, after: 12 };
/** Pixels: of a row, of a bar, and from the top of a row to its bar. */
const SIZES = {
  before: { row: 28, bar: 18, top: 5 },
  above: { row: 48, bar: 16, top: 24 },
} as const;
const GAP = 6;

export function barsHeight({ rows, names }: Pick<BarsProps, 'rows' | 'names'>): number {
  return rows.length * SIZES[names].row;
}

/** Bars across whatever room there is: lengths are in per cent, so that words stay readable on a phone. */
export function BarShapes({ frame: { language }, rows, names, fillOf, paint = onPage }: BarsProps) {
  const rtl = direction(language) === 'rtl';
  const { row, bar, top } = SIZES[names];
  const bars = barsOf(
    rows.map(({ parts }) => parts),
    { rtl, ...(names === 'before' ? BEFORE : ABOVE) },
  );
  const start = `${mirrored(0, 0, rtl)}%`;
  return (
    <g font-size="14">
      {rows.map(({ label }, index) => {
        const { parts, end, total } = bars[index] ?? { parts: [], end: 0, total: 0 };
        const y = index * row;
        return (
          <g key={label}>
            <text {...paint('ink')} x={start} y={names === 'before' ? y + top + bar - 4 : y + top - 7}>
              {label}
            </text>
            {parts.map(({ part, x, width, value }) => (
              <rect key={part} {...fillOf(part)} x={`${x}%`} y={y + top} width={`${width}%`} height={bar}>
                <title>{formatNumber(language, value)}</title>
              </rect>
            ))}
            <text {...paint('muted')} x={`${end}%`} dx={rtl ? -GAP : GAP} y={y + top + bar - 4}>
              {formatNumber(language, total)}
            </text>
          </g>
        );
      })}
    </g>
  );
}

export function Bars({
  id,
  title,
  description,
  children,
  ...props
}: BarsProps & { id: string; title: string; description: string; children?: ComponentChildren }) {
  return (
    <svg
      class="bars"
      width="100%"
      height={barsHeight(props)}
      role="img"
      aria-labelledby={`${id}-svg-title`}
      aria-describedby={`${id}-svg-desc`}
    >
      <title id={`${id}-svg-title`}>{title}</title>
      <desc id={`${id}-svg-desc`}>{description}</desc>
      {children}
      <BarShapes {...props} />
    </svg>
  );
}
