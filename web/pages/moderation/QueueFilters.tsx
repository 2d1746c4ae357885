import { formatNumber } from '#domain/strings/strings.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import { paths } from '../../paths.ts';
import type { QueuePageProps } from './QueuePage.tsx';

/** Narrows the queue. Every choice says how many entries it would leave. */
export function QueueFilters({ frame, counts, selected }: QueuePageProps) {
  const { language, t } = frame;
  const narrowed = Boolean(selected.age || selected.language || selected.actionLine);
  const counted = (label: string, count: number): string =>
    t('moderation.filter.choice', { label, count: formatNumber(language, count) });
  return (
    <details class="fold queue-filters" open={narrowed}>
      <summary>{t('search-layout.filters')}</summary>
      <form
        method="get"
        action={paths.moderation(language)}
        class="queue-fields"
        aria-label={t('search-layout.filters')}
      >
        {selected.queue !== 'open' && <input type="hidden" name="queue" value={selected.queue} />}
        {selected.view !== 'all' && <input type="hidden" name="view" value={selected.view} />}
        <Select
          id="age"
          name="age"
          label={t('moderation.queue.waiting')}
          value={selected.age}
          emptyLabel={t('desk.age.any')}
          options={counts.age.map(({ value, count }) => ({
            value,
            label: counted(t(`desk.age.${value}`), count),
          }))}
        />
        <Select
          id="language"
          name="language"
          label={t('field.language')}
          value={selected.language}
          emptyLabel={t('moderation.filter.all-languages')}
          options={counts.language.map(({ value, count }) => ({
            value,
            label: counted(languageName(value, language), count),
          }))}
        />
        <Select
          id="action_line"
          name="action_line"
          label={t('moderation.filter.action-line')}
          value={selected.actionLine}
          emptyLabel={t('moderation.filter.all-lines')}
          options={counts.actionLine.map(({ value, count }) => ({
            value,
            label: counted(`${value.split('-', 1)[0]} ${ACTION_LINE_SHORT_NAMES[value][language]}`, count),
          }))}
        />
        <Button kind="secondary">{t('moderation.filter.apply')}</Button>
      </form>
    </details>
  );
}
