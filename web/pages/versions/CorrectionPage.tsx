import { paths } from '../../paths.ts';
import { CorrectionView, Overwrite, type ShownCorrection } from './CorrectionView.tsx';
import { SettlePage, type SettleProps } from './SettlePage.tsx';

/** One suggested correction for a moderator to accept or refuse. */
export function CorrectionPage(props: SettleProps & { correction: ShownCorrection }) {
  const { frame, content, correction, settled } = props;
  const { t, language } = frame;
  return (
    <SettlePage
      {...props}
      id={correction.id}
      title={t('corrections.one')}
      list={{ href: paths.corrections(language), text: t('corrections.back') }}
      said={t(`corrections.${settled ?? 'not-now'}`)}
      asks={correction.stale && <Overwrite frame={frame} id={correction.id} />}
    >
      <section class="correction" aria-labelledby="what">
        <h2 id="what">{t(`field.${correction.field}`)}</h2>
        <CorrectionView frame={frame} correction={correction} content={content} />
      </section>
    </SettlePage>
  );
}
