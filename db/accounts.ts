import { idFromKey } from '../domain/initiative/identifiers.ts';
import type { Role } from '../domain/initiative/permissions.ts';
import { records } from './client.ts';
import { users } from './schema/main.ts';

export interface NewAccount {
  /** In lower case. */
  email: string;
  name: string;
  role: Role;
}

/** Opens accounts that do not exist yet; those that do are left as they are. */
export async function seedAccounts(
  database: D1Database,
  accounts: readonly NewAccount[],
  now: number,
): Promise<void> {
  const at = new Date(now);
  const rows = await Promise.all(
    accounts.map(async (account) => ({
      ...account,
      id: await idFromKey(`account ${account.email}`),
      emailVerified: true,
      createdAt: at,
      updatedAt: at,
    })),
  );
  if (rows.length > 0) await records(database).insert(users).values(rows).onConflictDoNothing();
}
