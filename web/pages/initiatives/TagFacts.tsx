import {
  ACTION_LINE_CODES,
  type ActionLine,
  actionLine,
  expandActionLine,
} from '#domain/taxonomy/action-lines.ts';
import { MATRIX_SOURCE, WSIS_SDG_MATRIX, WSIS_SDG_TARGETS } from '#domain/taxonomy/matrix.ts';
import { SDG_TITLES } from '#domain/taxonomy/names/sdg-titles.ts';
import type { Sdg } from '#domain/taxonomy/sdgs.ts';
import { ActionLineTag } from '../../components/ActionLineTag.tsx';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import type { Frame } from '../../components/frame.ts';
import { actionLineItem, LinkList, sdgItem } from './LinkList.tsx';

/** What is official about an action line: its facilitators and the goals it is linked to. */
export function ActionLineFacts({ frame, code }: { frame: Frame; code: ActionLine }) {
  const { t } = frame;
  const { facilitators, parent } = actionLine(code);
  const targets = (sdg: Sdg) => {
    const named = WSIS_SDG_TARGETS[code].filter((target) => target.startsWith(`${sdg}.`));
    return named.length > 0 ? t('tag.targets', { targets: named.join(', ') }) : undefined;
  };
  return (
    <>
      {parent && (
        <p>
          {t('tag.part-of')} <ActionLineTag frame={frame} code="C7" />
        </p>
      )}
      <DefinitionList
        items={[
          { term: t('tag.facilitator'), children: <bdi>{facilitators.lead.join(', ')}</bdi> },
          ...(facilitators.co.length > 0
            ? [{ term: t('tag.co-facilitators'), children: <bdi>{facilitators.co.join(', ')}</bdi> }]
            : []),
        ]}
      />
      <h2>{t('tag.related-sdgs')}</h2>
      <LinkList
        frame={frame}
        items={WSIS_SDG_MATRIX[code].map((sdg) => sdgItem(frame, sdg, { note: targets(sdg) }))}
      />
      <MatrixSource frame={frame} />
    </>
  );
}

/** C7 has no facilitator of its own: its eight parts do. */
export function ActionLineGroupFacts({
  frame,
  counts,
}: {
  frame: Frame;
  counts: Readonly<Record<string, number>>;
}) {
  return (
    <>
      <p>{frame.t('tag.c7')}</p>
      <LinkList
        frame={frame}
        items={expandActionLine('C7').map((code) => actionLineItem(frame, code, counts[code] ?? 0))}
      />
    </>
  );
}

export function SdgFacts({ frame, sdg }: { frame: Frame; sdg: Sdg }) {
  const { language, t } = frame;
  return (
    <>
      <p class="lead">{SDG_TITLES[sdg][language]}</p>
      <h2>{t('tag.related-lines')}</h2>
      <LinkList
        frame={frame}
        items={ACTION_LINE_CODES.filter((code) => WSIS_SDG_MATRIX[code].includes(sdg)).map((code) =>
          actionLineItem(frame, code),
        )}
      />
      <MatrixSource frame={frame} />
    </>
  );
}

function MatrixSource({ frame: { t } }: { frame: Frame }) {
  return (
    <p class="fine-print">
      {t('tag.matrix-source', { year: MATRIX_SOURCE.date })}{' '}
      <a href={MATRIX_SOURCE.url} rel="noopener">
        {t('tag.matrix-link')}
      </a>
    </p>
  );
}
