import type { Improvement } from '#domain/initiative/completeness.ts';
import { LinkButton } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { paths } from '#web/paths.ts';
import { DraftDone } from '../drafts/FormDraft.tsx';
import { EntrySteps } from './EntrySteps.tsx';
import { Improvements } from './Improvements.tsx';

export function ReceiptPage({
  frame,
  reference,
  email,
  draft,
  improvements,
}: {
  frame: Frame;
  reference: string;
  email: string;
  /** Id of the draft that it comes from. */
  draft: string | null;
  /** What would make the entry more useful. */
  improvements: readonly Improvement[];
}) {
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={t('submit.receipt.title')} noindex>
      <h1>{t('submit.receipt.title')}</h1>
      <DraftDone frame={frame} draft={draft ? `draft:${draft}` : 'new'} />
      <Notice kind="success" title={t('submit.receipt.reference')}>
        <p class="reference">
          <bdi class="code">{reference}</bdi>
        </p>
      </Notice>
      <h2>{t('submit.receipt.next')}</h2>
      <EntrySteps
        frame={frame}
        done={1}
        about={{
          confirmed: (
            <>
              <p>
                {t('submit.receipt.mail')} <bdi>{email}</bdi>
              </p>
              <p>{t('submit.receipt.confirm')}</p>
              <p class="hint">{t('submit.receipt.no-mail')}</p>
            </>
          ),
          'looked-at': (
            <p>
              {t('submit.receipt.read')} <a href={paths.reviewTimes(language)}>{t('review-times.title')}</a>
            </p>
          ),
          decided: <p>{t('submit.receipt.decided')}</p>,
        }}
      />
      <Improvements frame={frame} improvements={improvements} lead={t('improve.receipt')} />
      <p class="actions">
        <LinkButton kind="secondary" href={paths.submit(language)}>
          {t('submit.receipt.another')}
        </LinkButton>
      </p>
    </Layout>
  );
}
