// biome-ignore-all lint/a11y/noRedundantRoles: Safari forgets the native ones when CSS turns rows into cards
import type { Age, DeskQueue, View } from '#domain/initiative/desk.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import type { ActionLine } from '#domain/taxonomy/action-lines.ts';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Pagination } from '../../components/Pagination.tsx';
import { paths } from '../../paths.ts';
import { BulkBar } from './BulkBar.tsx';
import { DeskScript, KeyboardHelp } from './KeyboardHelp.tsx';
import { QueueFilters } from './QueueFilters.tsx';
import { QUEUE_COLUMNS, type QueueItem, QueueRow } from './QueueRow.tsx';

export type QueueTab = DeskQueue | 'open';

interface Choice<T> {
  value: T;
  count: number;
}

export interface QueueChoices {
  total: number;
  /** The numbers are at least these. */
  truncated: boolean;
  queue: readonly Choice<QueueTab>[];
  view: readonly Choice<View>[];
  age: readonly Choice<Age>[];
  language: readonly Choice<string>[];
  actionLine: readonly Choice<ActionLine>[];
}

export interface QueuePageProps {
  frame: Frame;
  page: number;
  pages: number;
  items: readonly QueueItem[];
  counts: QueueChoices;
  /** What readers suggest and waits for an answer. */
  suggested: { corrections: number; translations: number };
  selected: { queue: QueueTab; view: View; age: Age | ''; language: string; actionLine: string };
  /** The filters as a query, without the page. */
  query: string;
  /** Id of the entry just decided. */
  decided: string | null;
  /** Account of the reader. */
  me: string;
  now: number;
}

export function QueuePage(props: QueuePageProps) {
  const { frame, page, pages, items, counts, suggested, selected, query, decided, me, now } = props;
  const { language, t } = frame;
  const path = paths.moderation(language);
  return (
    <Layout
      frame={frame}
      title={t('moderation.queue.title')}
      head={<DeskScript frame={frame} />}
      noindex
      alternates={false}
      wide
    >
      {decided && <DecidedNotice frame={frame} id={decided} query={query} />}
      <h1>{t('moderation.queue.title')}</h1>
      <div class="desk-links">
        <a href={paths.search(language)}>{t('desk.search')}</a>
        <a href={paths.duplicates(language)}>{t('moderation.duplicates')}</a>
        <a href={paths.corrections(language)}>
          {t('corrections.title')} <Count frame={frame} count={suggested.corrections} />
        </a>
        <a href={paths.translations(language)}>
          {t('translations.title')} <Count frame={frame} count={suggested.translations} />
        </a>
        <a href={paths.claims(language)}>{t('claims.title')}</a>
        {frame.user?.administrator && frame.user.staffPower && (
          <>
            <a href={paths.people(language)}>{t('people.title')}</a>
            <a href={paths.searchIndex(language)}>{t('index.title')}</a>
          </>
        )}
        <KeyboardHelp frame={frame} />
      </div>
      <Places {...props} name="queue" label={t('desk.queues')} choices={counts.queue} />
      <div class="queue-narrow">
        <Places {...props} name="view" label={t('desk.views')} choices={counts.view} />
        <QueueFilters {...props} />
      </div>
      <p class="hint">{t('moderation.queue.total', { count: counts.total })}</p>
      {counts.truncated && (
        <Notice kind="info">
          <p>{t('desk.truncated')}</p>
        </Notice>
      )}
      {items.length === 0 ? (
        <Empty {...props} />
      ) : (
        <table class="data-table queue-table" role="table">
          <caption class="visually-hidden">{t(`desk.queue.${selected.queue}`)}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {QUEUE_COLUMNS.map((key) => (
                <th key={key} scope="col" role="columnheader">
                  {t(key)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {items.map((item) => (
              <QueueRow
                key={item.id}
                frame={frame}
                item={item}
                query={query}
                mixed={selected.queue === 'open'}
                me={me}
                now={now}
              />
            ))}
          </tbody>
        </table>
      )}
      {items.length > 0 && <BulkBar frame={frame} query={query} total={counts.total} />}
      <Pagination
        frame={frame}
        page={page}
        pages={pages}
        hrefOf={(number) => `${path}?${query ? `${query}&` : ''}page=${number}`}
      />
    </Layout>
  );
}

/** Nothing waits at all, or nothing that fits what was asked for. */
function Empty({ frame: { t, language }, query }: QueuePageProps) {
  if (!query)
    return (
      <EmptyState title={t('moderation.queue.clear')}>
        <p>{t('moderation.queue.clear.hint')}</p>
      </EmptyState>
    );
  return (
    <EmptyState title={t('moderation.queue.empty')}>
      <p>{t('moderation.queue.empty.hint')}</p>
      <p>
        <a href={paths.moderation(language)}>{t('moderation.queue.all')}</a>
      </p>
    </EmptyState>
  );
}

type PlacesProps = Pick<QueuePageProps, 'frame' | 'selected' | 'query'> & { label: string } & (
    | { name: 'queue'; choices: QueueChoices['queue'] }
    | { name: 'view'; choices: QueueChoices['view'] }
  );

/** Links to the queues, or to the ways to look at one, each with how many entries are there. */
function Places({ frame, selected, query, label, name, choices }: PlacesProps) {
  const { language, t } = frame;
  const hrefOf = (value: string, usual: string): string => {
    const params = new URLSearchParams(query);
    if (value === usual) params.delete(name);
    else params.set(name, value);
    return `${paths.moderation(language)}${params.size > 0 ? `?${params}` : ''}`;
  };
  const links =
    name === 'queue'
      ? choices.map(({ value, count }) => ({ value, count, text: t(`desk.queue.${value}`), usual: 'open' }))
      : choices.map(({ value, count }) => ({ value, count, text: t(`desk.view.${value}`), usual: 'all' }));
  return (
    <nav class={`places ${name}`} aria-label={label}>
      <ul>
        {links.map(({ value, count, text, usual }) => (
          <li key={value}>
            <a
              href={hrefOf(value, usual)}
              class={count === 0 ? 'none' : undefined}
              aria-current={selected[name] === value ? 'page' : undefined}
            >
              {text} <Count frame={frame} count={count} />
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Count({ frame, count }: { frame: Frame; count: number }) {
  return <span class="count">{formatNumber(frame.language, count)}</span>;
}

export function DecidedNotice({ frame, id, query }: { frame: Frame; id: string; query: string }) {
  const { language, t } = frame;
  return (
    <Notice kind="success">
      <p>
        {t('moderation.decided')}{' '}
        <a href={`${paths.moderation(language)}/${id}${query ? `?${query}` : ''}`}>
          <bdi>{referenceOf(id)}</bdi>
        </a>
      </p>
    </Notice>
  );
}
