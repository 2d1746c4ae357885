import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { similarInitiatives, similarToEntry } from '#db/search/similar.ts';
import { type IssueCode, Problem } from '#domain/problems.ts';
import { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { AppEnv } from '#worker/http/context.ts';
import { reader, searchIndex } from '#worker/http/databases.ts';
import { jsonOf, problemAnswer } from '#worker/http/describe.ts';
import { publicEntry } from '#worker/http/public-entry.ts';
import { openData } from './open-data.ts';

const DEFAULT_SIZE = 5;
const MAX_SIZE = 20;

const SimilarAnswer = v.object({
  results: v.pipe(v.array(PublicInitiative), v.description('The most alike first.')),
});

/** What others did about the same problem, for programs. */
export const similar = new Hono<AppEnv>().get(
  '/api/v1/initiatives/:id{[0-9A-Za-z]+}/similar',
  describeRoute({
    operationId: 'similarInitiatives',
    summary: 'Find initiatives like one',
    description:
      'Published initiatives about the same problem, those of other regions and countries before equals. None where nothing is alike.',
    tags: ['Initiatives'],
    parameters: [
      { name: 'id', in: 'path', required: true, schema: { type: 'string' } },
      {
        name: 'size',
        in: 'query',
        description: 'At most this many.',
        schema: { type: 'integer', minimum: 1, maximum: MAX_SIZE, default: DEFAULT_SIZE },
      },
    ],
    responses: {
      200: { description: 'Initiatives that are alike.', content: jsonOf(SimilarAnswer) },
      301: { description: 'The initiative was merged into another one; `Location` leads there, for ever.' },
      404: problemAnswer('No published initiative has this id.'),
      410: problemAnswer('The initiative was withdrawn; `withdrawn_at` says when.'),
      422: problemAnswer('`size` has a bad value.'),
    },
  }),
  openData,
  async (c) => {
    const size = sizeIn(new URL(c.req.url).searchParams.getAll('size'));
    const id = c.req.param('id');
    const index = searchIndex(c);
    const [face, known] = await Promise.all([
      publicEntry(reader(c, c.env.DB), id),
      similarToEntry(index, id, size),
    ]);
    if (face.kind === 'merged') return c.redirect(`/api/v1/initiatives/${face.into}/similar`, 301);
    return c.json({ results: known ?? (await similarInitiatives(index, face.initiative, size)) });
  },
);

/** Reads the parameter, or throws `invalid-query`. */
function sizeIn(values: readonly string[]): number {
  const [value] = values;
  if (value === undefined) return DEFAULT_SIZE;
  const size = Number(value);
  const code: IssueCode | null =
    values.length > 1
      ? 'duplicate-item'
      : !/^\d{1,9}$/.test(value)
        ? 'invalid-number'
        : size < 1 || size > MAX_SIZE
          ? 'out-of-range'
          : null;
  if (code) throw new Problem('invalid-query', { issues: [{ pointer: '?size', code, params: {} }] });
  return size;
}
