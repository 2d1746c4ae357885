import { originalOf } from '#domain/initiative/translations.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';
import { Trap } from '../submit/Trap.tsx';
import { ChooseLanguage } from './ChooseLanguage.tsx';
import { type FieldError, type PartValues, TranslationFields } from './TranslationFields.tsx';

export interface ProposeValues {
  parts: PartValues;
  email: string;
  /** Of the field only programs fill in. */
  trap: string;
  /** Signed; says when the form was opened. */
  token: string;
}

export interface ProposePageProps {
  frame: Frame;
  initiative: PublicInitiative;
  /** The language to translate into; null to choose. */
  into: string | null;
  values: ProposeValues;
  errors: readonly FieldError[];
  notice?: string | undefined;
}

/** Proposes a translation of a public entry: first the language, then the form with the original beside it. */
export function ProposePage(props: ProposePageProps) {
  const { frame, initiative, into, errors, notice } = props;
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={t('translate.title')} noindex wide={into !== null}>
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
      <h1>{into ? t('translate.into', { language: languageName(into, language) }) : t('translate.title')}</h1>
      <p class="lead">
        <a href={encodeURI(paths.initiative(language, initiative))}>
          <bdi lang={initiative.language}>{initiative.title}</bdi>
        </a>
      </p>
      {into === null ? (
        <>
          <p>{t('translate.lead')}</p>
          <ChooseLanguage
            frame={frame}
            action={paths.translate(language, initiative.id)}
            original={initiative.language}
          />
        </>
      ) : (
        <ProposeForm {...props} into={into} />
      )}
    </Layout>
  );
}

function ProposeForm({ frame, initiative, into, values, errors }: ProposePageProps & { into: string }) {
  const { t, language, user } = frame;
  const error = (field: string) => errors.find((one) => one.field === field)?.text;
  return (
    <form class="form" method="post" action={paths.translate(language, initiative.id)} noValidate>
      <input type="hidden" name="form" value={values.token} />
      <input type="hidden" name="language" value={into} />
      <TranslationFields
        frame={frame}
        original={originalOf(initiative)}
        language={into}
        values={values.parts}
        errors={errors}
      />
      {!user && (
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
      )}
      <Trap t={t} value={values.trap} error={error('trap')} />
      <div class="actions">
        <Button>{t('translate.send')}</Button>
      </div>
    </form>
  );
}
