import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

/**
 * JSON content described by the schema that parses or makes it, for OpenAPI. Converted only when the document is asked
 * for. Rules JSON Schema cannot say are left out; the descriptions say them.
 */
export function jsonOf(
  schema: GenericSchema,
  direction: 'input' | 'output' = 'output',
  type = 'application/json',
) {
  return {
    [type]: {
      get schema() {
        const { $schema, ...rest } = toJsonSchema(schema, {
          errorMode: 'ignore',
          typeMode: direction === 'input' ? 'input' : 'output',
        });
        return rest as object;
      },
    },
  };
}

/** Reference to the problem document, for the error answers of an operation. */
export const problemAnswer = (description: string) => ({
  description,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } as object } },
});

/** What any operation answers whose body is no JSON that can be accepted. */
export const bodyProblems = {
  400: problemAnswer('The body is not JSON, or an object in it holds a key twice.'),
  413: problemAnswer('The body is larger than the limit, named in `limit_bytes`.'),
  415: problemAnswer('The content type is not `application/json`.'),
  422: problemAnswer('Some values cannot be accepted; `errors` says which and why.'),
};

/** What an operation answers that is limited per network. */
export const limitProblem = {
  429: problemAnswer('Too many requests; `Retry-After` says when to try again.'),
};
