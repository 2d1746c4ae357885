import { changedFields } from '../domain/initiative/changed-fields.ts';
import type { Content, Text } from '../domain/initiative/content.ts';
import { type Actor, can, canReadAtDesk, isOwner } from '../domain/initiative/permissions.ts';
import { withTranslation } from '../domain/initiative/translations.ts';
import { Problem } from '../domain/problems.ts';
import { act, actorIdOf } from './act.ts';
import { records } from './client.ts';
import { settledOnce } from './errors.ts';
import { type SubjectEntry, subjectEntry } from './subjects.ts';
import {
  isProposer,
  openTranslation,
  type StoredTranslation,
  translationById,
  translationSettled,
} from './translations.ts';

/** What the trigger says that lets a translation be settled once. */
const SETTLED = 'a translation is settled once';

/** An answer to a proposed translation, by an owner of the entry or at the desk. */
export interface TranslationSettlement {
  translationId: string;
  /** The entry that the page was about. */
  initiativeId: string;
  actor: Actor;
  /** Words to who proposed it; may be empty. */
  answer: string;
  at: number;
}

/** Owners put it into a revision that waits; at the desk it becomes public. */
async function settleable(database: D1Database, wish: TranslationSettlement) {
  const { translationId, initiativeId, actor } = wish;
  const stored = await translationById(database, translationId);
  const held = stored?.initiativeId === initiativeId ? await subjectEntry(database, initiativeId) : null;
  if (!stored || !held || stored.state === 'unconfirmed') throw new Problem('not-found');
  const { subject } = held;
  const owner = isOwner(actor, subject);
  if (!owner && !canReadAtDesk(actor, subject)) throw new Problem('not-found');
  const action = owner ? ('revise' as const) : ('correct' as const);
  // Nobody decides at the desk on what he proposed himself.
  if (!owner && actor.kind === 'account' && (await isProposer(database, stored, actor.id)))
    throw new Problem('another-person');
  if (stored.state !== 'open') throw new Problem('wrong-state', { extra: { state: stored.state } });
  return { stored, held, action };
}

async function translated(
  database: D1Database,
  stored: StoredTranslation,
  { entry }: SubjectEntry,
  at: number,
): Promise<Content> {
  const { outdated } = await openTranslation(database, stored, entry);
  const text: Text = {
    language: stored.language,
    ...stored.parts,
    origin: 'human',
    translator: 'reader',
    reviewed_at: new Date(at).toISOString(),
    ...(outdated && { outdated }),
  };
  return withTranslation(entry.content, text);
}

/**
 * Takes up a proposed translation. Throws `edit-conflict` for another version than the one seen, `another-person` to who
 * proposed it, `wrong-state` if somebody settled it, if the entry takes no change now, or if it is written in this
 * language by now.
 */
export async function acceptTranslation(
  database: D1Database,
  wish: TranslationSettlement & { expectedVersion: number },
): Promise<void> {
  const { initiativeId, actor, at, expectedVersion, answer } = wish;
  const { stored, held, action } = await settleable(database, wish);
  const { content } = held.entry;
  if (stored.language === content.language) throw new Problem('wrong-state');
  const after = await translated(database, stored, held, at);
  const settlement = {
    id: stored.id,
    state: 'accepted',
    by: actorIdOf(actor),
    answer,
    at,
  } as const;
  await settledOnce(SETTLED, async () =>
    act(database, {
      ...{ initiativeId, actor, action, expectedVersion, at, content: after },
      data: { translation_id: stored.id, fields: changedFields(content, after) },
      mails: action === 'revise' ? ['revised'] : [],
      also: await translationSettled(database, held, { ...settlement, isPublic: action === 'correct' }),
    }),
  );
}

/** Refuses a proposed translation. Nothing about the entry changes. */
export async function refuseTranslation(database: D1Database, wish: TranslationSettlement): Promise<void> {
  const { actor, at, answer } = wish;
  const { stored, held, action } = await settleable(database, wish);
  if (!can(actor, action, held.subject)) throw new Problem('not-allowed');
  const settlement = {
    id: stored.id,
    state: 'refused',
    by: actorIdOf(actor),
    answer,
    at,
  } as const;
  await settledOnce(SETTLED, async () =>
    records(database).batch(await translationSettled(database, held, { ...settlement, isPublic: false })),
  );
}
