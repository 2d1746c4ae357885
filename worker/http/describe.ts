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
