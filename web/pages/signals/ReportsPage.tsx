import { REPORT_OUTCOMES, type ReportReason } from '#domain/initiative/reports.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Radios } from '../../components/Radios.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';

export interface ReportsPageProps {
  frame: Frame;
  id: string;
  title: string;
  titleLanguage: string;
  /** Oldest first; who sent them is not shown. */
  reports: readonly { id: string; reason: ReportReason; body: string; confirmedAt: number | null }[];
  maySettle: boolean;
  settled: boolean;
  values: { outcome: string; answer: string };
  errors: readonly { field: string; text: string }[];
}

/** The reports of an entry that wait, and the form that settles those shown. */
export function ReportsPage(props: ReportsPageProps) {
  const { frame, id, reports, errors, values } = props;
  const { t, language } = frame;
  const path = `${paths.moderation(language)}/${id}`;
  const error = (field: string) => errors.find((one) => one.field === field)?.text;
  return (
    <Layout frame={frame} title={t('reports.title')} noindex alternates={false}>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('problem.invalid-input.title')}
          items={errors.map(({ field, text }) => ({ href: `#${field}`, text }))}
        />
      )}
      {props.settled && (
        <Notice kind="success">
          <p>{t('reports.settled')}</p>
        </Notice>
      )}
      <p>
        <a href={path}>{t('moderation.merge.back')}</a>
      </p>
      <h1>{t('reports.title')}</h1>
      <p class="lead">
        <bdi lang={props.titleLanguage}>{props.title}</bdi>
      </p>
      {reports.length === 0 ? (
        <EmptyState title={t('reports.none')}>{null}</EmptyState>
      ) : (
        <ul class="plain-list">
          {reports.map((report) => (
            <li key={report.id}>
              <h2>{t(`report.reason.${report.reason}`)}</h2>
              {report.confirmedAt !== null && (
                <p class="fine-print">
                  <time dateTime={new Date(report.confirmedAt).toISOString()}>
                    {formatDate(language, report.confirmedAt)}
                  </time>
                </p>
              )}
              <p class="said" dir="auto">
                {report.body}
              </p>
            </li>
          ))}
        </ul>
      )}
      {reports.length > 0 && props.maySettle && (
        <form class="form" method="post" action={`${path}/reports`} noValidate>
          {reports.map((report) => (
            <input key={report.id} type="hidden" name="report" value={report.id} />
          ))}
          <Radios
            id="outcome"
            name="outcome"
            label={t('reports.outcome')}
            required
            value={values.outcome}
            error={error('outcome')}
            options={REPORT_OUTCOMES.map((value) => ({ value, label: t(`reports.outcome.${value}`) }))}
          />
          <TextArea
            id="answer"
            name="answer"
            label={t('reports.answer')}
            hint={t('reports.answer.hint')}
            optionalLabel={t('submit.optional')}
            value={values.answer}
            error={error('answer')}
            rows={4}
          />
          <Button>{t('reports.settle')}</Button>
        </form>
      )}
    </Layout>
  );
}
