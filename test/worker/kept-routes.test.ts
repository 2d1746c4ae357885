import { createExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { publicFace } from '#db/entries.ts';
import { loadSeed } from '#db/seed/load.ts';
import { idFromKey } from '#domain/initiative/identifiers.ts';
import { slugify } from '#domain/text/slug.ts';
import { createApp } from '#worker/app.ts';
import { routes as figures } from '#worker/features/figures/routes.tsx';
import { routes as initiatives } from '#worker/features/initiatives/routes.tsx';
import { publicRoutes as versions } from '#worker/features/versions/routes.tsx';
import { keptAnswers } from '#worker/http/kept-answers.ts';
import { confirmPath, statusToken } from '#worker/http/links.ts';
import { mailbox } from '#worker/local/mailbox.tsx';
import { aPendingEntryOf, ORIGIN, signedIn } from '../support/sign-in.ts';

const log = vi.spyOn(console, 'log').mockImplementation(() => {});
afterAll(() => log.mockRestore());

const PUBLIC = new Set(
  [...initiatives.routes, ...figures.routes, ...versions.routes].map(({ path }) => path),
);
const kept = keptAnswers();
const app = createApp((local) => local.route('/dev', mailbox), kept);
const routes = [...new Set(app.routes.filter(({ method }) => method === 'GET').map(({ path }) => path))];

/** Values of the parameters of all routes: of public entries and of private ones, and of secret links. */
let values: Record<string, string[]> = {};
let callers: Record<string, string>[] = [];

beforeAll(async () => {
  await loadSeed(env.DB, env.SEARCH, Date.UTC(2026, 0, 1));
  const face = await publicFace(env.DB, await idFromKey('source wsisprize-007'));
  if (face.kind !== 'published') throw new Error('the seed entry is not there');
  const { id, slug, organizations } = face.initiative;
  const [organization] = organizations;
  const pending = await aPendingEntryOf('ann@ngo.example');
  const contact = await env.DB.prepare('SELECT contact_id AS id FROM initiatives WHERE id = ?1')
    .bind(pending.id)
    .first<{ id: string }>();
  const link = { initiativeId: pending.id, contactId: contact?.id ?? '' };
  const confirmation = await confirmPath(env.LINK_SECRET, 'en', link, Date.now());
  values = {
    language: ['en', 'ar'],
    id: [id, pending.id, organization?.id ?? '', `${id}.jsonld`],
    slug: [encodeURIComponent(slug), encodeURIComponent(slugify(organization?.name ?? ''))],
    token: [await statusToken(env.LINK_SECRET, link), confirmation.split('/').at(-1) ?? ''],
    code: ['C4', 'KE', 'not-found'],
    number: ['4'],
    version: ['1'],
    bulk: [id],
    a: [id],
    b: [pending.id],
    action: ['message'],
    suggested: [crypto.randomUUID()],
    correction: [crypto.randomUUID()],
    translation: [crypto.randomUUID()],
    how: ['accept'],
    page: ['help'],
    file: ['initiatives.xml'],
    drawing: ['where.svg', 'when.csv'],
    picture: ['map.svg', 'years.csv', 'nothing.svg'],
  };
  const [moderator, submitter] = [await signedIn('moderator'), await signedIn('submitter')];
  callers = [{}, moderator, submitter, { authorization: `Bearer ${env.OPERATOR_TOKEN}` }];
}, 120_000);

/** Every address a pattern can have with these values. */
function addresses(pattern: string): string[] {
  const parameter = /:(\w+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?/.exec(pattern);
  if (!parameter) return [pattern.replace('/*', '/rest')];
  const [whole, name = ''] = parameter;
  return (values[name] ?? []).flatMap((value) => addresses(pattern.replace(whole, value)));
}

test('of all routes, answers of the public reading side are kept and no others', async () => {
  const keptOf = new Map<string, number>();
  let answered = 0;
  for (const route of routes) {
    const paths = addresses(route);
    expect(paths.length, route).toBeGreaterThan(0);
    for (const path of paths)
      for (const headers of callers) {
        const before = kept.store.keys();
        const context = createExecutionContext();
        const answer = await app.fetch(
          new Request(`${ORIGIN}${path}?q=school&by=${answered}`, { headers, redirect: 'manual' }),
          env,
          context,
        );
        await answer.text();
        answered += 1;
        const isNew = kept.store.keys().length > before.length;
        if (isNew) keptOf.set(route, (keptOf.get(route) ?? 0) + 1);
        if (isNew) expect([path, Object.keys(headers)]).toEqual([path, []]);
      }
  }
  expect(answered).toBeGreaterThan(routes.length * callers.length);
  expect([...keptOf.keys()].filter((route) => !PUBLIC.has(route))).toEqual([]);
  const pages = [...PUBLIC].filter((path) => path.startsWith('/:language') || path.startsWith('/api/'));
  const redirects = ['/:id', '/:language{(?:ar|zh|en|fr|ru|es)}/'];
  expect(pages.filter((path) => !keptOf.has(path) && !redirects.some((end) => path.endsWith(end)))).toEqual(
    [],
  );
}, 60_000);
