import { Hono } from 'hono';
import { newestInitiatives } from '#db/search/newest.ts';
import { organizationById } from '#db/search/organizations.ts';
import { Problem } from '#domain/problems.ts';
import { slugify } from '#domain/text/slug.ts';
import { TagPage } from '#web/pages/initiatives/TagPage.tsx';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';

const PATH = `${LANGUAGE_PREFIX}/organizations/:id` as const;
const NEWEST = 12;

export const organizations = new Hono<AppEnv>()
  .get(PATH, organizationPage)
  .get(`${PATH}/:slug`, organizationPage);

async function organizationPage(c: AppContext): Promise<Response> {
  const index = searchIndex(c);
  const organization = await organizationById(index.session, c.req.param('id') ?? '');
  if (!organization) throw new Problem('not-found');
  const { id, name, acronym, total } = organization;
  const frame = frameOf(c);
  const path = `/${frame.language}/organizations/${id}/${slugify(name)}`;
  if (c.req.param('slug') !== slugify(name)) return c.redirect(encodeURI(path), 301);
  return page(
    c,
    <TagPage
      frame={frame}
      title={acronym ? `${name} (${acronym})` : name}
      canonical={path}
      filter={['organization', id]}
      total={total}
      newest={await newestInitiatives(index, NEWEST, { organization: id })}
    />,
  );
}
