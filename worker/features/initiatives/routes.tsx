import { Hono } from 'hono';
import type { AppEnv } from '#worker/http/context.ts';
import { actionLines } from './action-lines.tsx';
import { api } from './api.ts';
import { countries } from './countries.tsx';
import { entries } from './entry.tsx';
import { home } from './home.tsx';
import { negotiated } from './negotiate.ts';
import { organizations } from './organizations.tsx';
import { sdgs } from './sdgs.tsx';
import { search } from './search.tsx';
import { similar } from './similar.ts';
import { sitemaps } from './sitemap.ts';
import { suggestions } from './suggest.ts';

/** The public reading side of the register. */
export const routes = new Hono<AppEnv>()
  .route('/', home)
  .route('/', search)
  .route('/', entries)
  .route('/', actionLines)
  .route('/', sdgs)
  .route('/', countries)
  .route('/', organizations)
  .route('/', api)
  .route('/', similar)
  .route('/', suggestions)
  .route('/', sitemaps)
  .route('/', negotiated);
