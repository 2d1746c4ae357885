import { env, exports } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { createApp } from '#worker/app.ts';
import committed from '../../docs/openapi.json';

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, unknown>; operationId?: string }>>;
}

async function served(): Promise<Document> {
  const answer = await exports.default.fetch(new Request(`${env.SITE_ORIGIN}/api/v1/openapi.json`));
  return (await answer.json()) as Document;
}

test('the committed OpenAPI document is the one the code makes (npm run openapi)', async () => {
  expect(await served()).toEqual(committed);
});

test('every API route is described, with an operation id and its answers', async () => {
  const { paths } = await served();
  const routes = createApp()
    .routes.filter(
      ({ method, path }) => path.startsWith('/api/v1/') && method !== 'ALL' && !path.endsWith('openapi.json'),
    )
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);
  const described = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([, operation]) => operation.operationId && Object.keys(operation.responses).length > 1)
      .map(([method]) => `${method} ${path}`),
  );
  expect([...new Set(described)].sort()).toEqual([...new Set(routes)].sort());
});
