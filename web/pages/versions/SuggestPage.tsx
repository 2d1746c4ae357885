import { isTextField } from '#domain/initiative/changed-fields.ts';
import { SUMMARY_WORDS } from '#domain/schemas/atoms.ts';
import { CORRECTABLE_FIELDS, type CorrectableField, OWNER_DAYS } from '#domain/schemas/correction.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { ACTIVITY_STATUSES } from '#domain/taxonomy/code-lists.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ACTIVITY_STATUS_NAMES } from '#domain/taxonomy/names/activity-statuses.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';
import { Trap } from '../submit/Trap.tsx';

export interface SuggestValues {
  value: string;
  evidence: string;
  email: string;
  /** Of the field only programs fill in. */
  trap: string;
  /** Signed; says when the form was opened. */
  token: string;
}

export interface SuggestPageProps {
  frame: Frame;
  initiative: PublicInitiative;
  /** What shall be corrected; null to choose. */
  choice: { field: CorrectableField; language: string | null } | null;
  values: SuggestValues;
  errors: readonly { field: string; text: string }[];
  notice?: string | undefined;
}

/** Suggests a correction: first of what, then the form for it. */
export function SuggestPage(props: SuggestPageProps) {
  const { frame, initiative, choice, errors, notice } = props;
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={t('suggest.title')} noindex>
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
      <h1>{t('suggest.title')}</h1>
      <p class="lead">
        <a href={encodeURI(paths.initiative(language, initiative))}>
          <bdi lang={initiative.language}>{initiative.title}</bdi>
        </a>
      </p>
      {choice ? (
        <SuggestForm {...props} choice={choice} />
      ) : (
        <Choices frame={frame} initiative={initiative} />
      )}
    </Layout>
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
  const error = (field: string) => errors.find((one) => one.field === field)?.text;
  return (
    <form class="form" method="post" action={paths.suggest(language, initiative.id)} noValidate>
      <input type="hidden" name="form" value={values.token} />
      <input type="hidden" name="field" value={choice.field} />
      {choice.language && <input type="hidden" name="language" value={choice.language} />}
      <ValueField {...props} error={error('value')} />
      <TextArea
        id="evidence"
        name="evidence"
        label={t('suggest.evidence')}
        hint={t('suggest.evidence.hint')}
        required
        value={values.evidence}
        error={error('evidence')}
        rows={4}
      />
      <TextInput
        id="email"
        name="email"
        type="email"
        autocomplete="email"
        label={t('field.contact_email')}
        hint={t('suggest.email.hint')}
        required
        value={values.email}
        error={error('email')}
      />
      <Trap t={t} value={values.trap} error={error('trap')} />
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
