import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { RememberingRouter } from './remembering-router.ts';

const app = new Hono({ router: new RememberingRouter() })
  .use(async (c, next) => {
    await next();
    c.header('seen', c.req.path);
  })
  .get('/:language{(?:ar|en)}/things/:id', (c) => c.json(c.req.param()))
  .get('/things/new', (c) => c.text('new'))
  .get('/things/:id', (c) => c.json(c.req.param()))
  .post('/things/:id', (c) => c.text(`posted ${c.req.param('id')}`));

async function answer(path: string, method = 'GET') {
  const { status, headers, body } = await app.request(path, { method });
  return [status, headers.get('seen'), await new Response(body).text()];
}

test('an address leads to the same route again and again, each to its own', async () => {
  for (let round = 0; round < 3; round++) {
    expect(await answer('/en/things/1')).toEqual([200, '/en/things/1', '{"language":"en","id":"1"}']);
    expect(await answer('/en/things/2')).toEqual([200, '/en/things/2', '{"language":"en","id":"2"}']);
    expect(await answer('/things/new')).toEqual([200, '/things/new', 'new']);
    expect(await answer('/things/a%20b')).toEqual([200, '/things/a b', '{"id":"a b"}']);
    expect(await answer('/things/3', 'POST')).toEqual([200, '/things/3', 'posted 3']);
    expect((await answer('/things/3', 'DELETE'))[0]).toBe(404);
    expect((await answer('/fr/things/1'))[0]).toBe(404);
  }
});

test('more addresses than are remembered, and very long ones, are found too', async () => {
  for (let n = 0; n < 1100; n++) expect((await answer(`/things/${n}`))[2]).toBe(`{"id":"${n}"}`);
  const long = 'x'.repeat(1000);
  expect((await answer(`/things/${long}`))[2]).toBe(`{"id":"${long}"}`);
});
