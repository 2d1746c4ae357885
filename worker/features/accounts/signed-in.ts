import { createMiddleware } from 'hono/factory';
import { Problem } from '#domain/problems.ts';
import type { AccountUser, AppContext, AppEnv } from '../../http/context.ts';
import { signInFirst } from '../../http/sign-in-first.ts';

/** Sends people who are not signed in to do so and back here; a form of theirs is `sign-in-required`. */
export const signedInOnly = createMiddleware<AppEnv>(async (c, next) => {
  const elsewhere = signInFirst(c);
  if (elsewhere) return elsewhere;
  userOf(c);
  return next();
});

/** Who is signed in, or `sign-in-required`. */
export function userOf(c: AppContext): AccountUser {
  const user = c.get('user');
  if (!user) throw new Problem('sign-in-required');
  return user;
}
