import packageJson from '../../../package.json';
import type { Env } from '../../env.ts';

export interface Health {
  status: 'ok' | 'degraded';
  version: string;
  databases: Record<'DB' | 'SEARCH', 'ok' | 'unavailable'>;
}

async function stateOf(database: D1Database, statement: string): Promise<'ok' | 'unavailable'> {
  try {
    await database.prepare(statement).first();
    return 'ok';
  } catch {
    return 'unavailable';
  }
}

/** Looks at both databases, and at a table of each, so that a missing migration shows. */
export async function health(env: Env): Promise<Health> {
  const [DB, SEARCH] = await Promise.all([
    stateOf(env.DB, 'SELECT 1 FROM initiatives LIMIT 1'),
    stateOf(env.SEARCH, 'SELECT version FROM catalogue WHERE id = 1'),
  ]);
  return {
    status: DB === 'ok' && SEARCH === 'ok' ? 'ok' : 'degraded',
    version: packageJson.version,
    databases: { DB, SEARCH },
  };
}
