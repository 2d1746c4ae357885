import type { MemberRole } from '#domain/initiative/permissions.ts';
import type { State } from '#domain/initiative/states.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { LinkButton } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { Members, type MembersProps } from './Members.tsx';
import { OrganizationFacts, type RegisteredFacts } from './OrganizationFacts.tsx';

export interface ManagePageProps {
  frame: Frame;
  id: string;
  name: string;
  facts: RegisteredFacts;
  /** Of who looks; null for staff who do not belong to it. */
  role: MemberRole | null;
  mayMerge: boolean;
  members: MembersProps['members'];
  invitations: MembersProps['invitations'];
  invite: MembersProps['invite'];
  entries: readonly { id: string; title: string; language: string; state: State; updatedAt: number }[];
  /** Entries about which the organisation asked or is asked. */
  waiting: readonly { id: string; kind: 'claim' | 'offer'; title: string; language: string }[];
  notice?: { kind: 'success' | 'warning'; text: string } | undefined;
}

/** Everything about an organisation for those who belong to it. */
export function ManagePage(props: ManagePageProps) {
  const { frame, id, name, facts, role, mayMerge, notice } = props;
  const { t, language } = frame;
  const manage = `/${language}/manage/organizations/${id}`;
  const edits = role === 'owner' || role === 'editor';
  return (
    <Layout frame={frame} title={name} noindex alternates={false} wide>
      {notice && (
        <Notice kind={notice.kind}>
          <p>{notice.text}</p>
        </Notice>
      )}
      <h1>
        <bdi>{name}</bdi>
      </h1>
      <p>
        <a href={`/${language}/organizations/${id}`}>{t('organization.public')}</a>
      </p>
      <OrganizationFacts frame={frame} facts={facts} shown={name} />
      <div class="actions">
        {edits && <LinkButton href={`${manage}/edit`}>{t('organization.edit')}</LinkButton>}
        {role === 'owner' && !facts.verification && (
          <LinkButton kind="secondary" href={`${manage}/domain`}>
            {t('organization.domain.title')}
          </LinkButton>
        )}
        {mayMerge && (
          <LinkButton kind="secondary" href={`${manage}/merge`}>
            {t('organization.merge.title')}
          </LinkButton>
        )}
      </div>
      {role !== null && (
        <>
          <Waiting {...props} />
          <Entries {...props} />
          <Members {...props} manage={manage} role={role} />
        </>
      )}
    </Layout>
  );
}

function Waiting({ frame: { t, language }, waiting }: ManagePageProps) {
  if (waiting.length === 0) return null;
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t('organization.waiting')}</h2>
      <ul>
        {waiting.map((claim) => (
          <li key={claim.id}>
            <a href={`/${language}/manage/claims/${claim.id}`}>
              <bdi lang={claim.language}>{claim.title}</bdi>
            </a>{' '}
            – {t(`owner.open.${claim.kind}`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entries({ frame: { t, language }, entries }: ManagePageProps) {
  return (
    <section aria-labelledby="entries">
      <h2 id="entries">{t('organization.entries')}</h2>
      {entries.length === 0 ? (
        <p>{t('organization.entries.none')}</p>
      ) : (
        <DataTable
          caption={t('organization.entries')}
          columns={[
            { key: 'title', label: t('accounts.submissions.entry') },
            { key: 'state', label: t('accounts.submissions.state') },
            { key: 'date', label: t('organization.changed') },
          ]}
          rows={entries.map((entry) => ({
            id: entry.id,
            cells: [
              <a href={`/${language}/my/${entry.id}`} lang={entry.language} dir="auto">
                {entry.title}
              </a>,
              t(`state.${entry.state}`),
              formatDate(language, entry.updatedAt),
            ],
          }))}
        />
      )}
    </section>
  );
}
