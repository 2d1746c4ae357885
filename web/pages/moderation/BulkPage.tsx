import { formatList, formatNumber, formatTime, type MessageKey } from '#domain/strings/strings.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';

/** Why nothing was done to an entry, as far as the page has words for it. */
const REFUSALS = ['edit-conflict', 'wrong-state', 'not-allowed', 'not-found', 'invalid-input'] as const;

export interface BulkPageItem {
  id: string;
  title: string | null;
  language: string;
  /** `allowed` for what will be done, `done`, or the code of a problem. */
  outcome: string;
  undo: string | null;
}

export interface BulkPageProps {
  frame: Frame;
  id: string;
  query: string;
  action: 'approve' | 'request-changes' | 'decline' | 'assign';
  message: string;
  items: readonly BulkPageItem[];
  mails: readonly { language: string; count: number }[];
  confirmed: boolean;
  /** Milliseconds since 1970; null when nothing can be undone. */
  undoUntil: number | null;
}

/** What would happen to each chosen entry, and after it was confirmed, what did. */
export function BulkPage(props: BulkPageProps) {
  const { frame, query, action, message, items, confirmed, undoUntil } = props;
  const { language, t } = frame;
  const allowed = items.filter(({ outcome }) => outcome === 'allowed').length;
  const queue = `${paths.moderation(language)}${query ? `?${query}` : ''}`;
  return (
    <Layout frame={frame} title={t('bulk.title')} noindex alternates={false}>
      <p>
        <a href={queue}>{t('moderation.back')}</a>
      </p>
      <h1>{t('bulk.title')}</h1>
      <p class="lead">
        {action === 'assign' ? t('moderation.assign') : t(`moderation.action.${action}`)}
        {' – '}
        {t('bulk.entries', { count: items.length })}
      </p>
      {message && <blockquote dir="auto">{message}</blockquote>}
      {!confirmed && (
        <Notice kind="info">
          <p>
            {t('bulk.preview.lead')} <Mails {...props} />
          </p>
        </Notice>
      )}
      {allowed > 0 && (
        <Send {...props} step="confirm">
          {confirmed ? t('bulk.again') : t('bulk.confirm', { count: allowed })}
        </Send>
      )}
      {undoUntil !== null && (
        <>
          <p>{t('bulk.undo.until', { time: formatTime(language, undoUntil) })}</p>
          <Send {...props} step="undo">
            {t('bulk.undo')}
          </Send>
        </>
      )}
      <DataTable
        caption={t('bulk.title')}
        columns={[
          { key: 'title', label: t('field.title') },
          { key: 'outcome', label: t('bulk.outcome') },
        ]}
        rows={items.map((item) => ({
          id: item.id,
          cells: [
            item.title === null ? (
              <bdi key="title">{item.id}</bdi>
            ) : (
              <a
                key="title"
                href={`${paths.moderation(language)}/${item.id}`}
                lang={item.language}
                dir="auto"
              >
                {item.title}
              </a>
            ),
            t(outcomeKey(item, confirmed)),
          ],
        }))}
      />
    </Layout>
  );
}

function outcomeKey({ outcome, undo }: BulkPageItem, confirmed: boolean): MessageKey {
  if (undo !== null) return undo === 'done' ? 'bulk.outcome.undone' : 'bulk.outcome.undone-not';
  if (outcome === 'done') return 'bulk.outcome.done';
  if (outcome === 'allowed') return confirmed ? 'bulk.outcome.waiting' : 'bulk.outcome.allowed';
  return `bulk.outcome.${REFUSALS.find((code) => code === outcome) ?? 'not-allowed'}`;
}

function Mails({ frame: { language, t }, mails }: BulkPageProps) {
  const languages = mails.map(({ language: code, count }) =>
    t('moderation.filter.choice', {
      label: languageName(code, language),
      count: formatNumber(language, count),
    }),
  );
  const count = mails.reduce((sum, one) => sum + one.count, 0);
  return <>{t('bulk.mails', { count, languages: formatList(language, languages) })}</>;
}

function Send({
  frame,
  id,
  query,
  step,
  children,
}: BulkPageProps & { step: 'confirm' | 'undo'; children: string }) {
  const path = `${paths.moderation(frame.language)}/bulk/${id}/${step}`;
  return (
    <form method="post" action={`${path}${query ? `?${query}` : ''}`}>
      <p class="actions">
        <Button kind={step === 'undo' ? 'secondary' : 'primary'}>{children}</Button>
      </p>
    </form>
  );
}
