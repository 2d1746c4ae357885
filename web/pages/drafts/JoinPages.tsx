import { Button } from '#web/components/Button.tsx';
import { ErrorSummary } from '#web/components/ErrorSummary.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { TextInput } from '#web/components/TextInput.tsx';

interface JoinPageProps {
  frame: Frame;
  ownerName: string;
  /** Address of the page. */
  action: string;
}

/** Asks somebody who was invited whether to join. */
export function JoinPage({ frame, ownerName, action }: JoinPageProps) {
  const { t } = frame;
  return (
    <Layout frame={frame} title={t('draft.join')} noindex alternates={false}>
      <h1>{t('draft.join')}</h1>
      <p class="lead">{t('draft.join.lead', { name: ownerName })}</p>
      <p>{t('draft.join.seen')}</p>
      <form method="post" action={action}>
        <Button>{t('draft.join.do')}</Button>
      </form>
    </Layout>
  );
}

/** Says that an invitation does not work any more. */
export function InvitationOverPage({ frame }: { frame: Frame }) {
  const { t } = frame;
  return (
    <Layout frame={frame} title={t('draft.join.over')} noindex alternates={false}>
      <h1>{t('draft.join.over')}</h1>
      <p class="lead">{t('draft.join.over.body')}</p>
    </Layout>
  );
}

export interface AddressPageProps {
  frame: Frame;
  action: string;
  email: string;
  error?: string | undefined;
  /** Where the invitation comes from, if it is for one. */
  ownerName?: string | undefined;
}

/** Asks for an address, to keep a draft under it or to join one. */
export function AddressPage({ frame, action, email, error, ownerName }: AddressPageProps) {
  const { t } = frame;
  const title = t(ownerName === undefined ? 'draft.keep' : 'draft.join');
  return (
    <Layout frame={frame} title={title} noindex alternates={false}>
      {error && <ErrorSummary title={t('submit.error.title')} items={[{ href: '#email', text: error }]} />}
      <h1>{title}</h1>
      <p class="lead">
        {ownerName === undefined ? t('draft.keep.lead') : t('draft.join.address', { name: ownerName })}
      </p>
      <form class="form" method="post" action={action} noValidate>
        <TextInput
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          label={t('accounts.sign-in.email')}
          required
          value={email}
          error={error}
        />
        <p class="actions">
          <Button>{t('draft.keep.send')}</Button>
        </p>
      </form>
    </Layout>
  );
}

/** Says the same for every address. */
export function LinkSentPage({ frame, joins }: { frame: Frame; joins: boolean }) {
  const { t } = frame;
  return (
    <Layout frame={frame} title={t('accounts.sent.title')} noindex alternates={false}>
      <h1>{t('accounts.sent.title')}</h1>
      <p class="lead">{t('draft.link-sent')}</p>
      {!joins && <p>{t('draft.link-sent.here')}</p>}
    </Layout>
  );
}
