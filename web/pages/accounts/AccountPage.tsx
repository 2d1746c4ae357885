import type { Role } from '#domain/initiative/permissions.ts';
import type { State } from '#domain/initiative/states.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import { EmptyState } from '../../components/EmptyState.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { paths } from '../../paths.ts';

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
  user: { email: string; role: Role };
  submissions: readonly Submission[];
}

export function AccountPage({ frame, user, submissions }: AccountPageProps) {
  const { language, t } = frame;
  const facts = [
    { term: t('accounts.account.email'), children: <bdi>{user.email}</bdi> },
    { term: t('accounts.account.role'), children: t(`role.${user.role}`) },
  ];
  return (
    <Layout frame={frame} title={t('accounts.account.title')} noindex>
      <h1>{t('accounts.account.title')}</h1>
      <DefinitionList items={facts} />
      <form method="post" action={`/${language}/sign-out`}>
        <Button kind="secondary">{t('accounts.account.sign-out')}</Button>
      </form>
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
    </Layout>
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
