import type { Hono } from 'hono';
import { prune } from '#db/prune.ts';
import { createApp } from './app.ts';
import type { Env, JobMessage } from './env.ts';
import type { AppEnv } from './http/context.ts';
import { type Deliver, drain } from './jobs/drain.ts';

/** The handlers of the Worker. An environment brings its way of delivering mail and may add routes. */
export function createWorker<E extends Env>(options: {
  deliver: Deliver<E>;
  extend?: (app: Hono<AppEnv>) => void;
}) {
  const app = createApp(options.extend);
  return {
    fetch: (request, env, context) => app.fetch(request, env, context),
    async queue(_batch, env) {
      await drain(env, options.deliver);
    },
    async scheduled(_controller, env) {
      await drain(env, options.deliver);
      await prune(env.DB, Date.now());
    },
  } satisfies ExportedHandler<E, JobMessage>;
}
