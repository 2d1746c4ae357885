import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { LANGUAGES } from '#domain/taxonomy/language.ts';
import { call, ORIGIN } from '#test/support/sign-in.ts';
import production from '../../worker/index.ts';

const ONLY_LOCAL = [
  ...LANGUAGES.map((language) => ['GET', `/${language}/style`] as const),
  ['GET', '/dev/mail'],
  ['GET', '/dev/mail.json?to=admin@stocktaking.example'],
  ['POST', '/dev/seed'],
] as const;

async function inProduction(path: string, init: RequestInit = {}): Promise<Response> {
  const request = new Request(ORIGIN + path, init) as Parameters<typeof production.fetch>[0];
  return production.fetch(request, env, createExecutionContext());
}

test.each(ONLY_LOCAL)('production has no %s %s, the local register has', async (method, path) => {
  expect((await inProduction(path, { method })).status).toBe(404);
  if (method === 'GET') expect((await call(path)).status).toBe(200);
});

test('production has what everybody reads', async () => {
  expect((await inProduction('/en')).status).toBe(200);
});
