import { Hono } from 'hono';
import { idOfReference } from '#domain/initiative/identifiers.ts';
import { VersionPage } from '#web/pages/versions/VersionPage.tsx';
import { paths } from '#web/paths.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { reader } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { readVersion, readVersions } from './read-version.ts';

/** Public versions under addresses of their own, to be cited: `/i/{id}/v/{number}` leads to the page or to the data. */
export const publicPages = new Hono<AppEnv>()
  .get('/i/:id/v/:version', permanentAddress)
  .get(`${LANGUAGE_PREFIX}/initiatives/:id/versions/:version`, versionPage);

/** For ever, unless the entry is restored: so nobody may keep it without asking. */
function merged(c: AppContext, into: string): Response {
  c.header('cache-control', 'no-cache');
  return c.redirect(`/i/${into}`, 301);
}

async function permanentAddress(c: AppContext): Promise<Response> {
  const id = idOfReference(c.req.param('id') ?? '');
  const number = c.req.param('version') ?? '';
  c.header('vary', 'Accept, Accept-Language');
  const database = reader(c, c.env.DB);
  const found = await readVersions(database, id);
  if (found.kind === 'merged') return merged(c, found.into);
  const { version } = await readVersion(database, found.entry, number);
  const accept = c.req.header('accept') ?? '';
  const asData = accept.includes('json') && !accept.includes('text/html');
  return c.redirect(
    asData
      ? `/api/v1/initiatives/${id}/versions/${version.number}`
      : paths.version(c.get('language'), id, version.number),
    303,
  );
}

async function versionPage(c: AppContext): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const database = reader(c, c.env.DB);
  const found = await readVersions(database, id);
  if (found.kind === 'merged') return merged(c, found.into);
  const { initiative, current, versions } = found.entry;
  const {
    version,
    initiative: then,
    changes,
  } = await readVersion(database, found.entry, c.req.param('version') ?? '');
  return page(
    c,
    <VersionPage
      frame={frameOf(c)}
      initiative={then}
      now={initiative}
      number={version.number}
      at={version.at}
      current={current}
      numbers={versions.map(({ number }) => number)}
      changes={changes}
    />,
  );
}
