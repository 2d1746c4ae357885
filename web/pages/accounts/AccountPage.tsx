import type { MemberRole, StaffRole } from '#domain/initiative/permissions.ts';
import type { State } from '#domain/initiative/states.ts';
import { formatDate, formatList } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';
import { DraftList, type ShownDraft } from '../drafts/DraftList.tsx';
import { DigestChoice } from './DigestChoice.tsx';

export interface Submission {
  id: string;
  title: string;
  language: string;
  state: State;
  /** Milliseconds since 1970, UTC. */
  createdAt: number;
  /** Its private status page. */
  path: string;
}

export interface AccountPageProps {
  frame: Frame;
  email: string;
  /** As colleagues at the desk see it; asked for only of those with a role. */
  name: string;
  nameError?: string | undefined;
  saved?: boolean | undefined;
  /** Roles at the desk. */
  roles: readonly StaffRole[];
  /** Minutes that staff power lasts. */
  powerMinutes: number;
  submissions: readonly Submission[];
  /** Entries that are not sent yet, and those sent from a draft lately. */
  drafts: readonly ShownDraft[];
  organizations: readonly { id: string; name: string; role: MemberRole }[];
  /** How often a member of staff is told by mail what waits. */
  digest: 'off' | 'daily' | 'weekly';
}

export function AccountPage(props: AccountPageProps) {
  const { frame, name, nameError, saved, roles, submissions } = props;
  const { language, t, user } = frame;
  return (
    <Layout frame={frame} title={t('accounts.account.title')} noindex wide>
      {nameError && <ErrorSummary title={t('accounts.check')} items={[{ href: '#name', text: nameError }]} />}
      <h1>{t('accounts.account.title')}</h1>
      {saved && (
        <Notice kind="success">
          <p>{t('accounts.account.saved')}</p>
        </Notice>
      )}
      <div class="account">
        <div class="account-main">
          <h2 id="submissions">{t('accounts.submissions.title')}</h2>
          {submissions.length === 0 ? (
            <EmptyState title={t('accounts.submissions.none')}>
              <p>
                <a href={paths.submit(language)}>{t('accounts.submissions.submit')}</a>
              </p>
            </EmptyState>
          ) : (
            <Submissions frame={frame} submissions={submissions} />
          )}
          {props.drafts.length > 0 && (
            <section>
              <h2 id="drafts">{t('draft.list')}</h2>
              <DraftList frame={frame} drafts={props.drafts} />
            </section>
          )}
          {props.organizations.length > 0 && <Organizations {...props} />}
          {roles.length > 0 && (
            <section>
              <h2>{t('accounts.desk')}</h2>
              {user?.administrator && <StaffPower {...props} />}
              <form method="post" action={paths.account(language)} noValidate>
                <TextInput
                  id="name"
                  name="name"
                  value={name}
                  maxLength={100}
                  autocomplete="name"
                  label={t('accounts.account.name')}
                  hint={t('accounts.account.name.hint')}
                  error={nameError}
                />
                <p class="actions">
                  <Button kind="secondary">{t('accounts.account.save')}</Button>
                </p>
              </form>
              <DigestChoice frame={frame} rhythm={props.digest} />
            </section>
          )}
        </div>
        <You {...props} />
      </div>
    </Layout>
  );
}

/** Who is signed in, and what can be done about it. */
function You({ frame, email, roles }: AccountPageProps) {
  const { language, t, user } = frame;
  const named = roles.length > 0 ? roles : (['submitter'] as const);
  return (
    <aside class="account-you" aria-label={t('accounts.account.you')}>
      <DefinitionList
        items={[
          { term: t('accounts.account.email'), children: <bdi>{email}</bdi> },
          {
            term: t('accounts.account.role'),
            children: formatList(
              language,
              named.map((role) => t(`role.${role}`)),
            ),
          },
        ]}
      />
      <ul class="plain-list">
        <li>
          <a href={paths.security(language)}>{t('accounts.security')}</a>
        </li>
        <li>
          <a href={paths.ownData(language)}>{t('accounts.data')}</a>
        </li>
        {user?.staffPower && (
          <li>
            <a href={paths.people(language)}>{t('people.title')}</a>
          </li>
        )}
      </ul>
      <form method="post" action={`/${language}/sign-out`}>
        <Button kind="secondary">{t('accounts.account.sign-out')}</Button>
      </form>
    </aside>
  );
}

function StaffPower({ frame: { language, t, user }, powerMinutes }: AccountPageProps) {
  const on = user?.staffPower === true;
  return (
    <section>
      <h3>{t('accounts.power')}</h3>
      <p>{on ? t('accounts.power.on') : t('accounts.power.off', { minutes: powerMinutes })}</p>
      <form method="post" action={`/${language}/account/staff-power`}>
        <Button name="power" value={on ? 'off' : 'on'} kind="secondary">
          {t(on ? 'accounts.power.switch-off' : 'accounts.power.switch-on')}
        </Button>
      </form>
    </section>
  );
}

function Organizations({ frame: { language, t }, organizations }: AccountPageProps) {
  return (
    <section>
      <h2>{t('accounts.organizations')}</h2>
      <ul class="plain-list">
        {organizations.map(({ id, name, role }) => (
          <li key={id}>
            <a href={`/${language}/organizations/${id}`}>
              <bdi>{name}</bdi>
            </a>{' '}
            <span class="hint">{t(`organization.role.${role}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Submissions({
  frame: { language, t },
  submissions,
}: Pick<AccountPageProps, 'frame' | 'submissions'>) {
  return (
    <DataTable
      caption={t('accounts.submissions.title')}
      columns={[
        { key: 'title', label: t('accounts.submissions.entry') },
        { key: 'state', label: t('accounts.submissions.state') },
        { key: 'date', label: t('accounts.submissions.date') },
      ]}
      rows={submissions.map((submission) => ({
        id: submission.id,
        cells: [
          <a href={submission.path} lang={submission.language} dir="auto">
            {submission.title}
          </a>,
          t(`state.${submission.state}`),
          formatDate(language, submission.createdAt),
        ],
      }))}
    />
  );
}
