import type { MiddlewareHandler } from 'hono';
import { Problem } from '#domain/problems.ts';
import { type AppContext, type AppEnv, actorOf } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { openStatusLink } from '#worker/http/links.ts';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import type { Holder, LinkActor } from './held-entry.ts';

/** The private pages of an entry: under the secret of its private link, and under its id for people who are signed in. */
export const HELD_PATHS = [`${LANGUAGE_PREFIX}/status/:token`, `${LANGUAGE_PREFIX}/my/:id`] as const;

/** A path of both kinds, below the private pages. */
export function heldPaths(rest: string): string[] {
  return HELD_PATHS.map((path) => path + rest);
}

/** Whoever holds the private link in the path; `link-invalid` if it is forged. */
export async function linkActorOf(c: AppContext): Promise<LinkActor> {
  const link = await openStatusLink(c.env.LINK_SECRET, c.req.param('token') ?? '');
  return { kind: 'link', ...link };
}

/** Whoever opened a private page; `sign-in-required` where that takes an account. */
export async function holderOf(c: AppContext): Promise<Holder> {
  const initiativeId = c.req.param('id');
  if (initiativeId === undefined) return linkActorOf(c);
  const actor = actorOf(c);
  if (actor.kind !== 'account') throw new Problem('sign-in-required');
  return { ...actor, initiativeId };
}

/** Address of the private page that was opened. */
export function heldHref(c: AppContext): string {
  const [token, id] = [c.req.param('token'), c.req.param('id')];
  return `/${c.get('language')}${id === undefined ? `/status/${token}` : `/my/${id}`}`;
}

/** The address of such a page is a secret: nobody keeps it, indexes it or is told it by a link followed from it. */
export const keepsSecret: MiddlewareHandler<AppEnv> = async (c, next) => {
  await next();
  c.res.headers.set('cache-control', 'no-store');
  c.res.headers.set('referrer-policy', 'no-referrer');
  c.res.headers.set('x-robots-tag', 'noindex');
};

/** Sends people who are not signed in to do so, where the address carries no secret, and back to the page. */
export const signedInFirst: MiddlewareHandler<AppEnv> = async (c, next) =>
  (c.req.param('id') === undefined ? null : signInFirst(c)) ?? next();
