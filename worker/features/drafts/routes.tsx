import { Hono } from 'hono';
import type { AppEnv } from '#worker/http/context.ts';
import { api } from './api.ts';
import { copyRoutes } from './copy-routes.tsx';
import { draftRoutes } from './draft-routes.tsx';
import { joinRoutes } from './join-routes.tsx';

/** Entries that are not sent yet: their people, their copies, and the links that lead to them. */
export const routes = new Hono<AppEnv>();
routes.route('/', api);
routes.route('/', joinRoutes);
routes.route('/', draftRoutes);
routes.route('/', copyRoutes);
