import { heatOf, type MatrixCell, type MatrixCounts, matrixCells } from '#domain/pictures/matrix-gaps.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { ACTION_LINE_CODES, type ActionLine } from '#domain/taxonomy/action-lines.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { SDG_IDS, type Sdg } from '#domain/taxonomy/sdgs.ts';
import { ActionLineCode } from './ActionLineTag.tsx';
import type { Frame } from './frame.ts';
import { SdgTile } from './SdgTile.tsx';

export interface MatrixTableProps {
  frame: Frame;
  counts: MatrixCounts;
  /** Null where no search finds what a cell counts. */
  hrefOf: (line: ActionLine, sdg: Sdg) => string | null;
}

/** The heat map of action lines and goals: the numbers, what the official matrix links, and the gaps between both. */
export function MatrixTable({ frame, counts, hrefOf }: MatrixTableProps) {
  const { language, t } = frame;
  const cells = matrixCells(counts);
  const most = Math.max(1, ...cells.map(({ count }) => count));
  return (
    <figure class="matrix">
      <p class="matrix-sideways fine-print">{t('matrix.sideways')}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section class="matrix-scroll" aria-label={t('matrix.label')} tabIndex={0}>
        <table>
          <caption class="visually-hidden">{t('matrix.label')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('matrix.line')}</th>
              {SDG_IDS.map((sdg) => (
                <th key={sdg} scope="col">
                  <SdgTile frame={frame} sdg={sdg} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {ACTION_LINE_CODES.map((line) => (
              <tr key={line}>
                <th scope="row">
                  <ActionLineCode code={line} />{' '}
                  <span class="line-name">{ACTION_LINE_SHORT_NAMES[line][language]}</span>
                </th>
                {cells
                  .filter((cell) => cell.line === line)
                  .map((cell) => (
                    <Cell
                      key={cell.sdg}
                      frame={frame}
                      cell={cell}
                      most={most}
                      href={hrefOf(line, cell.sdg)}
                    />
                  ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Legend frame={frame} />
    </figure>
  );
}

function Cell({
  frame: { language, t },
  cell: { count, official, gap },
  most,
  href,
}: {
  frame: Frame;
  cell: MatrixCell;
  most: number;
  href: string | null;
}) {
  const heat = `heat-${heatOf(count, most)}`;
  const number = formatNumber(language, count);
  if (gap)
    return (
      <td class="gap">
        {number}
        <span class="visually-hidden"> {t('matrix.gap')}</span>
      </td>
    );
  return (
    <td class={official ? `${heat} official` : heat}>
      {count > 0 && href ? <a href={href}>{number}</a> : number}
      {official && <span class="visually-hidden"> {t('matrix.official')}</span>}
    </td>
  );
}

function Legend({ frame: { t } }: { frame: Frame }) {
  return (
    <figcaption class="matrix-legend">
      <span class="matrix-shades">
        {t('matrix.few')}
        <span class="matrix-scale" aria-hidden="true">
          {[1, 2, 3, 4, 5].map((heat) => (
            <span key={heat} class={`heat-${heat}`} />
          ))}
        </span>
        {t('matrix.many')}
      </span>
      <span class="matrix-official">{t('matrix.official-legend')}</span>
      <span class="matrix-gap">{t('matrix.gap-legend')}</span>
    </figcaption>
  );
}
