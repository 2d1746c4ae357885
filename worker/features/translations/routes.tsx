import { Hono } from 'hono';
import type { AppEnv } from '#worker/http/context.ts';
import { api } from './api.ts';
import { deskTranslations } from './desk-routes.tsx';
import { proposing } from './propose-routes.tsx';

/** Translations that readers propose, and their review at the desk. */
export const routes = new Hono<AppEnv>().route('/', proposing).route('/', deskTranslations).route('/', api);
