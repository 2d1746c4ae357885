import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';

export interface SignInPageProps {
  frame: Frame;
  email: string;
  /** Own path to go to once signed in, or empty. */
  next: string;
  error?: string | undefined;
}

export function SignInPage({ frame, email, next, error }: SignInPageProps) {
  const { language, t, assets } = frame;
  return (
    <Layout frame={frame} title={t('accounts.sign-in.title')} noindex alternates={false}>
      {error && (
        <ErrorSummary title={t('accounts.sign-in.error')} items={[{ href: '#email', text: error }]} />
      )}
      <h1>{t('accounts.sign-in.title')}</h1>
      <p class="lead">{t('accounts.sign-in.lead')}</p>
      <form method="post" action={paths.signIn(language)} noValidate>
        {next && <input type="hidden" name="next" value={next} />}
        <TextInput
          id="email"
          name="email"
          type="email"
          inputMode="email"
          autocomplete="email"
          maxLength={254}
          value={email}
          label={t('accounts.sign-in.email')}
          hint={t('accounts.sign-in.email.hint')}
          error={error}
          required
        />
        <p class="actions">
          <Button>{t('accounts.sign-in.send')}</Button>
        </p>
      </form>
      <form
        method="post"
        hidden
        data-passkey="get"
        data-passkey-path={`${paths.signIn(language)}/passkey`}
        data-passkey-failed={t('accounts.passkeys.failed')}
      >
        {next && <input type="hidden" name="next" value={next} />}
        <p class="actions">
          <Button kind="secondary">{t('accounts.passkeys.sign-in')}</Button>
        </p>
        <p class="error" role="alert" />
      </form>
      {assets.passkey && <script type="module" src={assets.passkey} />}
      <h2>{t('accounts.sign-in.submitters.title')}</h2>
      <p>{t('accounts.sign-in.submitters.body')}</p>
    </Layout>
  );
}
