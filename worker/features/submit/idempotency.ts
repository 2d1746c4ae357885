import { eq } from 'drizzle-orm';
import { records } from '#db/client.ts';
import { idempotencyKeys } from '#db/schema/main.ts';
import { Problem } from '#domain/problems.ts';
import { sha256 } from '#domain/text/digest.ts';

/** A key and what was sent under it. Both only as digests, because clients put anything into keys. */
export interface Claim {
  key: string;
  requestDigest: string;
}

const KEY = /^[\x21-\x7e]{1,200}$/;

/** Takes an `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) for a parsed request. */
export async function claimOf(key: string, request: unknown): Promise<Claim> {
  if (!KEY.test(key))
    throw new Problem('invalid-input', {
      issues: [
        {
          pointer: 'Idempotency-Key',
          code: key.length > 200 ? 'too-long' : 'wrong-type',
          params: { limit: 200 },
        },
      ],
    });
  return { key: await sha256(key), requestDigest: await sha256(JSON.stringify(request)) };
}

/** The initiative already made under this key, and whether by the same request; null if there is none. */
export async function madeBefore(
  database: D1Database,
  claim: Claim,
): Promise<{ id: string; same: boolean } | null> {
  const [row] = await records(database)
    .select()
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.key, claim.key));
  return row ? { id: row.initiativeId, same: row.requestDigest === claim.requestDigest } : null;
}

/** The row that keeps the key, for the batch that makes the initiative. */
export function keep(database: D1Database, claim: Claim, initiativeId: string, at: number) {
  return records(database)
    .insert(idempotencyKeys)
    .values({ key: claim.key, requestDigest: claim.requestDigest, initiativeId, at });
}
