import { Button, LinkButton } from '../../components/Button.tsx';
import { Layout } from '../../components/Layout.tsx';
import { Notice } from '../../components/Notice.tsx';
import { OrganizationErrors, OrganizationFields, type OrganizationFormView } from './OrganizationFields.tsx';

export interface EditPageProps {
  view: OrganizationFormView;
  id: string;
  name: string;
  version: number;
  /** Somebody else saved while this was written. */
  conflict: boolean;
}

export function EditPage({ view, id, name, version, conflict }: EditPageProps) {
  const { frame } = view;
  const { t } = frame;
  const manage = `/${frame.language}/manage/organizations/${id}`;
  const title = t('organization.edit.title', { name });
  return (
    <Layout frame={frame} title={title} noindex alternates={false}>
      <OrganizationErrors {...view} />
      {conflict && (
        <Notice kind="warning">
          <p>{t('organization.conflict')}</p>
        </Notice>
      )}
      <h1>{title}</h1>
      <form method="post" action={`${manage}/edit`}>
        <input type="hidden" name="expected_version" value={String(version)} />
        <OrganizationFields view={view} />
        <div class="actions">
          <Button>{t('organization.save')}</Button>
          <LinkButton kind="secondary" href={manage}>
            {t('organization.back')}
          </LinkButton>
        </div>
      </form>
    </Layout>
  );
}
