import type { QueueName } from '#domain/initiative/states.ts';
import { formatDate, formatNumber } from '#domain/strings/strings.ts';
import { DataTable } from '../../components/DataTable.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';

export interface ReviewTimesPageProps {
  frame: Frame;
  /** Days that the medians look back. */
  days: number;
  computedAt: number | null;
  queues: readonly {
    queue: QueueName;
    decided: number;
    medianDays: number | null;
    open: number;
    oldestDays: number | null;
  }[];
  asked: number;
}

/** Stands where there is no number. */
const NONE = '–';

/** How long decisions take, for everybody. */
export function ReviewTimesPage({ frame, days, computedAt, queues, asked }: ReviewTimesPageProps) {
  const { t, language } = frame;
  const title = t('review-times.title');
  const figure = (value: number | null) => (value === null ? NONE : formatNumber(language, value));
  return (
    <Layout sheets={['view']} frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="lead">{t('review-times.lead', { days })}</p>
      <DataTable
        caption={title}
        columns={[
          { key: 'what', label: t('review-times.what') },
          { key: 'decided', label: t('review-times.decided'), numeric: true },
          { key: 'median', label: t('review-times.median'), numeric: true },
          { key: 'open', label: t('review-times.open'), numeric: true },
          { key: 'oldest', label: t('review-times.oldest'), numeric: true },
        ]}
        rows={queues.map(({ queue, decided, medianDays, open, oldestDays }) => ({
          id: queue,
          cells: [
            t(`desk.queue.${queue}`),
            figure(decided),
            figure(medianDays),
            figure(open),
            figure(oldestDays),
          ],
        }))}
      />
      <p>{t('review-times.asked', { count: asked })}</p>
      {computedAt !== null && (
        <p class="fine-print">{t('review-times.computed', { date: formatDate(language, computedAt) })}</p>
      )}
    </Layout>
  );
}
