import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import { idFromKey } from '../domain/initiative/identifiers.ts';
import type { StaffRole } from '../domain/initiative/permissions.ts';
import { logged, loggedIf } from './account-events.ts';
import { type Database, type Records, records } from './client.ts';
import { contacts, grants, users } from './schema/main.ts';

export interface NewAccount {
  /** In lower case. */
  email: string;
  name: string;
  role: StaffRole | 'submitter';
}

/** Opens accounts that do not exist yet; those that do are left as they are. */
export async function seedAccounts(
  database: D1Database,
  accounts: readonly NewAccount[],
  now: number,
): Promise<void> {
  const at = new Date(now);
  const rows = await Promise.all(
    accounts.map(async ({ email, name, role }) => ({
      role,
      user: {
        id: await idFromKey(`account ${email}`),
        email,
        name,
        emailVerified: true,
        createdAt: at,
        updatedAt: at,
      },
    })),
  );
  if (rows.length === 0) return;
  const db = records(database);
  const granted = rows.flatMap(({ role, user }) =>
    role === 'submitter'
      ? []
      : [{ id: `first.${user.id}`, userId: user.id, role, scope: EVERYTHING, grantedAt: now }],
  );
  await db.batch([
    db
      .insert(users)
      .values(rows.map(({ user }) => user))
      .onConflictDoNothing(),
    ...(granted.length > 0 ? [db.insert(grants).values(granted).onConflictDoNothing()] : []),
  ]);
}

/** A role without limits. */
export const EVERYTHING = { languages: [], action_lines: [], commissions: [], countries: [] };

/**
 * The statements that confirm the address of a contact. The first confirmed mail opens the account of the address; all
 * contacts with it that are confirmed belong to that account from then on. Done again, they change nothing.
 */
export function confirmedContact(db: Records, contactId: string, at: number): BatchItem<'sqlite'>[] {
  const id = crypto.randomUUID();
  const address = sql`(select email from contacts where id = ${contactId})`;
  return [
    db.update(contacts).set({ confirmedAt: at, lastUsedAt: at }).where(eq(contacts.id, contactId)),
    db
      .insert(users)
      .select(
        sql`select ${id}, '', email, 1, null, language, null, ${at}, ${at} from contacts
          where id = ${contactId} and email is not null`,
      )
      .onConflictDoNothing(),
    loggedIf(
      db,
      { userId: id, type: 'account.opened', actorId: null, at },
      sql`select 1 from users where id = ${id}`,
    ),
    db
      .update(contacts)
      .set({ userId: sql`(select id from users where users.email = ${contacts.email})` })
      .where(and(eq(contacts.email, address), isNotNull(contacts.confirmedAt))),
  ];
}

/**
 * Gives a contact whose holder has just proved the address to the account there is, if any. Done before an entry is
 * assigned, so that nobody is given his own.
 */
export async function giveToAccount(database: D1Database, contactId: string): Promise<void> {
  await records(database)
    .update(contacts)
    .set({ userId: sql`(select id from users where users.email = ${contacts.email})` })
    .where(eq(contacts.id, contactId));
}

/**
 * The account of an address, opened if there was none: by an administrator, or by the register once the address is
 * confirmed. `email` in lower case.
 */
export async function accountForAddress(
  database: D1Database,
  { email, language, by, at }: { email: string; language: string; by: string | null; at: number },
): Promise<string> {
  const db = records(database);
  const id = crypto.randomUUID();
  const now = new Date(at);
  await db.batch([
    db
      .insert(users)
      .values({ id, name: '', email, emailVerified: true, language, createdAt: now, updatedAt: now })
      .onConflictDoNothing(),
    loggedIf(
      db,
      { userId: id, type: 'account.opened', actorId: by, at },
      sql`select 1 from users where id = ${id}`,
    ),
  ]);
  return (await accountIdOf(database, email)) ?? id;
}

/** Id of the account of an address in lower case, or null. */
export async function accountIdOf(database: Database, email: string): Promise<string | null> {
  const [known] = await records(database).select({ id: users.id }).from(users).where(eq(users.email, email));
  return known?.id ?? null;
}

/** What somebody wants to be called by colleagues, or nothing. */
export async function nameOf(database: Database, id: string): Promise<string> {
  const [user] = await records(database).select({ name: users.name }).from(users).where(eq(users.id, id));
  return user?.name ?? '';
}

export async function setName(database: D1Database, id: string, name: string): Promise<void> {
  await records(database).update(users).set({ name }).where(eq(users.id, id));
}

/** Notes that the holder of an account came: the address is in use, and what was confirmed with it is the account's. */
export async function addressUsed(database: D1Database, userId: string, at: number): Promise<void> {
  const db = records(database);
  const address = sql`(select email from users where id = ${userId})`;
  await db.batch([
    db
      .update(contacts)
      .set({ userId, lastUsedAt: at, expiryWarnedAt: null })
      .where(and(eq(contacts.email, address), isNotNull(contacts.confirmedAt))),
    db
      .update(users)
      .set({ updatedAt: new Date(at) })
      .where(eq(users.id, userId)),
  ]);
}

/** Minutes that staff power lasts. */
export const STAFF_POWER_MINUTES = 15;

/** Switches the staff power of an administrator on, or off, with its event. */
export async function setStaffPower(
  database: D1Database,
  userId: string,
  on: boolean,
  at: number,
): Promise<void> {
  const db = records(database);
  await db.batch([
    db
      .update(users)
      .set({ staffPowerUntil: on ? at + STAFF_POWER_MINUTES * 60_000 : null })
      .where(eq(users.id, userId)),
    logged(db, {
      userId,
      type: on ? 'account.staff-power-on' : 'account.staff-power-off',
      actorId: userId,
      at,
    }),
  ]);
}
