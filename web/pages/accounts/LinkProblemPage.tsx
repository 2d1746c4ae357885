import { LinkButton } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { ProblemPage } from '../../components/ProblemPage.tsx';
import { paths } from '../../paths.ts';

export interface LinkProblemPageProps {
  frame: Frame;
  /** Used up or too old; otherwise it was never a link of ours. */
  expired: boolean;
  requestId: string;
  next: string;
}

/** A sign-in link that does not work, and the way to one that does. */
export function LinkProblemPage({ frame, expired, requestId, next }: LinkProblemPageProps) {
  const { language, t } = frame;
  const signIn = paths.signIn(language);
  return (
    <ProblemPage
      // The address of this page holds the token, which nothing on the page may repeat.
      frame={{ ...frame, path: signIn }}
      title={t(expired ? 'accounts.link.expired.title' : 'accounts.link.invalid.title')}
      detail={t(expired ? 'accounts.link.expired.detail' : 'accounts.link.invalid.detail')}
      code={expired ? 'link-expired' : 'link-invalid'}
      requestId={requestId}
    >
      <p>
        <LinkButton href={next ? `${signIn}?${new URLSearchParams({ next })}` : signIn}>
          {t('accounts.link.again')}
        </LinkButton>
      </p>
    </ProblemPage>
  );
}
