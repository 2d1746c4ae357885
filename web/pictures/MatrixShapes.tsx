import { heatOf, type MatrixCounts, matrixCells } from '#domain/pictures/matrix-gaps.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import { direction } from '#domain/taxonomy/language.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { SDG_IDS, SDGS } from '#domain/taxonomy/sdgs.ts';
import type { Frame } from '../components/frame.ts';
import { type Paint, shade } from './paint.ts';

/** Pixels: of the names of the lines, of a cell, of the row of goals. */
const NAMES = 246;
const CELL = 42;
const ROW = 30;
const HEAD = 36;
const SPACE = 1;

export const MATRIX_SIZE = {
  width: NAMES + SDG_IDS.length * CELL,
  height: HEAD + ACTION_LINE_CODES.length * ROW,
} as const;

/** The heat map of a file; pages have a table, whose cells lead to the search. In Arabic it reads from the right. */
export function MatrixShapes({
  frame: { language },
  counts,
  paint,
}: {
  frame: Frame;
  counts: MatrixCounts;
  paint: Paint;
}) {
  const rtl = direction(language) === 'rtl';
  const cells = matrixCells(counts);
  const most = Math.max(1, ...cells.map(({ count }) => count));
  const left = (x: number, width: number) => (rtl ? MATRIX_SIZE.width - x - width : x);
  const column = (index: number) => left(NAMES + index * CELL, CELL);
  return (
    <g font-size="13">
      {SDGS.map(({ id, color, textColor }, index) => (
        <g key={id}>
          <rect x={column(index) + 8} y="2" width={CELL - 16} height={CELL - 16} rx="4" fill={color} />
          <text x={column(index) + CELL / 2} y="20" text-anchor="middle" font-weight="700" fill={textColor}>
            {id}
          </text>
        </g>
      ))}
      {ACTION_LINE_CODES.map((line, index) => (
        <g key={line}>
          <text {...paint('muted')} x={left(0, 0)} y={HEAD + index * ROW + 20}>
            {line.split('-')[0]}
          </text>
          <text {...paint('ink')} x={left(36, 0)} y={HEAD + index * ROW + 20}>
            {ACTION_LINE_SHORT_NAMES[line][language]}
          </text>
        </g>
      ))}
      {cells.map(({ line, sdg, count, official, gap }, index) => {
        const heat = heatOf(count, most);
        const x = column(index % SDG_IDS.length) + SPACE;
        const y = HEAD + Math.floor(index / SDG_IDS.length) * ROW + SPACE;
        const [width, height] = [CELL - 2 * SPACE, ROW - 2 * SPACE];
        const text = paint(count === 0 ? 'muted' : heat > 3 ? 'on-dark' : 'on-light');
        return (
          <g key={`${line} ${sdg}`}>
            {heat > 0 && <rect {...paint(shade(heat))} x={x} y={y} width={width} height={height} />}
            {gap && (
              <rect {...paint('gap')} x={x + 1} y={y + 1} width={width - 2} height={height - 2} rx="3" />
            )}
            <text {...text} x={x + width / 2} y={y + 19} text-anchor="middle">
              {formatNumber(language, count)}
            </text>
            {official && !gap && <circle {...text} cx={rtl ? x + 6 : x + width - 6} cy={y + 6} r="2.5" />}
          </g>
        );
      })}
    </g>
  );
}
