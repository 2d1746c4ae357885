import { type SQL, sql } from 'drizzle-orm';
import type { Records } from './client.ts';
import { accountEvents } from './schema/main.ts';

/** Everything that can happen to an account. A name is never reused for another meaning. */
export type AccountEventType =
  | 'account.opened'
  | 'account.erased'
  | 'account.role-granted'
  | 'account.role-revoked'
  | 'account.staff-power-on'
  | 'account.staff-power-off'
  | 'account.passkey-added'
  | 'account.passkey-removed'
  | 'account.signed-out-everywhere';

export interface AccountEvent {
  userId: string;
  type: AccountEventType;
  /** Account that did it; null for the register itself. */
  actorId: string | null;
  /** Ids and codes only: a person can be erased without touching the log. */
  data?: Record<string, string>;
  /** Milliseconds since 1970, UTC. */
  at: number;
}

/** The statement that logs what happened to an account, for the batch that makes it true. */
export function logged(db: Records, { data = {}, ...event }: AccountEvent) {
  return db.insert(accountEvents).values({ ...event, data });
}

/**
 * The same, only if a row is there at this point of the batch: `present` is a select that finds it. What happens twice is
 * logged once.
 */
export function loggedIf(db: Records, { userId, type, actorId, data = {}, at }: AccountEvent, present: SQL) {
  return db
    .insert(accountEvents)
    .select(
      sql`select null, ${userId}, ${type}, ${actorId}, ${JSON.stringify(data)}, ${at} where exists (${present})`,
    );
}
