import { type Index, openIndex } from '#db/search/register.ts';
import type { AppContext } from './context.ts';

/**
 * A session over a database for reading: any replica for the public; for signed-in people one that has seen their
 * last write.
 */
export function reader(c: AppContext, database: D1Database): D1DatabaseSession {
  return database.withSession(c.get('user') ? 'first-primary' : 'first-unconstrained');
}

/** The search index, read like `reader`; the public may get what it was a moment ago. */
export function searchIndex(c: AppContext): Index {
  return c.get('user')
    ? openIndex(c.env.SEARCH, 'first-primary')
    : openIndex(c.env.SEARCH, 'first-unconstrained', true);
}
