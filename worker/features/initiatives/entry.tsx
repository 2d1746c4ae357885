import { Hono } from 'hono';
import { type PublicFace, publicFace, publicRecord } from '#db/entries.ts';
import type { Index } from '#db/search/register.ts';
import { similarInitiatives, similarToEntry } from '#db/search/similar.ts';
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
import { withdrawnProblem } from '#worker/http/public-entry.ts';
import { ownershipOf } from './entry-owner.ts';
import { publicationHistory } from './publication-history.ts';

const SIMILAR_SHOWN = 4;
const PATH = `${LANGUAGE_PREFIX}/initiatives/:id` as const;

/** The page of an entry, and its permanent address `/i/{id}`, which also takes a reference. */
export const entries = new Hono<AppEnv>()
  .get(PATH, entryPage)
  .get(`${PATH}/:slug`, entryPage)
  .get('/i/:id', permanentAddress);

async function entryPage(c: AppContext): Promise<Response> {
  const id = c.req.param('id') ?? '';
  // Both at once: two questions one after the other take twice as long.
  const [record, known] = await Promise.all([
    publicRecord(reader(c, c.env.DB), id),
    fromIndex(c, (index) => similarToEntry(index, id, SIMILAR_SHOWN)),
  ]);
  const { face } = record;
  if (face.kind === 'unknown') throw new Problem('not-found');
  if (face.kind === 'withdrawn') return tombstone(c, face);
  if (face.kind === 'merged') return merged(c, `/${c.get('language')}/initiatives/${face.into}`);
  const { initiative } = face;
  if (c.req.param('slug') !== initiative.slug) {
    // The slug follows the title, so nobody may keep the redirect for good.
    c.header('cache-control', 'no-cache');
    return c.redirect(encodeURI(paths.initiative(c.get('language'), initiative)), 301);
  }
  const database = reader(c, c.env.DB);
  const [history, similar, ownership] = await Promise.all([
    publicationHistory(database, id, record.log),
    known ?? fromIndex(c, (index) => similarInitiatives(index, initiative, SIMILAR_SHOWN)),
    ownershipOf(c, initiative, record),
  ]);
  return page(
    c,
    <EntryPage
      frame={frameOf(c)}
      initiative={initiative}
      archived={face.archived}
      asked={initiative.texts.find(({ language }) => language === c.req.query('text'))?.language ?? null}
      history={history}
      ownership={ownership}
      similar={similar ?? []}
    />,
  );
}

type Similar = PublicInitiative[] | null;

/** Entries are read from the record: without the index the page lacks what is similar, and nothing else. */
async function fromIndex(c: AppContext, ask: (index: Index) => Promise<Similar>): Promise<Similar> {
  try {
    return await ask(searchIndex(c));
  } catch (error) {
    log({ event: 'similar.failed', request_id: c.get('requestId'), error: withoutData(error) });
    return [];
  }
}

function tombstone(c: AppContext, face: PublicFace & { kind: 'withdrawn' }): Response {
  const { id, at, deleted } = face;
  return page(c, <TombstonePage frame={frameOf(c)} id={id} at={at} deleted={deleted} />, { status: 410 });
}

/** For ever, unless the entry is restored: so nobody may keep it without asking. */
function merged(c: AppContext, path: string): Response {
  c.header('cache-control', 'no-cache');
  return c.redirect(path, 301);
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
  if (face.kind === 'merged') return merged(c, `/i/${face.into}`);
  if (asData)
    return c.redirect(`/api/v1/initiatives/${id}${accept.includes('ld+json') ? '.jsonld' : ''}`, 303);
  return c.redirect(encodeURI(paths.initiative(c.get('language'), face.initiative)), 303);
}
