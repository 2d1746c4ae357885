import { OBJECTION_DAYS } from '#domain/organization/events.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { TextInput } from '../../components/TextInput.tsx';

export interface EntryOwnerPageProps {
  frame: Frame;
  id: string;
  title: string;
  titleLanguage: string;
  version: number;
  /** The organisation it belongs to; null for whoever submitted it. */
  owner: { id: string; name: string } | null;
  canGive: boolean;
  /** Own organisations that the entry names. */
  claimable: readonly { id: string; name: string }[];
  /** Questions that wait for an answer and that the reader may know of. */
  open: readonly { id: string; kind: 'claim' | 'offer'; name: string; dueAt: number | null; own: boolean }[];
  values: { organization: string; message: string };
  error?: string | undefined;
  notice?: { kind: 'success' | 'warning'; text: string } | undefined;
}

/** Whose an entry is, and how that changes. */
export function EntryOwnerPage(props: EntryOwnerPageProps) {
  const { frame, id, owner, error, notice, canGive, claimable } = props;
  const { t, language } = frame;
  return (
    <Layout frame={frame} title={t('owner.title')} noindex alternates={false}>
      {error && (
        <ErrorSummary title={t('submit.error.title')} items={[{ href: '#organization', text: error }]} />
      )}
      {notice && (
        <Notice kind={notice.kind}>
          <p>{notice.text}</p>
        </Notice>
      )}
      <h1>{t('owner.title')}</h1>
      <p class="lead">
        <a href={`/i/${id}`}>
          <bdi lang={props.titleLanguage}>{props.title}</bdi>
        </a>
      </p>
      <p>
        {owner ? (
          <>
            {t('owner.organization')}{' '}
            <a href={`/${language}/organizations/${owner.id}`}>
              <bdi>{owner.name}</bdi>
            </a>
          </>
        ) : (
          t('owner.submitter')
        )}
      </p>
      <Open {...props} />
      {canGive && <Give {...props} />}
      {claimable.length > 0 && <Claim {...props} />}
      {!canGive && claimable.length === 0 && <p>{t('owner.nothing')}</p>}
    </Layout>
  );
}

function Open({ frame: { t, language }, open }: EntryOwnerPageProps) {
  if (open.length === 0) return null;
  return (
    <section aria-labelledby="open">
      <h2 id="open">{t('organization.waiting')}</h2>
      <ul>
        {open.map(({ id, kind, name, dueAt, own }) => (
          <li key={id}>
            <form method="post" action={`/${language}/manage/claims/${id}/withdraw`} class="inline-form">
              <span>
                <bdi>{name}</bdi> – {t(`owner.open.${kind}`)}
                {dueAt !== null && ` (${t('organization.until', { date: formatDate(language, dueAt) })})`}
              </span>
              {own && <Button kind="secondary">{t('organization.take-back')}</Button>}
            </form>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Give({ frame: { t, language }, id, version, values, error }: EntryOwnerPageProps) {
  return (
    <section aria-labelledby="give">
      <h2 id="give">{t('owner.give.title')}</h2>
      <p>{t('owner.give.lead')}</p>
      <form method="post" action={`/${language}/manage/entries/${id}/give`}>
        <input type="hidden" name="expected_version" value={String(version)} />
        <TextInput
          id="organization"
          name="organization"
          label={t('search.field.organization')}
          hint={t('organization.field.parent.hint')}
          value={values.organization}
          error={error}
          required
        />
        <TextArea
          id="give-message"
          name="message"
          label={t('owner.message')}
          optionalLabel={t('submit.optional')}
          value={values.message}
          rows={3}
        />
        <Button>{t('owner.give')}</Button>
      </form>
    </section>
  );
}

function Claim({ frame: { t, language }, id, claimable, values }: EntryOwnerPageProps) {
  return (
    <section aria-labelledby="claim">
      <h2 id="claim">{t('owner.claim.title')}</h2>
      <p>{t('owner.claim.lead', { days: OBJECTION_DAYS })}</p>
      <form method="post" action={`/${language}/manage/entries/${id}/claim`}>
        <Select
          id="claimant"
          name="organization"
          label={t('search.field.organization')}
          required
          value={claimable[0]?.id ?? ''}
          options={claimable.map(({ id: value, name: label }) => ({ value, label }))}
        />
        <TextArea
          id="claim-message"
          name="message"
          label={t('owner.message')}
          optionalLabel={t('submit.optional')}
          value={values.message}
          rows={3}
        />
        <Button>{t('owner.claim')}</Button>
      </form>
    </section>
  );
}
