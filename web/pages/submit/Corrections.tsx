import type { Content } from '#domain/initiative/content.ts';
import { OWNER_DAYS } from '#domain/schemas/correction.ts';
import { Button } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { TextArea } from '#web/components/TextArea.tsx';
import { CorrectionView, Overwrite, type ShownCorrection } from '../versions/CorrectionView.tsx';

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
            <form method="post" action={`${href}/corrections/${id}/accept`}>
              <input type="hidden" name="expected_version" value={String(version)} />
              {stale && <Overwrite frame={frame} id={id} />}
              <Button>{t('correction.accept')}</Button>
            </form>
            <form method="post" action={`${href}/corrections/${id}/refuse`}>
              <TextArea
                id={`answer-${id}`}
                name="answer"
                label={t('correction.answer')}
                optionalLabel={t('submit.optional')}
                value=""
                rows={2}
              />
              <Button kind="secondary">{t('correction.refuse')}</Button>
            </form>
          </article>
        );
      })}
    </section>
  );
}
