import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { searchInitiatives } from '#db/search/search.ts';
import { jsonLd } from '#domain/export/json-ld.ts';
import { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { translator } from '#domain/strings/strings.ts';
import type { AppEnv } from '#worker/http/context.ts';
import { reader, searchIndex } from '#worker/http/databases.ts';
import { jsonOf, problemAnswer } from '#worker/http/describe.ts';
import { publicEntry } from '#worker/http/public-entry.ts';
import { requireQuery } from '#worker/http/read-query.ts';
import { SEARCH_PARAMETERS, SearchAnswer, searchAnswerText } from './api-search.ts';
import { openData } from './open-data.ts';

const JSON_LD = '.jsonld';

/** The public reading part of the API. */
export const api = new Hono<AppEnv>()
  .get(
    '/api/v1/initiatives',
    describeRoute({
      operationId: 'searchInitiatives',
      summary: 'Search the published initiatives',
      description:
        'Values of one filter are alternatives; filters narrow each other. Each facet is counted without its own filter. Unknown parameters are ignored.',
      tags: ['Initiatives'],
      parameters: SEARCH_PARAMETERS,
      responses: {
        200: {
          description: 'A page of initiatives with the counts of every facet.',
          content: jsonOf(SearchAnswer),
        },
        422: problemAnswer('A known parameter has a bad value; `errors[].pointer` names it as `?name`.'),
      },
    }),
    openData,
    async (c) => {
      const query = requireQuery(new URL(c.req.url).searchParams);
      const result = await searchInitiatives(searchIndex(c), query, c.get('clock')());
      return c.body(searchAnswerText(result), 200, { 'content-type': 'application/json' });
    },
  )
  .get(
    '/api/v1/initiatives/:id{[0-9A-Za-z]+(\\.jsonld)?}',
    describeRoute({
      operationId: 'readInitiative',
      summary: 'Read one published initiative',
      description: 'With `.jsonld` after the id, or when only JSON-LD is accepted: as schema.org JSON-LD.',
      tags: ['Initiatives'],
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        200: {
          description: 'The initiative.',
          content: { ...jsonOf(PublicInitiative), 'application/ld+json': { schema: { type: 'object' } } },
        },
        301: { description: 'The initiative was merged into another one; `Location` leads there, for ever.' },
        404: problemAnswer('No published initiative has this id.'),
        410: problemAnswer('The initiative was withdrawn; `withdrawn_at` says when.'),
      },
    }),
    openData,
    async (c) => {
      const asked = c.req.param('id');
      const id = asked.replace(JSON_LD, '');
      c.header('vary', 'Accept');
      const face = await publicEntry(reader(c, c.env.DB), id);
      if (face.kind === 'merged') return c.redirect(`/api/v1/initiatives/${face.into}`, 301);
      const accept = c.req.header('accept') ?? '';
      if (!asked.endsWith(JSON_LD) && !accept.startsWith('application/ld+json'))
        return c.json(face.initiative);
      const document = jsonLd(face.initiative, {
        origin: c.env.SITE_ORIGIN,
        register: translator('en')('site.name'),
      });
      return c.body(JSON.stringify(document), 200, { 'content-type': 'application/ld+json; charset=utf-8' });
    },
  );
