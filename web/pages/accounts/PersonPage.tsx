import { limitNames } from '#domain/initiative/limits.ts';
import type { Grant, StaffRole } from '#domain/initiative/permissions.ts';
import { formatDate, formatList } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { paths } from '../../paths.ts';
import { GrantForm, type GrantFormProps } from './GrantForm.tsx';

export interface PersonPageProps extends GrantFormProps {
  person: {
    id: string;
    name: string;
    email: string;
    grants: readonly { id: string; role: StaffRole; limits: Omit<Grant, 'role'>; grantedAt: number }[];
  };
  done: 'granted' | 'revoked' | null;
  /** What is wrong with the whole. */
  warning?: string | undefined;
}

/** Somebody's roles: what there is, and the form for another one. */
export function PersonPage(props: PersonPageProps) {
  const { frame, person, done, warning, errors } = props;
  const { language, t } = frame;
  const items = Object.entries(errors).map(([field, text]) => ({ href: `#${field}`, text }));
  return (
    <Layout frame={frame} title={person.name || person.email} noindex alternates={false}>
      {items.length > 0 && <ErrorSummary title={t('people.grant.error')} items={items} />}
      <p>
        <a href={paths.people(language)}>{t('people.back')}</a>
      </p>
      <h1>
        <bdi>{person.name || person.email}</bdi>
      </h1>
      {warning && (
        <Notice kind="warning">
          <p>{warning}</p>
        </Notice>
      )}
      {done && (
        <Notice kind="success">
          <p>{t(`people.done.${done}`)}</p>
        </Notice>
      )}
      <DefinitionList items={[{ term: t('accounts.account.email'), children: <bdi>{person.email}</bdi> }]} />
      <h2>{t('people.roles')}</h2>
      {person.grants.length === 0 ? <p>{t('people.roles.none')}</p> : <Roles {...props} />}
      <h2>{t('people.grant')}</h2>
      <GrantForm {...props} />
    </Layout>
  );
}

function Roles({ frame: { language, t }, person }: PersonPageProps) {
  return (
    <DataTable
      caption={t('people.roles')}
      columns={[
        { key: 'role', label: t('accounts.account.role') },
        { key: 'limits', label: t('people.roles.limits') },
        { key: 'since', label: t('people.roles.since') },
        { key: 'change', label: t('people.roles.action') },
      ]}
      rows={person.grants.map(({ id, role, limits, grantedAt }) => {
        const names = limitNames(limits, language);
        return {
          id,
          cells: [
            t(`role.${role}`),
            names.length === 0 ? t('people.roles.everything') : formatList(language, names),
            formatDate(language, grantedAt),
            <form method="post" action={`${paths.people(language)}/${person.id}/revoke`}>
              <input type="hidden" name="grant" value={id} />
              <Button kind="danger">
                {t('people.roles.revoke')}
                <span class="visually-hidden"> {t(`role.${role}`)}</span>
              </Button>
            </form>,
          ],
        };
      })}
    />
  );
}
