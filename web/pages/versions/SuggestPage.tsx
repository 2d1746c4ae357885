import { isTextField } from '#domain/initiative/changed-fields.ts';
import { SUMMARY_WORDS } from '#domain/schemas/atoms.ts';
import { CORRECTABLE_FIELDS, type CorrectableField, OWNER_DAYS } from '#domain/schemas/correction.ts';
import { ACTIVITY_STATUSES } from '#domain/taxonomy/code-lists.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ACTIVITY_STATUS_NAMES } from '#domain/taxonomy/names/activity-statuses.ts';
import { Button } from '../../components/Button.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';
import {
  errorOf,
  ReaderFields,
  ReaderFormPage,
  type ReaderFormProps,
  type ReaderValues,
} from './ReaderForm.tsx';

export interface SuggestValues extends ReaderValues {
  value: string;
  evidence: string;
}

export interface SuggestPageProps extends ReaderFormProps {
  /** What shall be corrected; null to choose. */
  choice: { field: CorrectableField; language: string | null } | null;
  values: SuggestValues;
}

/** Suggests a correction: first of what, then the form for it. */
export function SuggestPage(props: SuggestPageProps) {
  const { frame, initiative, choice } = props;
  return (
    <ReaderFormPage {...props} title={frame.t('suggest.title')}>
      {choice ? (
        <SuggestForm {...props} choice={choice} />
      ) : (
        <Choices frame={frame} initiative={initiative} />
      )}
    </ReaderFormPage>
  );
}

function Choices({ frame, initiative }: Pick<SuggestPageProps, 'frame' | 'initiative'>) {
  const { t, language } = frame;
  const choices = CORRECTABLE_FIELDS.flatMap((field): { field: CorrectableField; of: string | null }[] =>
    isTextField(field)
      ? initiative.texts
          .filter((text) => text[field] !== undefined)
          .map((text) => ({ field, of: text.language }))
      : [{ field, of: null }],
  );
  return (
    <>
      <p>{t('suggest.lead', { days: OWNER_DAYS })}</p>
      <h2 id="what">{t('suggest.what')}</h2>
      <ul class="choose-list" aria-labelledby="what">
        {choices.map(({ field, of }) => (
          <li key={`${field}-${of}`}>
            <a
              href={`${paths.suggest(language, initiative.id)}?${new URLSearchParams({ field, ...(of && { language: of }) })}`}
            >
              {t(`field.${field}`)}
              {of && initiative.texts.length > 1 && ` (${languageName(of, language)})`}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}

type Chosen = SuggestPageProps & { choice: NonNullable<SuggestPageProps['choice']> };

function SuggestForm(props: Chosen) {
  const { frame, initiative, choice, values, errors } = props;
  const { t, language } = frame;
  return (
    <form class="form" method="post" action={paths.suggest(language, initiative.id)} noValidate>
      <input type="hidden" name="field" value={choice.field} />
      {choice.language && <input type="hidden" name="language" value={choice.language} />}
      <ValueField {...props} error={errorOf(errors, 'value')} />
      <TextArea
        id="evidence"
        name="evidence"
        label={t('suggest.evidence')}
        hint={t('suggest.evidence.hint')}
        required
        value={values.evidence}
        error={errorOf(errors, 'evidence')}
        rows={4}
      />
      <ReaderFields frame={frame} values={values} errors={errors} hint={t('suggest.email.hint')} />
      <div class="actions">
        <Button>{t('suggest.send')}</Button>
      </div>
    </form>
  );
}

/** The control that suits the field, filled with what the entry says now. */
function ValueField({ frame, choice, values, error }: Chosen & { error: string | undefined }) {
  const { t, language } = frame;
  const { field } = choice;
  const name = choice.language
    ? `${t(`field.${field}`)} (${languageName(choice.language, language)})`
    : t(`field.${field}`);
  const common = { id: 'value', name: 'value', label: name, value: values.value, error };
  const lang = choice.language ?? undefined;
  switch (field) {
    case 'title':
      return <TextInput {...common} required lang={lang} hint={t('submit.title.hint')} />;
    case 'summary':
      return (
        <TextArea {...common} required lang={lang} rows={10} hint={t('submit.summary.hint', SUMMARY_WORDS)} />
      );
    case 'impact':
    case 'partnerships':
    case 'challenges':
    case 'evidence':
      return <TextArea {...common} lang={lang} rows={6} />;
    case 'urls':
      return <TextArea {...common} rows={4} hint={t('submit.urls.hint')} />;
    case 'activity_status':
      return (
        <Select
          {...common}
          emptyLabel={t('submit.not-said')}
          options={ACTIVITY_STATUSES.map((value) => ({
            value,
            label: ACTIVITY_STATUS_NAMES[value][language],
          }))}
        />
      );
    default:
      return <TextInput {...common} short hint={t('submit.date.hint')} />;
  }
}
