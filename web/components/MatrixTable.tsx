import { formatNumber } from '#domain/strings/strings.ts';
import { ACTION_LINE_CODES, type ActionLine } from '#domain/taxonomy/action-lines.ts';
import { WSIS_SDG_MATRIX } from '#domain/taxonomy/matrix.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { SDG_IDS, type Sdg } from '#domain/taxonomy/sdgs.ts';
import { ActionLineCode } from './ActionLineTag.tsx';
import type { Frame } from './frame.ts';
import { SdgTile } from './SdgTile.tsx';

export interface MatrixTableProps {
  frame: Frame;
  counts: Record<ActionLine, Record<Sdg, number>>;
  /** Marks the pairs that the official WSIS–SDG matrix links. */
  official: boolean;
  hrefOf: (line: ActionLine, sdg: Sdg) => string;
}

export function MatrixTable({ frame, counts, official, hrefOf }: MatrixTableProps) {
  const { language, t } = frame;
  const most = Math.max(1, ...ACTION_LINE_CODES.flatMap((line) => SDG_IDS.map((sdg) => counts[line][sdg])));
  return (
    <figure class="matrix">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard */}
      <section class="scroll" aria-label={t('matrix.label')} tabIndex={0}>
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
                {SDG_IDS.map((sdg) => {
                  const count = counts[line][sdg];
                  const linked = official && WSIS_SDG_MATRIX[line].includes(sdg);
                  const heat = `heat-${heatOf(count, most)}`;
                  return (
                    <td key={sdg} class={linked ? `${heat} official` : heat}>
                      {count === 0 ? 0 : <a href={hrefOf(line, sdg)}>{formatNumber(language, count)}</a>}
                      {linked && <span class="visually-hidden"> {t('matrix.official')}</span>}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <Legend frame={frame} official={official} />
    </figure>
  );
}

function Legend({ frame: { t }, official }: { frame: Frame; official: boolean }) {
  return (
    <figcaption class="matrix-legend">
      <span>{t('matrix.few')}</span>
      <span class="matrix-scale" aria-hidden="true">
        {[1, 2, 3, 4, 5].map((heat) => (
          <span key={heat} class={`heat-${heat}`} />
        ))}
      </span>
      <span>{t('matrix.many')}</span>
      {official && <span class="matrix-official">{t('matrix.official-legend')}</span>}
    </figcaption>
  );
}

/** By the square root, because a few pairs hold most initiatives and the others should still differ. */
function heatOf(count: number, most: number): number {
  return Math.ceil(5 * Math.sqrt(count / most));
}
