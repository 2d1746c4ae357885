import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { can } from '#domain/initiative/permissions.ts';
import { STATES } from '#domain/initiative/states.ts';
import { parse } from '#domain/schemas/parse.ts';
import { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { Translation } from '#domain/schemas/translation.ts';
import { jsonBody } from '#worker/http/body.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { bodyProblems, jsonOf, limitProblem, problemAnswer } from '#worker/http/describe.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { removeTranslation, translate } from './change-translations.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { holderOf } from './private-link.ts';
import { Expected } from './schemas.ts';

const TranslationRequest = v.intersect([v.omit(Translation, ['language']), Expected]);

const Languages = v.object({
  id: v.string(),
  state: v.picklist(STATES),
  version: v.pipe(v.number(), v.description('Name it as `expected_version` in the next write.')),
  language: v.pipe(v.string(), v.description('ISO 639-1 code of the language the entry is written in.')),
  can_change: v.pipe(v.boolean(), v.description('Whether its translations can be changed now.')),
  texts: v.pipe(
    PublicInitiative.entries.texts,
    v.description('Every language version as it is worked on; it may not be public yet.'),
  ),
});

const NO_STORE = { 'cache-control': 'no-store' };

/** The languages of an entry as its owner knows them; what changes them waits for a moderator. */
async function languagesOf(c: AppContext, holder: Holder) {
  const { entry, subject } = await heldSubject(c.env.DB, holder);
  const { state, version } = entry.standing;
  const { language, texts } = entry.content;
  return c.json(
    v.parse(Languages, {
      ...{ id: entry.id, state, version, language, texts },
      can_change: can(holder, 'revise', subject) && state !== 'changes-requested',
    }),
    200,
    NO_STORE,
  );
}

/** The same addresses twice: below the private link, and below the entry for people who are signed in. */
const HOLDERS = [
  {
    path: '/api/v1/submissions/:token/translations',
    operation: 'OfSubmission',
    parameter: {
      name: 'token',
      description: 'The last part of the private address sent by mail.',
    },
    tags: ['Submissions'],
    who: 'For the holder of the private link.',
    refusals: { 404: problemAnswer('The private link is not genuine, or there is no such translation.') },
  },
  {
    path: '/api/v1/initiatives/:id/translations',
    operation: 'OfInitiative',
    parameter: { name: 'id', description: 'Id of an entry of the signed-in person or of an organization.' },
    tags: ['Initiatives'],
    who: 'For the signed-in owner of the entry, and editors of its organization.',
    refusals: {
      401: problemAnswer('Nobody is signed in.'),
      403: problemAnswer('The account sees the entry and may not do this.'),
      404: problemAnswer('It is no entry of this account, or there is no such translation.'),
    },
  },
] as const;

const LANGUAGE = {
  name: 'language',
  in: 'path' as const,
  required: true,
  description: 'ISO 639-1 code of the translation.',
  schema: { type: 'string' as const },
};

const writeProblems = {
  409: problemAnswer(
    'The entry changed since (`edit-conflict`) or is not at a stage for this (`wrong-state`).',
  ),
  422: problemAnswer('Some values cannot be accepted; `errors` says which and why.'),
  ...limitProblem,
};

/** The translations of an entry for its owner, by API: what the page of its languages does. */
export const translationsApi = new Hono<AppEnv>();

for (const { path, operation, parameter, tags, who, refusals } of HOLDERS) {
  const holder = { ...parameter, in: 'path' as const, required: true, schema: { type: 'string' as const } };
  const described = { tags: [...tags], description: who };
  const done = { 200: { description: 'The languages as they are now.', content: jsonOf(Languages) } };

  translationsApi.get(
    path,
    describeRoute({
      ...described,
      operationId: `translations${operation}`,
      summary: 'The language versions of an own entry',
      parameters: [holder],
      responses: { ...done, ...refusals },
    }),
    async (c) => languagesOf(c, await holderOf(c)),
  );

  translationsApi.put(
    `${path}/:language`,
    describeRoute({
      ...described,
      operationId: `putTranslation${operation}`,
      summary: 'Add a translation to an own entry, or change it',
      description: `${who} Takes the whole translation. It waits for a moderator, and says that an owner wrote it.`,
      parameters: [holder, LANGUAGE],
      requestBody: { required: true, content: jsonOf(TranslationRequest, 'input') },
      responses: {
        ...done,
        ...bodyProblems,
        ...refusals,
        ...writeProblems,
      },
    }),
    async (c) => {
      await limitNetwork(c, 'submit');
      const actor = await holderOf(c);
      await heldSubject(c.env.DB, actor);
      const body = await jsonBody(c);
      const { expected_version } = parse(Expected, body);
      await translate(c, actor, expected_version, { ...(body as object), language: c.req.param('language') });
      return languagesOf(c, actor);
    },
  );

  translationsApi.delete(
    `${path}/:language`,
    describeRoute({
      ...described,
      operationId: `removeTranslation${operation}`,
      summary: 'Remove a translation of an own entry',
      description: `${who} What is public stays so until a moderator approves.`,
      parameters: [
        holder,
        LANGUAGE,
        {
          name: 'expected_version',
          in: 'query',
          required: true,
          description: 'The `version` the writer saw; another one answers `edit-conflict`.',
          schema: { type: 'integer', minimum: 1 },
        },
      ],
      responses: { ...done, ...refusals, ...writeProblems },
    }),
    async (c) => {
      await limitNetwork(c, 'submit');
      const actor = await holderOf(c);
      await heldSubject(c.env.DB, actor);
      const version = c.req.query('expected_version');
      const { expected_version } = parse(Expected, {
        expected_version: version && /^\d{1,9}$/.test(version) ? Number(version) : version,
      });
      await removeTranslation(c, actor, expected_version, c.req.param('language') ?? '');
      return languagesOf(c, actor);
    },
  );
}
