import type { Content } from '#domain/initiative/content.ts';
import { OWNER_DAYS } from '#domain/schemas/correction.ts';
import type { Frame } from '#web/components/frame.ts';
import { CorrectionView, Overwrite, type ShownCorrection } from '../versions/CorrectionView.tsx';
import { OwnerSettleForms } from '../versions/SettlePage.tsx';

export interface CorrectionsProps {
  frame: Frame;
  /** Address of the private page. */
  href: string;
  version: number;
  content: Content;
  corrections: readonly ShownCorrection[];
}

/** What readers suggest to correct, for the owner to accept or refuse. */
export function Corrections({ frame, href, version, content, corrections }: CorrectionsProps) {
  const { t } = frame;
  if (corrections.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{t('submit.correction.title')}</h2>
      <p>{t('submit.correction.lead', { days: OWNER_DAYS })}</p>
      {corrections.map((correction) => {
        const { id, field, stale } = correction;
        return (
          <article key={id} class="correction">
            <h3>{t(`field.${field}`)}</h3>
            <CorrectionView frame={frame} correction={correction} content={content} />
            <OwnerSettleForms
              frame={frame}
              id={id}
              href={`${href}/corrections`}
              version={version}
              asks={stale && <Overwrite frame={frame} id={id} />}
            />
          </article>
        );
      })}
    </section>
  );
}
