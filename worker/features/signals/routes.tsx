import { Hono } from 'hono';
import type { AppEnv } from '#worker/http/context.ts';
import { deskSignals } from './desk-routes.tsx';
import { reporting } from './report-routes.tsx';
import { reviewTimesRoutes } from './review-times.tsx';

/** What tells of an entry that something is wrong, and of the desk how it keeps up. */
export const routes = new Hono<AppEnv>();
routes.route('/', reporting);
routes.route('/', reviewTimesRoutes);
routes.route('/', deskSignals);
