import { REPORT_REASONS } from '#domain/initiative/reports.ts';
import { Button } from '../../components/Button.tsx';
import { Radios } from '../../components/Radios.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';
import {
  errorOf,
  ReaderFields,
  ReaderFormPage,
  type ReaderFormProps,
  type ReaderValues,
} from '../versions/ReaderForm.tsx';

export interface ReportValues extends ReaderValues {
  reason: string;
  body: string;
}

/** Reports an entry to the moderators. */
export function ReportPage(props: ReaderFormProps & { values: ReportValues }) {
  const { frame, initiative, values, errors } = props;
  const { t, language } = frame;
  return (
    <ReaderFormPage {...props} title={t('report.title')}>
      <p>{t('report.lead')}</p>
      <form class="form" method="post" action={paths.report(language, initiative.id)} noValidate>
        <Radios
          id="reason"
          name="reason"
          label={t('report.reason')}
          required
          value={values.reason}
          error={errorOf(errors, 'reason')}
          options={REPORT_REASONS.map((value) => ({ value, label: t(`report.reason.${value}`) }))}
        />
        <TextArea
          id="body"
          name="body"
          label={t('report.body')}
          hint={t('report.body.hint')}
          required
          value={values.body}
          error={errorOf(errors, 'body')}
          rows={5}
        />
        <ReaderFields frame={frame} values={values} errors={errors} hint={t('report.email.hint')} />
        <Button>{t('report.send')}</Button>
      </form>
    </ReaderFormPage>
  );
}
