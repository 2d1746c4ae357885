import { Hono } from 'hono';
import type { AppEnv } from '#worker/http/context.ts';
import { api } from './api.ts';
import { claims } from './claim-routes.tsx';
import { entryOwners } from './entry-routes.tsx';
import { links } from './link-routes.tsx';
import { management } from './manage-routes.tsx';
import { merging } from './merge-routes.tsx';
import { registration } from './register-routes.tsx';

/** Organisations: registering, editing, members, verification, merging, and whose an entry is. */
export const routes = new Hono<AppEnv>()
  .route('/', api)
  .route('/', registration)
  .route('/', management)
  .route('/', links)
  .route('/', merging)
  .route('/', entryOwners)
  .route('/', claims);
