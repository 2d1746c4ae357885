import { Hono } from 'hono';
import { dismissPair, openPairs, type PairedEntry, pairByIds } from '#db/duplicates.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import { textIn } from '#domain/initiative/content.ts';
import { pairOf } from '#domain/initiative/duplicates.ts';
import { ID_PATTERN } from '#domain/initiative/identifiers.ts';
import {
  type AccountActor,
  activeGrants,
  can,
  canPropose,
  canReadAtDesk,
  covers,
  mayEver,
} from '#domain/initiative/permissions.ts';
import { faceOf } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { type ComparedEntry, DuplicatePairPage } from '#web/pages/moderation/DuplicatePairPage.tsx';
import { DuplicatesPage, pairPath } from '#web/pages/moderation/DuplicatesPage.tsx';
import { paths } from '#web/paths.ts';
import type { AppContext, AppEnv } from '../../http/context.ts';
import { reader } from '../../http/databases.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { frameOf, page } from '../../http/page.tsx';
import { staffOf } from '../../http/staff.ts';
import { entryAtDesk } from './rights.ts';

/** Entries that may be one initiative: the list, two side by side, and the word that they are two. */
export const duplicateRoutes = new Hono<AppEnv>();

const LIST = `${LANGUAGE_PREFIX}/moderation/duplicates` as const;
const ID = ID_PATTERN.source.slice(1, -1);
const PAIR = `${LIST}/:a{${ID}}/:b{${ID}}` as const;

/** Pairs looked at for one page; those that a role does not reach are left out of them. */
const LOOKED_AT = 100;
const SHOWN = 30;

/** Whether this person may open both entries at the desk: what is cheap to know first. */
async function opensBoth(
  c: AppContext,
  actor: AccountActor,
  entries: readonly PairedEntry[],
): Promise<boolean> {
  const grants = activeGrants(actor);
  const reached = entries.every(
    ({ content, submitterId }) => submitterId !== actor.id && grants.some((grant) => covers(grant, content)),
  );
  if (!reached || actor.memberships.length === 0) return reached;
  const held = await Promise.all(entries.map(({ id }) => subjectEntry(c.env.DB, id)));
  return held.every((one) => one !== null && canReadAtDesk(actor, one.subject));
}

duplicateRoutes.get(LIST, async (c) => {
  const actor = staffOf(c);
  const pairs = [];
  for (const pair of await openPairs(reader(c, c.env.DB), LOOKED_AT)) {
    if (pairs.length === SHOWN) break;
    if (await opensBoth(c, actor, [pair.low, pair.high])) pairs.push(pair);
  }
  const sideOf = ({ id, state, content }: PairedEntry) => {
    const { title, language } = textIn(content, content.language);
    return { id, state, title, language };
  };
  return page(
    c,
    <DuplicatesPage
      frame={frameOf(c)}
      pairs={pairs.map(({ low, high, signs }) => ({ low: sideOf(low), high: sideOf(high), signs }))}
      dismissed={c.req.query('done') === 'dismissed'}
    />,
    { private: true },
  );
});

/** Both entries in the order of their ids, as this person may open them; throws what `entryAtDesk` does. */
async function bothAtDesk(c: AppContext, actor: AccountActor): Promise<[SubjectEntry, SubjectEntry]> {
  const { a = '', b = '' } = c.req.param() as { a?: string; b?: string };
  if (a === b) throw new Problem('not-found');
  const [low, high] = pairOf(a, b);
  return Promise.all([entryAtDesk(c.env.DB, actor, low), entryAtDesk(c.env.DB, actor, high)]);
}

/** Whether somebody decides on both entries, whatever their state. */
function mayDismiss(actor: AccountActor, both: readonly SubjectEntry[]): boolean {
  return both.every(({ subject }) => mayEver(actor, 'propose', subject));
}

function compared(actor: AccountActor, { entry, subject }: SubjectEntry, other: SubjectEntry): ComparedEntry {
  return {
    id: entry.id,
    state: entry.standing.state,
    version: entry.standing.version,
    content: entry.content,
    mayMerge: canPropose(actor, 'merge', subject) && faceOf(other.entry.standing) === 'public',
    // What is public already is merged, so that its address leads on.
    mayDecline: can(actor, 'decline', subject) && faceOf(entry.standing) === 'none',
  };
}

duplicateRoutes.get(PAIR, async (c) => {
  const actor = staffOf(c);
  const [low, high] = await bothAtDesk(c, actor);
  const { a, b } = c.req.param();
  if (low.entry.id !== a) return c.redirect(pairPath(c.get('language'), a, b), 303);
  const pair = await pairByIds(c.env.DB, a, b);
  return page(
    c,
    <DuplicatePairPage
      frame={frameOf(c)}
      low={compared(actor, low, high)}
      high={compared(actor, high, low)}
      signs={pair?.signs ?? []}
      dismissed={pair !== null && pair.dismissedAt !== null}
      mayDismiss={mayDismiss(actor, [low, high])}
    />,
    { private: true },
  );
});

duplicateRoutes.post(`${PAIR}/dismiss`, async (c) => {
  const actor = staffOf(c);
  const both = await bothAtDesk(c, actor);
  if (!mayDismiss(actor, both)) throw new Problem('not-allowed');
  const { a, b } = c.req.param();
  await dismissPair(c.env.DB, [a, b], { by: actor.id, at: c.get('clock')() });
  return c.redirect(`${paths.duplicates(c.get('language'))}?done=dismissed`, 303);
});
