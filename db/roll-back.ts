import type { Actor } from '../domain/initiative/permissions.ts';
import { Problem } from '../domain/problems.ts';
import { type Acted, act } from './act.ts';
import { contentsOf, publicVersionsOf } from './versions.ts';

export interface RollBack {
  initiativeId: string;
  actor: Actor;
  expectedVersion: number;
  /** Number of the public version that shall be public again. */
  number: number;
  at: number;
}

/**
 * Makes an earlier public version public again, as a new revision. Throws what `act` throws, and `invalid-input` if there
 * is no such version or it is what is public now.
 */
export async function rollBack(database: D1Database, wish: RollBack): Promise<Acted> {
  const { initiativeId, actor, expectedVersion, number, at } = wish;
  const versions = await publicVersionsOf(database, initiativeId);
  const version = versions.find((one) => one.number === number);
  const content =
    version && (await contentsOf(database, initiativeId, [version.revision])).get(version.revision);
  return act(database, {
    ...{ initiativeId, actor, expectedVersion, at },
    action: 'roll-back',
    data: version ? { from_revision: version.revision } : {},
    content: ({ entry }) => {
      if (content && version.revision !== entry.standing.publishedRevision) return content;
      throw new Problem('invalid-input', {
        issues: [{ pointer: '#/number', code: 'unknown-code', params: {} }],
      });
    },
    mails: ['rolled-back'],
  });
}
