import { createMiddleware } from 'hono/factory';
import type { AppEnv } from '#worker/http/context.ts';

/** Public data may be read by any page of any site, and checked again cheaply. */
export const openData = createMiddleware<AppEnv>(async (c, next) => {
  c.header('access-control-allow-origin', '*');
  c.header('cache-control', 'no-cache');
  await next();
});
