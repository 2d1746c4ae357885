import type { Context } from 'hono';
import type { Clock } from '#domain/clock.ts';
import type { AccountActor, Actor } from '#domain/initiative/permissions.ts';
import { type Translate, translator } from '#domain/strings/strings.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import type { Env } from '../env.ts';

export interface AccountUser {
  id: string;
  email: string;
  /** What the account may do, at the time of the request. */
  actor: AccountActor;
  /** The session of this request. */
  sessionId: string;
  /** When it was opened, in milliseconds since 1970. */
  signedInAt: number;
}

export interface AppEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** Language of the page; of the `/api` answers, from Accept-Language. */
    language: Language;
    clock: Clock;
    /** Set by `withAccount`; null for people who are not signed in. */
    user: AccountUser | null;
  };
}

export type AppContext = Context<AppEnv>;

/** The `t` of this request. */
export function t(c: AppContext): Translate {
  return translator(c.get('language'));
}

/** The signed-in person as an actor. */
export function actorOf(c: AppContext): Actor {
  return c.get('user')?.actor ?? { kind: 'anonymous' };
}
