import { type Draft, draftFor } from '#db/drafts.ts';
import { Problem } from '#domain/problems.ts';
import type { AccountUser, AppContext } from '#worker/http/context.ts';

/** Who is signed in, or `sign-in-required`. */
export function memberOf(c: AppContext): AccountUser {
  const user = c.get('user');
  if (!user) throw new Problem('sign-in-required');
  return user;
}

/** The draft of the address for one of its members; `not-found` for everybody else. */
export function ownDraft(c: AppContext): Promise<Draft> {
  return draftFor(c.env.DB, c.req.param('id') ?? '', memberOf(c).id);
}

/** The same for who began it; members get `not-allowed`. */
export async function begunDraft(c: AppContext): Promise<Draft> {
  const draft = await ownDraft(c);
  if (draft.ownerId !== memberOf(c).id) throw new Problem('not-allowed');
  return draft;
}
