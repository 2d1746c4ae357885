import { BULK_SIZE } from '#domain/initiative/desk.ts';
import { Button } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';

/** The form that the checkboxes of the queue belong to. */
const FORM = 'bulk';

/** The checkbox of one entry in the queue. */
export function BulkChoice({ frame, id, title }: { frame: Frame; id: string; title: string }) {
  return (
    <label class="pick">
      <input
        type="checkbox"
        form={FORM}
        name="ids"
        value={id}
        aria-label={frame.t('bulk.choose', { title })}
      />
    </label>
  );
}

/** Below the queue: on to decide on what was chosen, or on everything that the filters leave. */
export function BulkBar({ frame, query, total }: { frame: Frame; query: string; total: number }) {
  const { language, t } = frame;
  return (
    <form
      id={FORM}
      method="post"
      action={`${paths.moderation(language)}/bulk${query ? `?${query}` : ''}`}
      class="bulk-bar"
      aria-label={t('bulk.title')}
    >
      <p class="actions">
        <Button kind="secondary">{t('bulk.chosen')}</Button>
        {total <= BULK_SIZE && (
          <Button kind="secondary" name="all" value="1">
            {t('bulk.all', { count: total })}
          </Button>
        )}
      </p>
      <p class="hint">{t('bulk.hint', { max: BULK_SIZE })}</p>
    </form>
  );
}
