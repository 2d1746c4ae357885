import { Hono } from 'hono';
import type { AppEnv } from '#worker/http/context.ts';
import { addresses } from './address-routes.tsx';
import { api } from './api.ts';
import { form } from './form-routes.tsx';
import { heldActions } from './held-actions.ts';
import { languages } from './language-routes.tsx';
import { links } from './link-routes.tsx';
import { offlineForm } from './offline-form.tsx';
import { owners } from './owner-routes.tsx';
import { status } from './status-routes.tsx';
import { tagSuggestions } from './tag-suggestions-api.ts';
import { translationsApi } from './translations-api.ts';

/** Registering an initiative, by form and by API, and the private pages of the submitter. */
export const routes = new Hono<AppEnv>();

routes.route('/', api);
routes.route('/', tagSuggestions);
routes.route('/', translationsApi);
routes.route('/', form);
routes.route('/', offlineForm);
routes.route('/', links);
routes.route('/', status);
routes.route('/', languages);
routes.route('/', owners);
routes.route('/', heldActions);
routes.route('/', addresses);
