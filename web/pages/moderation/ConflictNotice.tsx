import { Changes } from './Changes.tsx';
import { History } from './History.tsx';
import type { ReviewPageProps } from './ReviewPage.tsx';

/** Says what happened while the moderator was deciding, and that nothing he wrote is lost. */
export function ConflictNotice({
  frame,
  conflict,
  rights,
  values,
  names,
}: Pick<ReviewPageProps, 'frame' | 'rights' | 'values' | 'names'> & {
  conflict: NonNullable<ReviewPageProps['conflict']>;
}) {
  const { t } = frame;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} aria-labelledby="conflict-title">
      <h2 id="conflict-title">{t('problem.edit-conflict.title')}</h2>
      <p>{t('moderation.conflict.saved')}</p>
      {conflict.events.length > 0 && (
        <>
          <h3>{t('moderation.conflict.since')}</h3>
          <History frame={frame} events={conflict.events} names={names} />
        </>
      )}
      {conflict.changes && <Changes frame={frame} comparison={conflict.changes} />}
      {rights.decisions.length > 0 ? (
        <p>
          <a href="#action">{t('moderation.conflict.again')}</a>
        </p>
      ) : (
        values.message && (
          <>
            <h3>{t('moderation.conflict.message')}</h3>
            <p class="said" dir="auto">
              {values.message}
            </p>
          </>
        )
      )}
    </div>
  );
}
