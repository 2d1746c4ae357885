import { REPORT_REASONS } from '#domain/initiative/reports.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Radios } from '../../components/Radios.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';
import { Trap } from '../submit/Trap.tsx';

export interface ReportValues {
  reason: string;
  body: string;
  email: string;
  /** Of the field only programs fill in. */
  trap: string;
  /** Signed; says when the form was opened. */
  token: string;
}

export interface ReportPageProps {
  frame: Frame;
  initiative: PublicInitiative;
  values: ReportValues;
  errors: readonly { field: string; text: string }[];
  notice?: string | undefined;
}

/** Reports an entry to the moderators. */
export function ReportPage({ frame, initiative, values, errors, notice }: ReportPageProps) {
  const { t, language } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.text;
  return (
    <Layout frame={frame} title={t('report.title')} noindex>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('submit.error.title')}
          items={errors.map(({ field, text }) => ({ href: `#${field}`, text }))}
        />
      )}
      {notice && (
        <Notice kind="warning">
          <p>{notice}</p>
        </Notice>
      )}
      <h1>{t('report.title')}</h1>
      <p class="lead">
        <a href={encodeURI(paths.initiative(language, initiative))}>
          <bdi lang={initiative.language}>{initiative.title}</bdi>
        </a>
      </p>
      <p>{t('report.lead')}</p>
      <form class="form" method="post" action={paths.report(language, initiative.id)} noValidate>
        <input type="hidden" name="form" value={values.token} />
        <Radios
          id="reason"
          name="reason"
          label={t('report.reason')}
          required
          value={values.reason}
          error={error('reason')}
          options={REPORT_REASONS.map((value) => ({ value, label: t(`report.reason.${value}`) }))}
        />
        <TextArea
          id="body"
          name="body"
          label={t('report.body')}
          hint={t('report.body.hint')}
          required
          value={values.body}
          error={error('body')}
          rows={5}
        />
        <TextInput
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          label={t('field.contact_email')}
          hint={t('report.email.hint')}
          required
          value={values.email}
          error={error('email')}
        />
        <Trap t={t} value={values.trap} error={error('trap')} />
        <Button>{t('report.send')}</Button>
      </form>
    </Layout>
  );
}
