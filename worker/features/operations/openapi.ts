import type { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import { ISSUE_CODES, PROBLEMS } from '#domain/problems.ts';
import packageJson from '../../../package.json';
import type { AppEnv } from '../../http/context.ts';

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457 problem document.',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: {
      type: 'string',
      format: 'uri',
      description: `Ends with one of: ${Object.keys(PROBLEMS).join(', ')}.`,
    },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    instance: { type: 'string', description: 'Id of the request.' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code', 'detail'],
        properties: {
          pointer: {
            type: 'string',
            description: 'RFC 6901 pointer into the body, `?name` of a parameter, or the name of a header.',
          },
          code: { type: 'string', enum: [...ISSUE_CODES] },
          detail: { type: 'string' },
        },
      },
    },
  },
} as const;

/** The OpenAPI document of the routes that describe themselves. The server is left to the caller. */
export async function openApiDocument(app: Hono<AppEnv>) {
  return generateSpecs(app, {
    documentation: {
      openapi: '3.1.0',
      info: {
        title: 'WSIS Stocktaking',
        version: packageJson.version,
        description: 'Open register of initiatives for the information society. All answers are UTF-8 JSON.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      components: { schemas: { Problem: PROBLEM_SCHEMA as never } },
    },
    exclude: [/^(?!\/api\/v1\/)/],
  });
}
