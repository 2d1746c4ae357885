import { Button } from '../../components/Button.tsx';
import { Layout } from '../../components/Layout.tsx';
import { OrganizationErrors, OrganizationFields, type OrganizationFormView } from './OrganizationFields.tsx';

export interface RegisterPageProps {
  view: OrganizationFormView;
  /** Registered organisations that may be the same body, shown before a new one is made. */
  similar: readonly { id: string; name: string; acronym: string }[];
}

export function RegisterPage({ view, similar }: RegisterPageProps) {
  const { frame } = view;
  const { language, t } = frame;
  return (
    <Layout frame={frame} title={t('organization.new.title')} noindex>
      <OrganizationErrors {...view} />
      <h1>{t('organization.new.title')}</h1>
      <p class="lead">{t('organization.new.lead')}</p>
      <form method="post" action={`/${language}/manage/organizations/new`}>
        <OrganizationFields view={view} suggest />
        {similar.length === 0 ? (
          <div class="actions">
            <Button>{t('organization.register')}</Button>
          </div>
        ) : (
          <section class="notice warning" aria-labelledby="similar">
            <h2 id="similar">{t('organization.similar.title')}</h2>
            <p>{t('organization.similar.lead')}</p>
            <ul>
              {similar.map(({ id, name, acronym }) => (
                <li key={id}>
                  <a href={`/${language}/organizations/${id}`}>
                    <bdi>{acronym ? `${name} (${acronym})` : name}</bdi>
                  </a>
                </li>
              ))}
            </ul>
            <Button name="seen" value={similar.map(({ id }) => id).join(' ')}>
              {t('organization.similar.none')}
            </Button>
          </section>
        )}
      </form>
    </Layout>
  );
}
