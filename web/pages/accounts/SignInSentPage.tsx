import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { paths } from '../../paths.ts';

/** Says the same whether or not there is an account with the address. */
export function SignInSentPage({ frame }: { frame: Frame }) {
  const { language, t } = frame;
  return (
    <Layout frame={frame} title={t('accounts.sent.title')} noindex>
      <h1>{t('accounts.sent.title')}</h1>
      <p class="lead">{t('accounts.sent.lead')}</p>
      <p>{t('accounts.sent.once')}</p>
      <h2>{t('accounts.sent.nothing.title')}</h2>
      <p>{t('accounts.sent.nothing.body')}</p>
      <p>
        <a href={paths.signIn(language)}>{t('accounts.sent.again')}</a>
      </p>
    </Layout>
  );
}
