import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { entryById } from '#db/entries.ts';
import { indexEntries } from '#db/search/index-entry.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent, aPendingEntry } from '#test/factories.ts';
import { aPendingEntryOf, call, postForm, signedIn } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const DAY = 86_400_000;

let moderator: { cookie: string; origin: string };
let submitter: typeof moderator;
beforeAll(async () => {
  moderator = await signedIn('moderator');
  submitter = await signedIn('submitter');
});

async function pageOf(path: string): Promise<string> {
  const answer = await call(path, { headers: moderator });
  expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, 200, 'no-store']);
  return answer.text();
}

interface Queue {
  total: number;
  results: {
    id: string;
    title: string;
    state: string;
    waiting_days: number;
    language: string;
    action_lines: string[];
  }[];
}

async function queue(query: string): Promise<Queue> {
  const answer = await call(`/api/v1/moderation/queue?${query}`, { headers: moderator });
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Entries in Kyrgyz, so that no other test's entries are counted. */
async function kyrgyz(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    const content = aContent({ language: 'ky', action_lines: index % 2 ? ['C5', 'C7-ehealth'] : ['C4'] });
    const { id, standing } = await aPendingEntry(env.DB, content, Date.now() - (count - index) * DAY - 1000);
    ids.push(id);
    if (index === 2)
      await commit(env.DB, {
        initiativeId: id,
        before: standing,
        type: 'initiative.changes-requested',
        actor: { kind: 'account', id: 'x' },
        message: 'Why?',
        jobs: [],
        at: Date.now(),
      });
  }
  return ids;
}

describe('who may see it', () => {
  test.each(['/en/moderation', '/ar/moderation?language=fr&page=2', `/en/moderation/${newId()}`])(
    'people who are not signed in are sent to sign in and back: %s',
    async (path) => {
      const answer = await call(path);
      expect(answer.status).toBe(303);
      const to = new URL(answer.headers.get('location') ?? '', 'http://x');
      expect([to.pathname, to.searchParams.get('next')]).toEqual([`/${path.slice(1, 3)}/sign-in`, path]);
      expect((await call(path, { headers: submitter })).status).toBe(404);
      expect((await postForm(path, [])).status).toBe(401);
    },
  );

  test('through the API', async () => {
    for (const path of ['/api/v1/moderation/queue', `/api/v1/moderation/${newId()}`]) {
      expect((await call(path)).status).toBe(401);
      expect((await call(path, { headers: submitter })).status).toBe(404);
    }
  });
});

describe('the queue', () => {
  test('is oldest first, counted, filtered and cut into pages', async () => {
    const ids = await kyrgyz(5);
    const all = await queue('language=ky');
    expect([all.total, all.results.map(({ id }) => id)]).toEqual([5, ids]);
    expect(all.results.map((entry) => entry.waiting_days)).toEqual([5, 4, 3, 2, 1]);
    const some = async (query: string) => {
      const { total, results } = await queue(`language=ky&${query}`);
      return [total, results.map(({ id }) => ids.indexOf(id))];
    };
    expect(await some('state=pending')).toEqual([4, [0, 1, 3, 4]]);
    expect(await some('state=changes-requested')).toEqual([1, [2]]);
    expect(await some('action_line=C7')).toEqual([2, [1, 3]]);
    expect(await some('action_line=C4&action_line=C5')).toEqual([5, [0, 1, 2, 3, 4]]);
    expect(await some('size=2')).toEqual([5, [0, 1]]);
    expect(await some('size=2&page=3&unknown=1')).toEqual([5, [4]]);
    expect(await some('size=2&page=9')).toEqual([5, []]);
    expect(await some('queue=open')).toEqual([4, [0, 1, 3, 4]]);
    expect(await some('queue=asked')).toEqual([1, [2]]);
    expect(await some('queue=asked&state=pending')).toEqual([0, []]);
    expect(await some('view=mine')).toEqual([0, []]);
    expect((await queue('language=fj')).total).toBe(0);
  });

  test.each([
    ['state=published', '?state', 'unknown-code'],
    ['queue=old', '?queue', 'unknown-code'],
    ['view=yours', '?view', 'unknown-code'],
    ['age=9', '?age', 'unknown-code'],
    ['language=xx', '?language', 'unknown-language'],
    ['action_line=C99', '?action_line', 'unknown-code'],
    ['page=0', '?page', 'out-of-range'],
    ['size=101', '?size', 'out-of-range'],
    ["page=1'", '?page', 'invalid-number'],
  ])('refuses %s', async (query, pointer, code) => {
    const answer = await call(`/api/v1/moderation/queue?${query}`, { headers: moderator });
    const { errors } = (await answer.json()) as { errors: { pointer: string; code: string }[] };
    expect([answer.status, errors[0]?.pointer, errors[0]?.code]).toEqual([422, pointer, code]);
  });

  test('the page shows what waits for a moderator unless asked for more, with its age', async () => {
    const old = await aPendingEntry(env.DB, aContent({ language: 'ka' }), Date.now() - 41 * DAY - 5000);
    const page = await pageOf('/en/moderation?language=ka');
    expect(page).toContain(`href="/en/moderation/${old.id}?language=ka"`);
    expect(page).toContain('41 days');
    await postForm(
      `/en/moderation/${old.id}`,
      [
        ['action', 'request-changes'],
        ['message', 'Why?'],
        ['expected_version', '2'],
      ],
      moderator,
    );
    expect(await pageOf('/en/moderation?language=ka')).not.toContain(old.id);
    expect(await pageOf('/en/moderation?language=ka&queue=asked')).toContain(old.id);
    expect(await pageOf('/ar/moderation?queue=&view=&age=&language=&action_line=')).toContain('dir="rtl"');
    expect(await pageOf('/en/moderation?language=ka&state=changes-requested')).toContain(old.id);
    expect((await call('/en/moderation?language=xx', { headers: moderator })).status).toBe(422);
  });

  test('the page says of each entry what colleagues recommended, proposed and were given, and whether it is late', async () => {
    const { id, standing } = await aPendingEntry(env.DB, aContent({ language: 'tg' }), Date.now() - 9 * DAY);
    const actor = { kind: 'account', id: 'colleague' } as const;
    const happened = { initiativeId: id, actor, jobs: [], at: Date.now() };
    let before = standing;
    for (const [type, data] of [
      ['initiative.assigned', { assignee: 'colleague', rule: 'hand' }],
      ['initiative.proposed', { proposal: 'delete' }],
      ['initiative.recommended', { recommendation: 'request-changes' }],
    ] as const)
      before = await commit(env.DB, { ...happened, before, type, data });
    for (const [path, ...said] of [
      ['/en/moderation?language=tg', 'Recommended: ask for changes', 'Proposed: delete it', 'Overdue:'],
      ['/en/moderation?language=tg&queue=second', 'a colleague', 'less than a day'],
      ['/ru/moderation?language=tg&view=overdue', 'Рекомендация: запросить изменения'],
    ] as const) {
      const page = await pageOf(path);
      for (const text of [...said, `/moderation/${id}?`]) expect(page).toContain(text);
    }
    expect(await pageOf('/en/moderation?language=tg&view=unassigned')).not.toContain(id);
  });
});

describe('a submission', () => {
  test('shows everything, the hints, the history, and of the address only a hint', async () => {
    const { id, title } = await aPendingEntryOf('secret.person@ngo.example');
    const page = await pageOf(`/en/moderation/${id}`);
    for (const text of [
      title,
      'River Radio Trust',
      'https://example.org/river',
      's•••@ngo.example',
      'Address confirmed by the submitter',
    ])
      expect(page).toContain(text);
    expect(page).not.toContain('secret.person');
    const answer = await call(`/api/v1/moderation/${id}`, { headers: moderator });
    const body = await answer.text();
    expect(body).not.toContain('ngo.example');
    expect(JSON.parse(body)).toMatchObject({
      id,
      state: 'pending',
      version: 2,
      actions: ['approve', 'request-changes', 'decline'],
      content: { texts: [{ title }] },
      timeline: [
        { version: 1, type: 'initiative.submitted', by: 'submitter', message: null },
        { version: 2, type: 'initiative.confirmed', by: 'submitter', message: null },
      ],
    });
  });

  test('shows entries with a similar title, public and waiting', async () => {
    const name = `Telecentres of the ${newId()} valley`;
    const named = (title: string) =>
      aContent({
        texts: [{ language: 'en', title, summary: 'x', origin: 'original' }],
        urls: ['http://example.org'],
      });
    const published = await aPendingEntry(env.DB, named(`${name}, second phase`));
    await commit(env.DB, {
      initiativeId: published.id,
      before: published.standing,
      type: 'initiative.approved',
      actor: { kind: 'account', id: 'x' },
      jobs: [],
      at: Date.now(),
    });
    await indexEntries(env.DB, env.SEARCH, [published.id], Date.now());
    const waiting = await aPendingEntry(env.DB, named(`The ${name}`));
    const { id } = await aPendingEntry(env.DB, named(name));
    const page = await pageOf(`/en/moderation/${id}`);
    expect(page).toContain(`/en/initiatives/${published.id}/`);
    expect(page).toContain(`/en/moderation/${waiting.id}`);
    expect(page).toContain('This link is not encrypted: http://example.org');
    expect(page).toContain('The summary has 1 word; 30 to 300 are usual.');
    const alone = await aPendingEntry(env.DB, named('Открытая школа радиолюбителей Якутии'));
    const other = await pageOf(`/en/moderation/${alone.id}`);
    expect(other).toContain('No entry has a similar title.');
  });

  test('marks what the submitter changed in the answer to a request', async () => {
    const content = aContent();
    const { id, standing } = await aPendingEntry(env.DB, content);
    const asked = await commit(env.DB, {
      initiativeId: id,
      before: standing,
      type: 'initiative.changes-requested',
      actor: { kind: 'account', id: 'x' },
      message: 'Which country?',
      jobs: [],
      at: Date.now(),
    });
    await commit(env.DB, {
      initiativeId: id,
      before: asked,
      type: 'initiative.revised',
      actor: { kind: 'link', id: null },
      content: { ...content, countries: ['KE'] },
      jobs: [],
      at: Date.now(),
    });
    const page = await pageOf(`/en/moderation/${id}`);
    const changes = page.slice(page.indexOf('id="since"'), page.indexOf('id="submission"'));
    expect(changes).toContain('Tanzania');
    expect(changes).toContain('Kenya');
    expect(changes.match(/<h3>/g)).toHaveLength(1);
  });
});

describe('the decision form', () => {
  const approve = (version: string, ...more: [string, string][]): [string, string][] => [
    ['expected_version', version],
    ['action', 'approve'],
    ...more,
  ];

  test('decides and goes back to the queue', async () => {
    const { id } = await aPendingEntry(env.DB);
    const answer = await postForm(
      `/fr/moderation/${id}?language=en`,
      approve('2', ['message', ''], ['reason', '']),
      moderator,
    );
    const location = answer.headers.get('location') ?? '';
    expect([answer.status, location]).toEqual([303, `/fr/moderation?language=en&decided=${id}`]);
    expect(await pageOf(location)).toContain(`href="/fr/moderation/${id}?`);
    expect((await entryById(env.DB, id))?.standing.state).toBe('published');
    expect(await pageOf(`/en/moderation/${id}`)).not.toContain('class="decision"');
  });

  test('"decide and next" opens the next oldest of the same filters, then the oldest, then the queue', async () => {
    const at = Date.now() - 10 * DAY;
    const ids: string[] = [];
    for (let index = 0; index < 3; index++)
      ids.push((await aPendingEntry(env.DB, aContent({ language: 'mn' }), at + index)).id);
    const [first = '', second = '', third = ''] = ids;
    const decide = async (id: string) =>
      (
        await postForm(`/en/moderation/${id}?language=mn`, approve('2', ['then', 'next']), moderator)
      ).headers.get('location');
    const rest = (id: string): string => `?language=mn&decided=${id}`;
    expect(await decide(second)).toBe(`/en/moderation/${third}${rest(second)}`);
    expect(await decide(third)).toBe(`/en/moderation/${first}${rest(third)}`);
    expect(await decide(first)).toBe(`/en/moderation${rest(first)}`);
  });

  test('bad input shows the form again with everything written', async () => {
    const { id } = await aPendingEntry(env.DB);
    const answer = await postForm(
      `/en/moderation/${id}`,
      [
        ['expected_version', '2'],
        ['action', 'decline'],
        ['message', 'Thank you <all>'],
        ['fields', 'urls'],
      ],
      moderator,
    );
    const page = await answer.text();
    expect(answer.status).toBe(422);
    expect(page.indexOf('error-summary')).toBeLessThan(page.indexOf('<h1'));
    expect(page).toContain('href="#reason"');
    expect(page).toContain('Thank you &lt;all>');
    expect(page).toMatch(/value="decline" checked|checked[^>]*value="decline"/);
    for (const fields of [
      [],
      [['action', 'approve']],
      [
        ['action', 'x'],
        ['expected_version', 'y'],
      ],
    ] as [string, string][][])
      expect((await postForm(`/en/moderation/${id}`, fields, moderator)).status).toBe(422);
    expect((await entryById(env.DB, id))?.standing.version).toBe(2);
  });

  test('a stale version shows what happened since, keeps the message and can be sent again', async () => {
    const content = aContent();
    const { id, standing } = await aPendingEntry(env.DB, content);
    const asked = await commit(env.DB, {
      initiativeId: id,
      before: standing,
      type: 'initiative.changes-requested',
      actor: { kind: 'account', id: 'colleague' },
      message: 'Colleague asks: which country?',
      jobs: [],
      at: Date.now(),
    });
    await commit(env.DB, {
      initiativeId: id,
      before: asked,
      type: 'initiative.revised',
      actor: { kind: 'link', id: null },
      content: { ...content, countries: ['KE'] },
      jobs: [],
      at: Date.now(),
    });
    const answer = await postForm(
      `/en/moderation/${id}`,
      approve('2', ['message', 'My long message']),
      moderator,
    );
    const page = await answer.text();
    expect(answer.status).toBe(409);
    const notice = page.slice(page.indexOf('conflict-title'), page.indexOf('<h1'));
    for (const text of [
      'Changes requested by a moderator',
      'Colleague asks: which country?',
      'Changed by the submitter',
      'Kenya',
    ])
      expect(notice).toContain(text);
    expect(notice).not.toContain('Address confirmed');
    expect(page).toContain('>My long message</textarea>');
    expect(page).toContain('name="expected_version" value="4"');
    const again = await postForm(
      `/en/moderation/${id}`,
      approve('4', ['message', 'My long message']),
      moderator,
    );
    expect(again.status).toBe(303);

    const late = await postForm(`/en/moderation/${id}`, approve('4', ['message', 'Too late']), moderator);
    const closed = await late.text();
    expect(late.status).toBe(409);
    expect(closed).toContain('Too late');
    expect(closed).toContain('Approved by a moderator');
  });

  test('a form from elsewhere is refused', async () => {
    const { id } = await aPendingEntry(env.DB);
    const { cookie } = moderator;
    expect((await postForm(`/en/moderation/${id}`, approve('2'), { cookie })).status).toBe(403);
    expect((await postForm(`/en/moderation/${id}`, approve('2'), submitter)).status).toBe(404);
    expect((await entryById(env.DB, id))?.standing.version).toBe(2);
  });
});
