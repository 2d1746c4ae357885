import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { organizationAt, registeredOrganization } from '#db/organizations.ts';
import { suggest } from '#db/search/suggest.ts';
import { organizationsLike } from '#db/similar-organizations.ts';
import { Problem } from '#domain/problems.ts';
import { STAKEHOLDER_TYPES } from '#domain/taxonomy/code-lists.ts';
import { isLanguage, LANGUAGES } from '#domain/taxonomy/language.ts';
import { slugify } from '#domain/text/slug.ts';
import type { AppEnv } from '#worker/http/context.ts';
import { reader, searchIndex } from '#worker/http/databases.ts';
import { jsonOf, problemAnswer } from '#worker/http/describe.ts';
import { verificationOf } from './view.ts';

const MAX_SUGGESTIONS = 8;
const TAGS = ['Organizations'];
const OPEN = { 'access-control-allow-origin': '*', 'cache-control': 'no-cache' };

const Suggestions = v.object({
  suggestions: v.pipe(
    v.array(
      v.object({
        kind: v.pipe(
          v.picklist(['registered', 'named']),
          v.description('Whether it is registered, or only named by entries.'),
        ),
        id: v.pipe(v.string(), v.description('Id of its page.')),
        label: v.string(),
        language: v.null(),
        href: v.pipe(
          v.string(),
          v.description('Path of its page; of one that is not registered, of the form.'),
        ),
      }),
    ),
    v.maxLength(MAX_SUGGESTIONS),
  ),
});
type Suggestion = v.InferOutput<typeof Suggestions>['suggestions'][number];

const Organization = v.object({
  id: v.pipe(v.string(), v.description('Permanent id of its page and of the filter of the search.')),
  names: v.pipe(
    v.array(v.object({ language: v.string(), name: v.string(), current: v.boolean() })),
    v.description('Names in use and former ones; `language` in ISO 639-1.'),
  ),
  acronym: v.string(),
  type: v.nullable(v.picklist(STAKEHOLDER_TYPES)),
  country: v.pipe(v.nullable(v.string()), v.description('ISO 3166-1 alpha-2 code.')),
  url: v.nullable(v.string()),
  parent: v.pipe(v.nullable(v.string()), v.description('Id of the organization that it is part of.')),
  verified: v.pipe(
    v.nullable(v.object({ domain: v.string(), by: v.picklist(['mail', 'dns']), at: v.string() })),
    v.description('How and when it proved its domain.'),
  ),
});

/** Organisations for programs. */
export const api = new Hono<AppEnv>();

api.get(
  '/api/v1/organizations',
  describeRoute({
    operationId: 'suggestOrganizations',
    summary: 'Organizations with names like what was typed',
    description:
      'Registered ones first, then those that published entries name, so that no body is registered twice.',
    tags: TAGS,
    parameters: [
      {
        name: 'q',
        in: 'query',
        required: true,
        description: 'The beginning of a name or acronym; any text.',
        schema: { type: 'string' },
      },
      {
        name: 'language',
        in: 'query',
        description:
          'In which names are given where there are several; without it, the one of `Accept-Language`.',
        schema: { enum: [...LANGUAGES] },
      },
    ],
    responses: {
      200: { description: `At most ${MAX_SUGGESTIONS} organizations.`, content: jsonOf(Suggestions) },
      422: problemAnswer('A parameter has a bad value; `errors[].pointer` names it as `?name`.'),
    },
  }),
  async (c) => {
    const asked = c.req.query('language');
    if (asked !== undefined && !isLanguage(asked))
      throw new Problem('invalid-query', {
        issues: [{ pointer: '?language', code: 'unknown-code', params: {} }],
      });
    const language = asked ?? c.get('language');
    const q = (c.req.query('q') ?? '').slice(0, 200);
    const [registered, named] = await Promise.all([
      organizationsLike(reader(c, c.env.DB), q, language, MAX_SUGGESTIONS),
      suggest(searchIndex(c), q, language),
    ]);
    const label = ({ name, acronym }: { name: string; acronym: string }) =>
      acronym === '' || name.includes(acronym) ? name : `${name} (${acronym})`;
    const suggestions: Suggestion[] = registered.map((one) => ({
      kind: 'registered',
      id: one.id,
      label: label(one),
      language: null,
      href: encodeURI(`/${language}/organizations/${one.id}/${slugify(one.name)}`),
    }));
    for (const one of named)
      if (one.kind === 'organization' && registered.every(({ id }) => id !== one.id))
        suggestions.push({
          kind: 'named',
          id: one.id,
          label: one.label,
          language: null,
          href: `/${language}/manage/organizations/new?${new URLSearchParams({ name: one.name })}`,
        });
    const answer: v.InferOutput<typeof Suggestions> = { suggestions: suggestions.slice(0, MAX_SUGGESTIONS) };
    return c.json(answer, 200, { ...OPEN, ...(!asked && { vary: 'Accept-Language' }) });
  },
);

api.get(
  '/api/v1/organizations/:id',
  describeRoute({
    operationId: 'getOrganization',
    summary: 'One registered organization',
    description:
      'Also by the id of the page of a former name or of an organization that was merged into it (301).',
    tags: TAGS,
    parameters: [
      { name: 'id', in: 'path', required: true, description: 'Id of its page.', schema: { type: 'string' } },
    ],
    responses: {
      200: { description: 'The organization.', content: jsonOf(Organization) },
      301: { description: 'It has another id now.' },
      404: problemAnswer('No organization is registered under this id.'),
    },
  }),
  async (c) => {
    const wanted = c.req.param('id');
    const database = reader(c, c.env.DB);
    const id = await organizationAt(database, wanted);
    if (id !== null && id !== wanted) return c.redirect(`/api/v1/organizations/${id}`, 301);
    const organization = id === null ? null : await registeredOrganization(database, id);
    if (!organization) throw new Problem('not-found');
    const verification = verificationOf(organization);
    const answer = v.parse(Organization, {
      ...organization,
      parent: organization.parentId,
      verified: verification && { ...verification, at: new Date(verification.at).toISOString() },
    });
    return c.json(answer, 200, OPEN);
  },
);
