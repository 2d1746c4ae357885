import type { Frame } from '../../components/frame.ts';
import { factOf } from './facts.tsx';
import type { Comparison } from './ReviewPage.tsx';

/** Two revisions side by side, field by field. */
export function Changes({ frame, comparison }: { frame: Frame; comparison: Comparison }) {
  const { t } = frame;
  const { before, after, fields } = comparison;
  if (fields.length === 0) return <p>{t('moderation.changes.none')}</p>;
  const empty = <span class="hint">{t('moderation.empty-field')}</span>;
  return (
    <>
      {fields.map((field) => (
        <section key={field} class="change">
          <h3>{t(`field.${field}`)}</h3>
          <div class="comparison">
            <div class="before">
              <h4>{t('moderation.changes.before')}</h4>
              {factOf(frame, before, field) || empty}
            </div>
            <div class="after">
              <h4>{t('moderation.changes.after')}</h4>
              {factOf(frame, after, field) || empty}
            </div>
          </div>
        </section>
      ))}
    </>
  );
}
