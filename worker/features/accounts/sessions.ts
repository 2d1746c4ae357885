import { and, desc, eq, gt, sql } from 'drizzle-orm';
import { logged } from '#db/account-events.ts';
import { type Database, records } from '#db/client.ts';
import { sessions, verifications } from '#db/schema/main.ts';
import { SESSION_MAX_DAYS } from '../../http/account.ts';
import type { AccountUser } from '../../http/context.ts';

const DAY = 86_400_000;

export interface SessionInfo {
  id: string;
  /** Empty if it was not recognised; so is `system`. */
  browser: string;
  system: string;
  /** Milliseconds since 1970, UTC. */
  begunAt: number;
  /** To the hour. */
  usedAt: number;
}

/** The sessions of an account that are open, the last used first. */
export async function listSessions(database: Database, userId: string, now: number): Promise<SessionInfo[]> {
  const rows = await records(database)
    .select()
    .from(sessions)
    .where(
      and(
        eq(sessions.userId, userId),
        gt(sessions.expiresAt, new Date(now)),
        gt(sessions.createdAt, new Date(now - SESSION_MAX_DAYS * DAY)),
      ),
    )
    .orderBy(desc(sessions.updatedAt));
  return rows.map((row) => {
    const [browser = '', system = ''] = (row.userAgent ?? '').split('/');
    return { id: row.id, browser, system, begunAt: row.createdAt.getTime(), usedAt: row.updatedAt.getTime() };
  });
}

/** Ends one session of an account. One that has ended, or is somebody else's, is left as it is. */
export async function endSession(database: D1Database, userId: string, sessionId: string): Promise<void> {
  await records(database)
    .delete(sessions)
    .where(and(eq(sessions.id, sessionId), eq(sessions.userId, userId)));
}

/** Ends all sessions of an account and the sign-in links that wait for it. */
export async function endAllSessions(database: D1Database, user: AccountUser, now: number): Promise<void> {
  const db = records(database);
  await db.batch([
    db.delete(sessions).where(eq(sessions.userId, user.id)),
    db
      .delete(verifications)
      .where(
        sql`json_valid(${verifications.value}) and ${verifications.value} ->> '$.email' = ${user.email}`,
      ),
    logged(db, { userId: user.id, type: 'account.signed-out-everywhere', actorId: user.id, at: now }),
  ]);
}
