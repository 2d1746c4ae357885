import { referenceOf } from '#domain/initiative/identifiers.ts';
import type { QUEUE_STATES } from '#domain/initiative/states.ts';
import { formatDate, formatNumber } from '#domain/strings/strings.ts';
import type { ActionLine } from '#domain/taxonomy/action-lines.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ActionLineTag } from '../../components/ActionLineTag.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Pagination } from '../../components/Pagination.tsx';
import { paths } from '../../paths.ts';
import { QueueFilters } from './QueueFilters.tsx';

export type QueueState = (typeof QUEUE_STATES)[number];

export interface QueueItem {
  id: string;
  title: string;
  state: QueueState;
  language: string;
  actionLines: readonly ActionLine[];
  /** Milliseconds since 1970, UTC. */
  submittedAt: number;
  waitingDays: number;
}

export interface QueueChoices {
  state: readonly { value: QueueState; count: number }[];
  language: readonly { value: string; count: number }[];
  actionLine: readonly { value: ActionLine; count: number }[];
}

export interface QueuePageProps {
  frame: Frame;
  total: number;
  page: number;
  pages: number;
  items: readonly QueueItem[];
  choices: QueueChoices;
  selected: { state: string; language: string; actionLine: string };
  /** The filters as a query, without the page. */
  query: string;
  /** Id of the entry just decided. */
  decided: string | null;
}

export function QueuePage(props: QueuePageProps) {
  const { frame, total, page, pages, items, query, decided } = props;
  const { language, t } = frame;
  const path = paths.moderation(language);
  return (
    <Layout frame={frame} title={t('moderation.queue.title')} noindex alternates={false} wide>
      {decided && <DecidedNotice frame={frame} id={decided} query={query} />}
      <h1>{t('moderation.queue.title')}</h1>
      <p class="lead">{t('moderation.queue.total', { count: total })}</p>
      {frame.user?.role === 'administrator' && (
        <p>
          <a href={paths.searchIndex(language)}>{t('index.title')}</a>
        </p>
      )}
      <QueueFilters {...props} />
      {items.length === 0 ? (
        <EmptyState title={t('moderation.queue.empty')}>
          <p>{t('moderation.queue.empty.hint')}</p>
        </EmptyState>
      ) : (
        <DataTable
          caption={t('moderation.queue.title')}
          columns={[
            { key: 'title', label: t('field.title') },
            { key: 'state', label: t('moderation.queue.state') },
            { key: 'language', label: t('field.language') },
            { key: 'lines', label: t('field.action_lines') },
            { key: 'submitted', label: t('moderation.queue.submitted') },
            { key: 'waiting', label: t('moderation.queue.waiting'), numeric: true },
          ]}
          rows={items.map((item) => ({ id: item.id, cells: cellsOf(frame, item, query) }))}
        />
      )}
      <Pagination
        frame={frame}
        page={page}
        pages={pages}
        hrefOf={(number) => `${path}?${query ? `${query}&` : ''}page=${number}`}
      />
    </Layout>
  );
}

function cellsOf(frame: Frame, item: QueueItem, query: string) {
  const { language, t } = frame;
  return [
    <a
      href={`${paths.moderation(language)}/${item.id}${query ? `?${query}` : ''}`}
      lang={item.language}
      dir="auto"
    >
      {item.title}
    </a>,
    t(`state.${item.state}`),
    languageName(item.language, language),
    <span class="line-tags">
      {item.actionLines.map((code) => (
        <ActionLineTag key={code} frame={frame} code={code} />
      ))}
    </span>,
    formatDate(language, item.submittedAt),
    t('moderation.queue.days', { count: item.waitingDays, number: formatNumber(language, item.waitingDays) }),
  ];
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
