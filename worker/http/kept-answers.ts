import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import { type CatalogueState, registerOf } from '#db/search/register.ts';
import type { Env } from '../env.ts';
import type { AppEnv } from './context.ts';
import {
  answerOf,
  type Coding,
  codingFor,
  type Form,
  isPublic,
  type KeptAnswer,
  keptAnswer,
  withCompressed,
} from './kept-answer.ts';
import { type KeptStore, keptStore } from './kept-store.ts';
import { countedLog, log, withoutData } from './log.ts';

/** Memory that the kept answers of one isolate may take, in bytes; an isolate has 128 MB for everything. */
const LIMIT = 16 * 1024 * 1024;
/** Milliseconds that the catalogue counts as unchanged after it was asked for. */
const TRUST = 1000;
/** After so many milliseconds it is asked for again while answers are still given, so that few readers wait for it. */
const ASK_AGAIN = 500;
/**
 * Milliseconds that an answer is kept at most. The order of a search leans on the date, and a page may lack what could
 * not be read at the moment.
 */
const LIFETIME = 60_000;
/** An answer that was given so often is worth the time that making its body smaller once more takes. */
const OFTEN = 50;
/** What a request says that wants no kept answer (RFC 9111 §5.2.1). */
const WANTS_FRESH = /\bno-cache\b|\bno-store\b|\bmax-age=0\b/;

export interface KeptAnswers {
  /**
   * The kept answer to a request, or null when the application has to answer. A promise only if nobody asked for the
   * catalogue in the last second, or nobody yet for the answer in this coding.
   */
  answer(request: Request, env: Env, context: ExecutionContext): Response | null | Promise<Response | null>;
  /**
   * Middleware that gives every public answer an ETag, answers 304 to whoever has it, and keeps what everybody would get
   * of some routes. `routes`: patterns of routes whose answers change with the catalogue only.
   */
  keeping(routes: ReadonlySet<string>): MiddlewareHandler<AppEnv>;
  store: Pick<KeptStore<KeptAnswer>, 'keys' | 'weight'>;
}

/**
 * Answers of the public pages and of the public API, kept in the memory of the isolate. Each belongs to the catalogue
 * as it was known before the answer was computed. A kept answer is given only if the catalogue was asked for in the
 * second before, and when it has changed, all are forgotten: none outlives a publication by more than a second.
 * The log tells once a second how many were given for each route; a line for each would cost as much as the answer.
 */
export function keptAnswers(): KeptAnswers {
  const store = keptStore<KeptAnswer>(LIMIT);
  const count = countedLog('kept-answers');
  let catalogue: string | null = null;
  /** When the known state of the catalogue was asked for, and when it was last asked for, in milliseconds. */
  let knownAt = Number.NEGATIVE_INFINITY;
  let askedAt = Number.NEGATIVE_INFINITY;
  /** Raised whenever all answers are forgotten; what was begun before is not kept. */
  let age = 0;

  function forget(): void {
    store.clear();
    age++;
  }

  /** Never fails: without the catalogue nothing kept is given, and the application answers or says what is broken. */
  async function ask(env: Env): Promise<void> {
    const at = Date.now();
    askedAt = at;
    try {
      const question = 'SELECT * FROM catalogue WHERE id = 1';
      const state = await env.SEARCH.withSession('first-primary').prepare(question).first<CatalogueState>();
      if (state) registerOf(env.SEARCH).hear(state, at);
      const now = JSON.stringify(state);
      if (at < knownAt) return;
      if (now !== catalogue) forget();
      catalogue = now;
      knownAt = at;
    } catch (error) {
      log({ event: 'catalogue-unknown', error: withoutData(error) });
    }
  }

  function isKnown(now: number): boolean {
    return now >= knownAt && now - knownAt < TRUST;
  }

  function find({ url, headers }: Request, now: number): KeptAnswer | null {
    const kept = store.get(url);
    if (!kept || now < kept.at || now - kept.at >= LIFETIME) return null;
    if (!isAnonymous(headers) || WANTS_FRESH.test(headers.get('cache-control') ?? '')) return null;
    return kept.varies.every(([name, value]) => (headers.get(name) ?? '') === value) ? kept : null;
  }

  async function compressed(kept: KeptAnswer, form: Form, url: string): Promise<KeptAnswer> {
    const begun = age;
    const more = await withCompressed(kept, form);
    if (begun === age) store.set(url, more);
    return more;
  }

  function tell(kept: KeptAnswer, request: Request, form: Form | null, context: ExecutionContext): Response {
    const answer = answerOf(kept, request, form);
    count(kept.route, answer.status, context);
    return answer;
  }

  /** No function is made in here: making one, and the name that the bundler gives it, takes a microsecond or two. */
  function give(kept: KeptAnswer, request: Request, context: ExecutionContext): Response | Promise<Response> {
    const coding = codingFor(kept, request);
    if (coding === null) return tell(kept, request, null, context);
    if (coding === 'br' && kept.compressed.dense) return tell(kept, request, 'dense', context);
    if (!kept.compressed[coding]) return giveNew(kept, request, coding, context);
    if (coding === 'br' && ++kept.given === OFTEN) context.waitUntil(compressed(kept, 'dense', request.url));
    return tell(kept, request, coding, context);
  }

  async function giveNew(kept: KeptAnswer, request: Request, coding: Coding, context: ExecutionContext) {
    return tell(await compressed(kept, coding, request.url), request, coding, context);
  }

  return {
    store,
    answer(request, env, context) {
      const now = Date.now();
      const kept = request.method === 'GET' ? find(request, now) : null;
      if (!kept) return null;
      if (isKnown(now)) {
        if (now - askedAt >= ASK_AGAIN) context.waitUntil(ask(env));
        return give(kept, request, context);
      }
      return ask(env).then(() => {
        const then = Date.now();
        const still = isKnown(then) ? find(request, then) : null;
        return still && give(still, request, context);
      });
    },
    keeping: (routes) => async (c, next) => {
      const { method } = c.req;
      if (method !== 'GET' && method !== 'HEAD') {
        await next();
        // Whoever writes here reads here what was written, before the index knows of it.
        if (c.res.status < 400) {
          forget();
          registerOf(c.env.SEARCH).doubt();
        }
        return;
      }
      const mayKeep = matchedRoutes(c).some(({ path }) => routes.has(path));
      const keep = mayKeep && method === 'GET' && isAnonymous(c.req.raw.headers);
      if (keep && catalogue === null) await ask(c.env);
      const begun = age;
      await next();
      if (!isPublic(c.res)) return;
      const answer = await keptAnswer(c);
      if (keep && routes.has(c.req.routePath) && catalogue !== null && begun === age)
        store.set(c.req.url, answer);
      c.res = undefined;
      c.res = answerOf(answer, c.req.raw);
    },
  };
}

/** Nothing in the request tells who asks. */
function isAnonymous(headers: Headers): boolean {
  return headers.get('cookie') === null && headers.get('authorization') === null;
}
