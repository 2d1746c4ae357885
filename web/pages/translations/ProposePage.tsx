import { originalOf } from '#domain/initiative/translations.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { Button } from '../../components/Button.tsx';
import { paths } from '../../paths.ts';
import {
  ReaderFields,
  ReaderFormPage,
  type ReaderFormProps,
  type ReaderValues,
} from '../versions/ReaderForm.tsx';
import { ChooseLanguage } from './ChooseLanguage.tsx';
import { type PartValues, TranslationFields } from './TranslationFields.tsx';

export interface ProposeValues extends ReaderValues {
  parts: PartValues;
}

export interface ProposePageProps extends ReaderFormProps {
  /** The language to translate into; null to choose. */
  into: string | null;
  values: ProposeValues;
}

/** Proposes a translation of a public entry: first the language, then the form with the original beside it. */
export function ProposePage(props: ProposePageProps) {
  const { frame, initiative, into } = props;
  const { t, language } = frame;
  return (
    <ReaderFormPage
      {...props}
      title={t('translate.title')}
      heading={into ? t('translate.into', { language: languageName(into, language) }) : undefined}
      wide={into !== null}
    >
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
    </ReaderFormPage>
  );
}

function ProposeForm({ frame, initiative, into, values, errors }: ProposePageProps & { into: string }) {
  const { t, language } = frame;
  return (
    <form class="form" method="post" action={paths.translate(language, initiative.id)} noValidate>
      <input type="hidden" name="language" value={into} />
      <TranslationFields
        frame={frame}
        original={originalOf(initiative)}
        language={into}
        values={values.parts}
        errors={errors}
      />
      <ReaderFields frame={frame} values={values} errors={errors} hint={t('suggest.email.hint')} account />
      <div class="actions">
        <Button>{t('translate.send')}</Button>
      </div>
    </form>
  );
}
