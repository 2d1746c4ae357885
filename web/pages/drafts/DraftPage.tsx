import type { MessageKey } from '#domain/strings/strings.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { Button, LinkButton } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { paths } from '#web/paths.ts';

export interface DraftPageProps {
  frame: Frame;
  id: string;
  title: string;
  titleLanguage: string;
  /** Milliseconds since 1970, UTC. */
  updatedAt: number;
  /** Who saved it last; empty if that person is no member any more. */
  updatedBy: string;
  /** What it became, and who sent it. */
  sent: { reference: string; by: string; at: number } | null;
  /** When it goes if nobody works on it, whether that is soon, and for how many months it can be kept. */
  goes: { at: number; soon: boolean; months: number };
  /** Whether the reader began it. */
  owner: boolean;
  members: readonly { id: string; name: string; owner: boolean; stage: string | null; self: boolean }[];
  /** Until when the invitation works; null if there is none. */
  invitedUntil: number | null;
  /** The address of an invitation that was made just now. It cannot be shown again. */
  invitation: string | null;
  copies: readonly { number: number; savedAt: number; savedBy: string; settled: boolean }[];
  done: string | null;
}

/** One draft: its people, what was set aside, and what its owner may do. */
export function DraftPage(props: DraftPageProps) {
  const { frame, title, titleLanguage, updatedAt, updatedBy, sent, done } = props;
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={title || t('draft.untitled')} noindex alternates={false}>
      <p>
        <a href={paths.account(language)}>{t('accounts.account.title')}</a>
      </p>
      <h1>{title ? <bdi lang={titleLanguage || undefined}>{title}</bdi> : t('draft.untitled')}</h1>
      {done && (
        <Notice kind="success">
          <p>{done}</p>
        </Notice>
      )}
      {sent ? (
        <Notice kind="info" title={t('draft.sent.title')}>
          <p>
            {sent.by
              ? t('draft.sent.body', { name: sent.by, date: formatDate(language, sent.at) })
              : t('draft.sent', { date: formatDate(language, sent.at) })}{' '}
            <bdi class="code">{sent.reference}</bdi>
          </p>
        </Notice>
      ) : (
        <>
          <p class="lead">
            {updatedBy
              ? t('draft.changed-by', { date: formatDate(language, updatedAt), name: updatedBy })
              : t('draft.changed', { date: formatDate(language, updatedAt) })}
          </p>
          <Resume {...props} />
        </>
      )}
      <Copies {...props} />
      <People {...props} />
      {!sent && props.owner && <Invitation {...props} />}
      <Leave {...props} />
    </Layout>
  );
}

/** The way back into the form, and how long the draft is kept; soon before that ends, a way to keep it. */
function Resume({ frame: { t, language }, id, goes }: DraftPageProps) {
  const date = formatDate(language, goes.at);
  const resume = <LinkButton href={paths.resumeDraft(language, id)}>{t('draft.continue')}</LinkButton>;
  if (!goes.soon)
    return (
      <>
        <p class="hint">{t('draft.goes.lead', { date })}</p>
        <p class="actions">{resume}</p>
      </>
    );
  return (
    <Notice kind="warning" title={t('draft.goes.soon', { date })}>
      <p>{t('draft.goes.soon.body', { months: goes.months })}</p>
      <form method="post" action={`${paths.draft(language, id)}/keep`} class="actions">
        {resume}
        <Button kind="secondary">{t('draft.goes.keep')}</Button>
      </form>
    </Notice>
  );
}

function People({ frame: { t }, members }: DraftPageProps) {
  return (
    <section aria-labelledby="people">
      <h2 id="people">{t('draft.members')}</h2>
      <ul class="draft-list">
        {members.map(({ id, name, owner, self, stage }) => (
          <li key={id}>
            <bdi>{name}</bdi>
            {self && ` ${t('draft.members.self')}`}
            {owner && <span class="hint"> {t('draft.members.owner')}</span>}
            {stage && !self && (
              <span class="hint">
                {' '}
                {t('draft.members.at', { stage: t(`submit.stage.${stage}` as MessageKey) })}
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Invitation({ frame: { t, language }, id, invitedUntil, invitation }: DraftPageProps) {
  const action = `${paths.draft(language, id)}/invitation`;
  return (
    <section aria-labelledby="invite">
      <h2 id="invite">{t('draft.invite')}</h2>
      {invitation && invitedUntil ? (
        <Notice kind="success" title={t('draft.invite.made')}>
          <p>
            <input
              class="input"
              type="text"
              readOnly
              id="invitation"
              dir="ltr"
              value={invitation}
              aria-label={t('draft.invite.address')}
            />
          </p>
          <p>{t('draft.invite.once', { date: formatDate(language, invitedUntil) })}</p>
        </Notice>
      ) : (
        <p>
          {invitedUntil
            ? t('draft.invite.open', { date: formatDate(language, invitedUntil) })
            : t('draft.invite.lead')}
        </p>
      )}
      <form method="post" action={action} class="actions">
        <Button kind="secondary" name="do" value="make">
          {t(invitedUntil ? 'draft.invite.renew' : 'draft.invite.make')}
        </Button>
        {invitedUntil && (
          <Button kind="secondary" name="do" value="revoke">
            {t('draft.invite.revoke')}
          </Button>
        )}
      </form>
    </section>
  );
}

function Copies({ frame: { t, language }, id, copies, sent }: DraftPageProps) {
  if (copies.length === 0) return null;
  return (
    <section aria-labelledby="copies">
      <h2 id="copies">{t('draft.copies')}</h2>
      <p>{t('draft.copies.lead')}</p>
      <ul class="draft-list">
        {copies.map(({ number, savedAt, savedBy, settled }) => (
          <li key={number}>
            <a href={`${paths.draft(language, id)}/copies/${number}`}>
              {t('draft.copy', { number, date: formatDate(language, savedAt) })}
            </a>
            <span class="hint">
              {savedBy && (
                <>
                  {' '}
                  <bdi>{savedBy}</bdi>
                </>
              )}
              {!settled && !sent && ` · ${t('draft.copy.open')}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Leave({ frame: { t, language }, id, owner, sent }: DraftPageProps) {
  const doing = owner ? 'delete' : 'leave';
  return (
    <details class="content">
      <summary>{t(`draft.${doing}`)}</summary>
      <p>{t(sent && owner ? 'draft.delete.sent' : `draft.${doing}.lead`)}</p>
      <form method="post" action={`${paths.draft(language, id)}/${doing}`}>
        <Button kind="danger">{t(`draft.${doing}.do`)}</Button>
      </form>
    </details>
  );
}
