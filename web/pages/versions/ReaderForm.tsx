import type { ComponentChildren } from 'preact';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';
import { Trap } from '../submit/Trap.tsx';

/** What every form has that readers send without an account. */
export interface ReaderValues {
  email: string;
  /** Of the field only programs fill in. */
  trap: string;
  /** Signed; says when the form was opened. */
  token: string;
}

export interface ReaderFormProps {
  frame: Frame;
  /** The public entry that the form is about. */
  initiative: PublicInitiative;
  errors: readonly { field: string; text: string }[];
  /** Why the form was refused, if no field is to blame. */
  notice?: string | undefined;
}

/** The text of the error of one field, if it has one. */
export function errorOf(errors: ReaderFormProps['errors'], field: string): string | undefined {
  return errors.find((error) => error.field === field)?.text;
}

/** A page about a public entry with a form that readers send without an account. */
export function ReaderFormPage({
  frame,
  initiative,
  errors,
  notice,
  title,
  heading = title,
  wide = false,
  children,
}: ReaderFormProps & {
  title: string;
  heading?: string | undefined;
  wide?: boolean;
  children: ComponentChildren;
}) {
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={title} noindex wide={wide}>
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
      <h1>{heading}</h1>
      <p class="lead">
        <a href={encodeURI(paths.initiative(language, initiative))}>
          <bdi lang={initiative.language}>{initiative.title}</bdi>
        </a>
      </p>
      {children}
    </Layout>
  );
}

/** The fields of every such form: whom to answer, and the one that only programs fill in. */
export function ReaderFields({
  frame: { t, user },
  values,
  errors,
  hint,
  account = false,
}: Pick<ReaderFormProps, 'frame' | 'errors'> & {
  values: ReaderValues;
  /** Says what the address is for. */
  hint: string;
  /** Whether the address of who is signed in is taken. */
  account?: boolean;
}) {
  return (
    <>
      <input type="hidden" name="form" value={values.token} />
      {!(account && user) && (
        <TextInput
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          label={t('field.contact_email')}
          hint={hint}
          required
          value={values.email}
          error={errorOf(errors, 'email')}
        />
      )}
      <Trap t={t} value={values.trap} error={errorOf(errors, 'trap')} />
    </>
  );
}
