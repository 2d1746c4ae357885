import { Hono } from 'hono';
import { namesOf } from '#db/organization-lists.ts';
import { organizationAt, type RegisteredOrganization, registeredOrganization } from '#db/organizations.ts';
import { newestInitiatives } from '#db/search/newest.ts';
import { organizationById } from '#db/search/organizations.ts';
import { nameIn } from '#domain/organization/names.ts';
import { Problem } from '#domain/problems.ts';
import { slugify } from '#domain/text/slug.ts';
import { TagPage } from '#web/pages/initiatives/TagPage.tsx';
import { OrganizationFacts, type RegisteredFacts } from '#web/pages/organizations/OrganizationFacts.tsx';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { reader, searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';

const PATH = `${LANGUAGE_PREFIX}/organizations/:id` as const;
const NEWEST = 12;

/** The page of an organisation: of a registered one with its facts, of others what entries say of them. */
export const organizations = new Hono<AppEnv>()
  .get(PATH, organizationPage)
  .get(`${PATH}/:slug`, organizationPage);

async function organizationPage(c: AppContext): Promise<Response> {
  const index = searchIndex(c);
  const asked = c.req.param('id') ?? '';
  const { DB } = c.env;
  const id = (await organizationAt(reader(c, DB), asked)) ?? asked;
  const frame = frameOf(c);
  const { language } = frame;
  // Another name of it, or an organisation that became part of it: this is its address now, for ever.
  if (id !== asked) return c.redirect(`/${language}/organizations/${id}`, 301);
  const [registered, figures] = await Promise.all([
    registeredOrganization(reader(c, DB), id),
    organizationById(index.session, id),
  ]);
  if (!registered && !figures) throw new Problem('not-found');
  const name = registered ? nameIn(registered.names, language).name : (figures?.name ?? '');
  const acronym = (registered ?? figures)?.acronym ?? '';
  const path = `/${language}/organizations/${id}/${slugify(name)}`;
  if (c.req.param('slug') !== slugify(name)) {
    // The slug follows the name, so nobody may keep the redirect for good.
    c.header('cache-control', 'no-cache');
    return c.redirect(encodeURI(path), 301);
  }
  return page(
    c,
    <TagPage
      frame={frame}
      title={acronym ? `${name} (${acronym})` : name}
      canonical={path}
      filter={['organization', id]}
      total={figures?.total ?? 0}
      newest={figures ? await newestInitiatives(index, NEWEST, { organization: id }) : []}
    >
      {registered ? (
        <>
          <OrganizationFacts frame={frame} facts={await factsOf(c, registered)} shown={name} />
          <p class="fine-print">
            <a href={`/${language}/manage/organizations/${id}`}>{t(c)('organization.manage')}</a>
          </p>
        </>
      ) : (
        <p class="fine-print">
          <a href={`/${language}/manage/organizations/new?${new URLSearchParams({ name })}`}>
            {t(c)('organization.register-this')}
          </a>
        </p>
      )}
    </TagPage>,
  );
}

async function factsOf(c: AppContext, organization: RegisteredOrganization): Promise<RegisteredFacts> {
  const { names, type, country, url, parentId, verifiedAt, verifiedBy, verifiedDomain } = organization;
  const parents = parentId
    ? await namesOf(reader(c, c.env.DB), [parentId], c.get('language'))
    : new Map<string, string>();
  const parent = parentId ? parents.get(parentId) : undefined;
  return {
    names,
    type,
    country,
    url,
    parent: parentId && parent ? { id: parentId, name: parent } : null,
    verification:
      verifiedAt !== null && verifiedBy !== null && verifiedDomain !== null
        ? { at: verifiedAt, by: verifiedBy, domain: verifiedDomain }
        : null,
  };
}
