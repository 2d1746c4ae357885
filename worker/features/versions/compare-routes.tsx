import { Hono } from 'hono';
import { rollBack } from '#db/roll-back.ts';
import { compared, contentsOf, logOf, revisionsIn } from '#db/versions.ts';
import { textIn } from '#domain/initiative/content.ts';
import { can } from '#domain/initiative/permissions.ts';
import { publicVersions } from '#domain/initiative/public-versions.ts';
import { Problem } from '#domain/problems.ts';
import { versionOf } from '#domain/schemas/form.ts';
import { ComparePage } from '#web/pages/versions/ComparePage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { warningOf } from '#worker/http/problem.ts';
import { atDesk, staffOf, staffOnly } from '#worker/http/staff.ts';

/** Any two revisions of an entry beside each other, and the way back to an earlier public one. */
export const comparing = new Hono<AppEnv>();

const ENTRY = `${LANGUAGE_PREFIX}/moderation/:id` as const;

comparing.use(`${ENTRY}/compare`, staffOnly);
comparing.use(`${ENTRY}/roll-back`, staffOnly);

/** A revision named in an address, if there is such a one. */
function named(text: string | undefined, known: readonly number[]): number | null {
  return known.find((revision) => String(revision) === text) ?? null;
}

async function comparePage(c: AppContext, problem?: Problem): Promise<Response> {
  const actor = staffOf(c);
  const { entry, subject } = await atDesk(c.env.DB, actor, c.req.param('id') ?? '');
  const log = await logOf(c.env.DB, entry.id);
  const made = revisionsIn(log);
  const known = made.map(({ revision }) => revision);
  const to = named(c.req.query('to'), known) ?? entry.standing.revision;
  const before = known.filter((revision) => revision < to).at(-1) ?? to;
  const from = named(c.req.query('from'), known) ?? entry.standing.publishedRevision ?? before;
  const contents = await contentsOf(c.env.DB, entry.id, [from, to]);
  const [earlier, later] = [contents.get(from), contents.get(to)];
  if (!earlier || !later) throw new Problem('not-found');
  const versions = publicVersions(log);
  const title = textIn(entry.content, entry.content.language);
  return page(
    c,
    <ComparePage
      frame={frameOf(c)}
      id={entry.id}
      title={title.title}
      titleLanguage={title.language}
      version={entry.standing.version}
      revisions={made.map(({ revision, at }) => ({
        revision,
        at,
        number: versions.find((version) => version.revision === revision)?.number ?? null,
        isPublic: revision === entry.standing.publishedRevision,
      }))}
      from={from}
      to={to}
      comparison={compared(earlier, later)}
      canRollBack={can(actor, 'roll-back', subject)}
      warning={problem && warningOf(t(c), problem)}
    />,
    { private: true, ...(problem && { status: problem.status as 409 }) },
  );
}

comparing.get(`${ENTRY}/compare`, (c) => comparePage(c));

comparing.post(`${ENTRY}/roll-back`, async (c) => {
  const actor = staffOf(c);
  const body = await formBody(c);
  const id = c.req.param('id');
  await atDesk(c.env.DB, actor, id);
  try {
    await rollBack(c.env.DB, {
      ...{ initiativeId: id, actor, at: c.get('clock')() },
      expectedVersion: versionOf(body),
      number: versionOf(body, 'number'),
    });
  } catch (error) {
    if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
    return comparePage(c, error);
  }
  hurry(c);
  return c.redirect(`/${c.get('language')}/moderation/${id}`, 303);
});
