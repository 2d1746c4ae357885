import { SDG_IDS } from '#domain/taxonomy/sdgs.ts';
import { ActionLineTag } from '../../components/ActionLineTag.tsx';
import type { Frame } from '../../components/frame.ts';
import { SdgTiles } from '../../components/SdgTile.tsx';
import { Sample } from './Sample.tsx';

const COLOURS = [
  'paper',
  'surface',
  'ink',
  'muted',
  'line',
  'line-strong',
  'accent',
  'accent-strong',
  'wash',
  'band',
  'danger',
  'success',
  'warning',
  'mark',
  'heat-1',
  'heat-2',
  'heat-3',
  'heat-4',
  'heat-5',
] as const;

/** Colours, type and codes. */
export function Foundations({ frame }: { frame: Frame }) {
  const { t } = frame;
  return (
    <>
      <Sample name="colours">
        <ul class="swatches" lang="en" dir="ltr">
          {COLOURS.map((colour) => (
            <li key={colour}>
              <span class={`colour colour-${colour}`} />
              {colour}
            </li>
          ))}
        </ul>
      </Sample>
      <Sample name="type">
        <p class="kicker">{t('action-lines.title')}</p>
        <p class="type-display">{t('home.title')}</p>
        <h3>{t('home.matrix')}</h3>
        <p class="lead">{t('home.lead')}</p>
        <p>
          {t('submit.lead')} <a href="#main">{t('home.all')}</a>
        </p>
        <p class="fine-print">{t('layout.licence')}</p>
      </Sample>
      <Sample name="SdgTiles, ActionLineTag">
        <SdgTiles frame={frame} sdgs={SDG_IDS} link />
        <div class="card-tags">
          <ActionLineTag frame={frame} code="C2" link />
          <ActionLineTag frame={frame} code="C7-ehealth" />
        </div>
      </Sample>
    </>
  );
}
