import type { StaffRole } from '#domain/initiative/permissions.ts';
import { formatList } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';

export interface PeoplePageProps {
  frame: Frame;
  staff: readonly { id: string; name: string; email: string; roles: readonly StaffRole[] }[];
  /** What was looked for. */
  email: string;
  error?: string | undefined;
  /** Whether nobody has that address. */
  unknown?: boolean | undefined;
}

/** Finds people, and shows who has which role. */
export function PeoplePage({ frame, staff, email, error, unknown }: PeoplePageProps) {
  const { language, t } = frame;
  const path = paths.people(language);
  return (
    <Layout frame={frame} title={t('people.title')} noindex alternates={false}>
      {error && <ErrorSummary title={t('people.find.error')} items={[{ href: '#email', text: error }]} />}
      <p>
        <a href={paths.moderation(language)}>{t('moderation.back')}</a>
      </p>
      <h1>{t('people.title')}</h1>
      <p class="lead">{t('people.lead')}</p>
      {unknown && (
        <Notice kind="info" title={t('people.unknown.title')}>
          <p>{t('people.unknown.body')}</p>
          <form method="post" action={path}>
            <input type="hidden" name="email" value={email} />
            <Button name="do" value="open" kind="secondary">
              {t('people.unknown.open')}
            </Button>
          </form>
        </Notice>
      )}
      <form method="post" action={path} noValidate>
        <TextInput
          id="email"
          name="email"
          type="email"
          inputMode="email"
          maxLength={254}
          value={email}
          label={t('accounts.account.email')}
          hint={t('people.find.hint')}
          error={error}
          required
        />
        <p class="actions">
          <Button name="do" value="find">
            {t('people.find')}
          </Button>
        </p>
      </form>
      <h2>{t('people.staff')}</h2>
      <DataTable
        caption={t('people.staff')}
        columns={[
          { key: 'person', label: t('people.person') },
          { key: 'roles', label: t('people.roles') },
        ]}
        rows={staff.map(({ id, name, email: address, roles }) => ({
          id,
          cells: [
            <a href={`${path}/${id}`}>
              <bdi>{name || address}</bdi>
            </a>,
            formatList(
              language,
              roles.map((role) => t(`role.${role}`)),
            ),
          ],
        }))}
      />
    </Layout>
  );
}
