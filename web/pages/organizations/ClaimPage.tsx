import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextArea } from '../../components/TextArea.tsx';

export interface ClaimPageProps {
  frame: Frame;
  kind: 'claim' | 'offer';
  /** Address of this page. */
  href: string;
  title: string;
  titleLanguage: string;
  initiativeId: string;
  /** The organisation that would get the entry. */
  name: string;
  message: string;
  dueAt: number | null;
  objection: string | null;
  /** Whether the reader may still answer. */
  open: boolean;
  value: string;
  error?: string | undefined;
}

/** The owner of an entry answers a claim, or an organisation an offer. */
export function ClaimPage(props: ClaimPageProps) {
  const { frame, kind, name, message, dueAt, objection, open, href, value, error } = props;
  const { t, language } = frame;
  const heading = t(`claim.${kind}.title`, { name });
  return (
    <Layout frame={frame} title={heading} noindex alternates={false}>
      <h1>{heading}</h1>
      <p class="lead">
        <a href={`/i/${props.initiativeId}`}>
          <bdi lang={props.titleLanguage}>{props.title}</bdi>
        </a>
      </p>
      {message && (
        <blockquote class="message" dir="auto">
          {message}
        </blockquote>
      )}
      {objection && (
        <>
          <h2>{t('claim.objection')}</h2>
          <blockquote class="message" dir="auto">
            {objection}
          </blockquote>
        </>
      )}
      {!open && (
        <Notice kind="info">
          <p>{t('claim.closed')}</p>
        </Notice>
      )}
      {open && kind === 'offer' && (
        <form method="post" action={href}>
          <div class="actions">
            <Button name="answer" value="accept">
              {t('claim.accept')}
            </Button>
            <Button name="answer" value="decline" kind="secondary">
              {t('claim.decline')}
            </Button>
          </div>
        </form>
      )}
      {open && kind === 'claim' && (
        <>
          <p>{t('claim.until', { date: formatDate(language, dueAt ?? 0) })}</p>
          <form method="post" action={href}>
            <TextArea
              id="message"
              name="message"
              label={t('claim.objection')}
              value={value}
              error={error}
              rows={5}
            />
            <div class="actions">
              <Button name="answer" value="object">
                {t('claim.object')}
              </Button>
              <Button name="answer" value="agree" kind="secondary">
                {t('claim.agree')}
              </Button>
            </div>
          </form>
        </>
      )}
    </Layout>
  );
}
