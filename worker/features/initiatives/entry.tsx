import { Hono } from 'hono';
import { type PublicFace, publicFace } from '#db/entries.ts';
import { similarInitiatives } from '#db/search/similar.ts';
import { idOfReference } from '#domain/initiative/identifiers.ts';
import { Problem } from '#domain/problems.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { EntryPage } from '#web/pages/initiatives/EntryPage.tsx';
import { TombstonePage } from '#web/pages/initiatives/TombstonePage.tsx';
import { paths } from '#web/paths.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { reader, searchIndex } from '#worker/http/databases.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { log, withoutData } from '#worker/http/log.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { publicationHistory } from './publication-history.ts';
import { withdrawnProblem } from './withdrawn.ts';

const SIMILAR_SHOWN = 4;
const PATH = `${LANGUAGE_PREFIX}/initiatives/:id` as const;

/** The page of an entry, and its permanent address `/i/{id}`, which also takes a reference. */
export const entries = new Hono<AppEnv>()
  .get(PATH, entryPage)
  .get(`${PATH}/:slug`, entryPage)
  .get('/i/:id', permanentAddress);

async function entryPage(c: AppContext): Promise<Response> {
  const id = c.req.param('id') ?? '';
  const database = reader(c, c.env.DB);
  const face = await publicFace(database, id);
  if (face.kind === 'unknown') throw new Problem('not-found');
  if (face.kind === 'withdrawn') return tombstone(c, face);
  const { initiative } = face;
  if (c.req.param('slug') !== initiative.slug) {
    // The slug follows the title, so nobody may keep the redirect for good.
    c.header('cache-control', 'no-cache');
    return c.redirect(encodeURI(paths.initiative(c.get('language'), initiative)), 301);
  }
  const [history, similar] = await Promise.all([publicationHistory(database, id), similarTo(c, initiative)]);
  return page(
    c,
    <EntryPage frame={frameOf(c)} initiative={initiative} history={history} similar={similar} />,
  );
}

/** Entries are read from the record: without the index the page lacks this, and nothing else. */
async function similarTo(c: AppContext, initiative: PublicInitiative): Promise<PublicInitiative[]> {
  try {
    return await similarInitiatives(searchIndex(c), initiative, SIMILAR_SHOWN);
  } catch (error) {
    log({ event: 'similar.failed', request_id: c.get('requestId'), error: withoutData(error) });
    return [];
  }
}

function tombstone(c: AppContext, face: PublicFace & { kind: 'withdrawn' }): Response {
  return page(c, <TombstonePage frame={frameOf(c)} id={face.id} at={face.at} />, { status: 410 });
}

/** Leads to the page in the reader's language, or to the data for programs that ask for JSON. */
async function permanentAddress(c: AppContext): Promise<Response> {
  const id = idOfReference(c.req.param('id') ?? '');
  const accept = c.req.header('accept') ?? '';
  const asData = accept.includes('json') && !accept.includes('text/html');
  c.header('vary', 'Accept, Accept-Language');
  const face = await publicFace(reader(c, c.env.DB), id);
  if (face.kind === 'unknown') throw new Problem('not-found');
  if (face.kind === 'withdrawn') {
    if (asData) throw withdrawnProblem(face);
    return tombstone(c, face);
  }
  if (asData)
    return c.redirect(`/api/v1/initiatives/${id}${accept.includes('ld+json') ? '.jsonld' : ''}`, 303);
  return c.redirect(encodeURI(paths.initiative(c.get('language'), face.initiative)), 303);
}
