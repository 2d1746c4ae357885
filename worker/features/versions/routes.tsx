import { Hono } from 'hono';
import type { AppEnv } from '#worker/http/context.ts';
import { publicApi } from './api.ts';
import { comparing } from './compare-routes.tsx';
import { deskCorrections } from './correction-routes.tsx';
import { publicPages } from './public-pages.tsx';
import { suggesting } from './suggest-routes.tsx';
import { writeApi } from './write-api.ts';

/** Public versions: answers that change with the catalogue only, and are the same for everybody. */
export const publicRoutes = new Hono<AppEnv>().route('/', publicPages).route('/', publicApi);

/** Versions of entries, what differs between them, and corrections that anybody suggests. */
export const routes = new Hono<AppEnv>()
  .route('/', publicRoutes)
  .route('/', suggesting)
  .route('/', deskCorrections)
  .route('/', comparing)
  .route('/', writeApi);
