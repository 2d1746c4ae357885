import type { Hono } from 'hono';
import { prune } from '#db/prune.ts';
import { createApp } from './app.ts';
import type { Env, JobMessage } from './env.ts';
import type { AppEnv } from './http/context.ts';
import { keptAnswers } from './http/kept-answers.ts';
import { keepDeadlines } from './jobs/deadlines.ts';
import { type Deliver, drain } from './jobs/drain.ts';
import { NIGHTLY, nightly } from './jobs/nightly.ts';
import { reindex } from './jobs/reindex.ts';

/** The handlers of the Worker. An environment brings its way of delivering mail and may add routes. */
export function createWorker<E extends Env>(options: {
  deliver: Deliver<E>;
  extend?: (app: Hono<AppEnv>) => void;
}) {
  const kept = keptAnswers();
  const app = createApp(options.extend, kept);
  return {
    fetch(request, env, context) {
      const answer = kept.answer(request, env, context);
      if (answer instanceof Response) return answer;
      const compute = () => app.fetch(request, env, context);
      return answer ? answer.then((given) => given ?? compute()) : compute();
    },
    async queue(_batch, env) {
      await drain(env, options.deliver);
    },
    async scheduled({ cron }, env) {
      if (cron === NIGHTLY) return nightly(env, Date.now);
      await keepDeadlines(env.DB, Date.now());
      await drain(env, options.deliver);
      await prune(env.DB, Date.now());
      await reindex(env, Date.now);
      // Telling languages takes 23 ms to set up, and no isolate that only answers readers needs it.
      const { runChecks } = await import('./jobs/check-links.ts');
      await runChecks(env, Date.now);
    },
  } satisfies ExportedHandler<E, JobMessage>;
}
