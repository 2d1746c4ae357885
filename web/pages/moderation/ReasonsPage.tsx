import { ANSWER_DAYS } from '#domain/initiative/deadlines.ts';
import { DECLINE_REASONS, isRetired } from '#domain/initiative/reasons.ts';
import { DataTable } from '../../components/DataTable.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';

/** Why entries are declined, and what happens before and after, for everybody. */
export function ReasonsPage({ frame }: { frame: Frame }) {
  const { t } = frame;
  return (
    <Layout sheets={['view']} frame={frame} title={t('reasons.title')} description={t('reasons.lead')}>
      <h1>{t('reasons.title')}</h1>
      <p class="lead">{t('reasons.lead')}</p>
      <DataTable
        caption={t('reasons.title')}
        columns={[
          { key: 'reason', label: t('reasons.reason') },
          { key: 'code', label: t('reasons.code') },
          { key: 'status', label: t('reasons.status') },
        ]}
        rows={DECLINE_REASONS.map((reason) => ({
          id: reason,
          cells: [
            t(`reason.${reason}`),
            <code dir="ltr">{reason}</code>,
            t(isRetired(reason) ? 'reason.retired' : 'reasons.offered'),
          ],
        }))}
      />
      <section aria-labelledby="process">
        <h2 id="process">{t('reasons.process')}</h2>
        <p>{t('reasons.process.changes', { days: ANSWER_DAYS })}</p>
        <p>{t('reasons.process.appeal')}</p>
        <p>{t('reasons.process.conflict')}</p>
      </section>
    </Layout>
  );
}
