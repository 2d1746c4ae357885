import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { historyOf } from '#db/entries.ts';
import { listOrganizationsOf } from '#db/organization-lists.ts';
import { registeredOrganization } from '#db/organizations.ts';
import { standingOf } from '#domain/initiative/standing.ts';
import {
  aName,
  anOrganization,
  aPerson,
  aPublishedEntry,
  facts,
  html,
  join,
  logOf,
  mailedTo,
  membersIn,
  ownerOf,
  type Person,
  versionOf,
} from '#test/support/organizations.ts';
import { call, postForm } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const within = { timeout: 8000, interval: 50 };

let ann: Person;
let ben: Person;
let moderator: Person;
beforeAll(async () => {
  ann = await aPerson();
  ben = await aPerson();
  moderator = await aPerson('moderator');
});

const merge = (from: string, into: string, by: Person, versions: [string, string] = ['1', '1']) =>
  postForm(
    `/en/manage/organizations/${from}/merge`,
    [
      ['into', into],
      ['expected_version', versions[0]],
      ['into_version', versions[1]],
    ],
    by.headers,
  );

interface Found {
  total: number;
  results: { id: string; organizations: { id: string }[] }[];
}
const found = async (organization: string): Promise<Found> =>
  (await call(`/api/v1/initiatives?organization=${organization}`)).json();

describe('what pages say of names', () => {
  test('entries that use any of its names are on the page of an organisation', async () => {
    const [first, second] = [aName('Lagos Lab'), aName('Laboratoire de Lagos')];
    const one = await aPublishedEntry([first]);
    const two = await aPublishedEntry([second]);
    const id = await anOrganization(ann, { name: first });
    await vi.waitFor(async () => expect((await found(id)).total).toBe(1), within);
    const fields = [...facts({ name: first }), ['name_language', 'fr'], ['name', second]] as [
      string,
      string,
    ][];
    const answer = await postForm(
      `/en/manage/organizations/${id}/edit`,
      [...fields, ['expected_version', '1']],
      ann.headers,
    );
    expect(answer.status).toBe(303);
    await vi.waitFor(async () => {
      const { results } = await found(id);
      expect(results.map((entry) => entry.id).sort()).toEqual([one, two].sort());
      expect(results.every((entry) => entry.organizations[0]?.id === id)).toBe(true);
    }, within);
  });
});

describe('merging', () => {
  test('shows first what happens, then everything points to the one that remains', async () => {
    const names = {
      from: aName('Beta Foundation'),
      into: aName('Alpha Foundation'),
      unit: aName('Beta Unit'),
    };
    const from = await anOrganization(ben, { name: names.from, acronym: 'BF' });
    const into = await anOrganization(ann, { name: names.into });
    const unit = await anOrganization(ben, { name: names.unit, parent: names.from });
    await join(from, ann, 'viewer');
    const [published, withdrawn] = [await aPublishedEntry([names.from]), await aPublishedEntry([names.from])];
    await env.DB.prepare(`UPDATE initiatives SET organization_id = ?1 WHERE id IN (?2, ?3)`)
      .bind(from, published, withdrawn)
      .run();
    await env.DB.prepare(
      "UPDATE initiatives SET state = 'withdrawn', published_revision = NULL WHERE id = ?1",
    )
      .bind(withdrawn)
      .run();

    const preview = await html(
      `/en/manage/organizations/${from}/merge?into=${encodeURIComponent(names.into)}`,
      moderator,
    );
    expect(preview.status).toBe(200);
    const counts = [...preview.text.matchAll(/<dt>([^<]+)<\/dt><dd>(\d+)<\/dd>/g)].map(([, a, b]) => [a, b]);
    expect(counts).toEqual([
      ['Names', '1'],
      ['Members', '2'],
      ['Entries', '2'],
      ['Units below it', '1'],
      ['Open claims', '0'],
    ]);
    expect((await merge(from, into, moderator)).status).toBe(303);

    expect(await registeredOrganization(env.DB, from)).toMatchObject({
      mergedInto: into,
      version: 2,
      names: [],
    });
    expect((await registeredOrganization(env.DB, into))?.names).toEqual([
      { language: 'en', name: names.into, current: true },
      { language: 'en', name: names.from, current: false },
    ]);
    expect(await membersIn(into)).toEqual({ [ann.id]: 'owner', [ben.id]: 'owner' });
    expect(await membersIn(from)).toEqual({});
    expect((await registeredOrganization(env.DB, unit))?.parentId).toBe(into);
    expect((await logOf(from)).at(-1)).toMatchObject({ type: 'organization.merged', data: { into } });
    expect((await logOf(into)).at(-1)).toMatchObject({ type: 'organization.absorbed', data: { from } });
    await mailedTo(ann.email, names.into);
    await mailedTo(ben.email, names.into);

    for (const language of ['en', 'ar']) {
      const moved = await call(`/${language}/organizations/${from}`);
      expect([moved.status, moved.headers.get('location')]).toEqual([
        301,
        `/${language}/organizations/${into}`,
      ]);
    }
    expect((await call(`/api/v1/organizations/${from}`)).headers.get('location')).toBe(
      `/api/v1/organizations/${into}`,
    );
    await vi.waitFor(async () => {
      expect(await ownerOf(published)).toBe(into);
      expect((await found(into)).results.map(({ id }) => id)).toEqual([published]);
    }, within);
    // What takes no transfer any more is the organisation's by following the merge.
    expect(await ownerOf(withdrawn)).toBe(from);
    const history = await historyOf(env.DB, published);
    expect(history.at(-1)).toMatchObject({
      type: 'initiative.transferred',
      actorKind: 'system',
      data: { organization_id: into },
    });
    expect(standingOf(history).organizationId).toBe(into);
    expect(await listOrganizationsOf(env.DB, ben.id, 'en')).toContainEqual({
      id: into,
      name: names.into,
      role: 'owner',
    });
    expect((await merge(from, into, moderator)).status).toBe(404);
  });

  test('a chain of merges leads to the last', async () => {
    const [a, b, c] = [
      await anOrganization(ann, { name: aName('First') }),
      await anOrganization(ann, { name: aName('Second') }),
      await anOrganization(ann, { name: aName('Third') }),
    ];
    expect((await merge(a, b, ann)).status).toBe(303);
    expect((await merge(b, c, ann, ['2', '1'])).status).toBe(303);
    expect((await call(`/en/organizations/${a}`)).headers.get('location')).toBe(`/en/organizations/${c}`);
  });

  test('an organisation that takes in what it belonged to does not stand above itself', async () => {
    const [top, middle] = [aName('Top'), aName('Middle')];
    const above = await anOrganization(ann, { name: top });
    await anOrganization(ann, { name: middle, parent: top });
    const below = await anOrganization(ann, { name: aName('Below'), parent: middle });
    expect((await merge(above, below, ann)).status).toBe(303);
    expect((await registeredOrganization(env.DB, below))?.parentId).toBeNull();
  });

  test('is for owners of both and for staff who belong to neither', async () => {
    const from = await anOrganization(ben, { name: aName('Gamma') });
    const into = await anOrganization(ann, { name: aName('Delta') });
    const member = await aPerson('moderator');
    await join(into, member, 'viewer');
    expect((await merge(from, into, ben)).status).toBe(403);
    expect((await merge(from, into, ann)).status).toBe(404);
    expect((await merge(from, into, member)).status).toBe(403);
    for (const role of ['reviewer', 'facilitator', 'focal-point', 'submitter'] as const)
      expect((await merge(from, into, await aPerson(role))).status, role).toBe(404);
    expect((await merge(from, from, moderator)).status).toBe(409);
    expect((await merge(from, '0000000000', moderator)).status).toBe(404);
    expect(await logOf(from)).toHaveLength(1);
  });

  test('what changed since the preview is shown again', async () => {
    const name = aName('Epsilon');
    const from = await anOrganization(ann, { name });
    const into = await anOrganization(ann, { name: aName('Zeta') });
    await postForm(
      `/en/manage/organizations/${from}/edit`,
      [...facts({ name, acronym: 'E' }), ['expected_version', '1']],
      ann.headers,
    );
    const stale = await merge(from, into, ann);
    expect([stale.status, (await stale.text()).includes('name="expected_version" value="2"')]).toEqual([
      409,
      true,
    ]);
    const answers = await Promise.all([
      merge(from, into, ann, ['2', '1']),
      merge(from, into, ann, ['2', '1']),
    ]);
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(await versionOf(await aPublishedEntry([name]))).toBe('1');
  });
});
