import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { newId } from '#domain/initiative/identifiers.ts';
import { aSubmission, SUMMARY } from '#test/factories.ts';
import { call } from '#test/support/sign-in.ts';
import { seal, statusToken } from '#worker/http/links.ts';

vi.setConfig({ testTimeout: 60_000 });

/** Each caller is a network of its own, or the limits would answer instead of the parsers. */
const network = () => ({
  'cf-connecting-ip': Array.from(crypto.getRandomValues(new Uint8Array(4))).join('.'),
});

function postJson(body: string, headers: Record<string, string> = {}, path = '/api/v1/initiatives') {
  return call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...network(), ...headers },
    body,
  });
}

function postText(body: string, path = '/en/submit') {
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...network() };
  return call(path, { method: 'POST', headers, body });
}

/** Rows of every table a submission writes. All alike means that nothing is stored half. */
async function stored(): Promise<number[]> {
  const tables = ['initiatives', 'events', 'revisions', 'contacts', 'outbox'];
  const results = await env.DB.batch<{ n: number }>(
    tables.map((table) => env.DB.prepare(`SELECT count(*) AS n FROM ${table}`)),
  );
  return results.map(({ results: [row] }) => row?.n ?? 0);
}

async function expectNothingStored(work: () => Promise<void>) {
  const before = await stored();
  await work();
  expect(await stored()).toEqual(before);
}

const WORDS = Array.from({ length: 301 }, () => 'word').join(' ');

/** Fields of a submission that cannot be accepted, and what is said of them; `form` where a form can say them too. */
const BAD: [name: string, change: Record<string, unknown>, errors: string[]][] = [
  ['an over-long title', { title: 'a'.repeat(201) }, ['#/title too-long']],
  ['an endless title', { title: 'a'.repeat(100_000) }, ['#/title too-long']],
  ['a title of blanks', { title: ' \u200b\u00ad ' }, ['#/title required']],
  ['a short title', { title: 'ab' }, ['#/title too-short']],
  ['a script', { title: '<script>alert(1)</script>' }, ['#/title markup']],
  ['a script put together by cleaning', { title: 'x <scr\u00adipt>alert(1)</script>' }, ['#/title markup']],
  ['a formula', { title: '=HYPERLINK("https://x.example")' }, ['#/title formula']],
  ['a formula behind a hidden character', { title: '\u200b=1+1 more' }, ['#/title formula']],
  [
    'a formula as an organisation',
    { organizations: [{ name: '@SUM(A1)' }] },
    ['#/organizations/0/name formula'],
  ],
  ['a line break in a title', { title: 'two\nlines' }, ['#/title control-characters']],
  ['a null character', { title: 'nu\0ll' }, ['#/title control-characters']],
  ['a control character in the summary', { summary: `${SUMMARY}\u0007` }, ['#/summary control-characters']],
  ['a bidi override', { title: 'abc\u202egpj' }, ['#/title bidi-override']],
  ['a bidi isolate in the summary', { summary: `${SUMMARY} \u2066x` }, ['#/summary bidi-override']],
  ['too few words', { summary: 'Far too short.' }, ['#/summary too-few-words']],
  ['too many words', { summary: WORDS }, ['#/summary too-many-words']],
  ['an unknown language', { language: 'tlh' }, ['#/language unknown-language']],
  ['an unknown kind', { kind: '__proto__' }, ['#/kind unknown-code']],
  ['an unknown line', { action_lines: ['C4', 'C12'] }, ['#/action_lines/1 unknown-code']],
  ['the group C7', { action_lines: ['C7'] }, ['#/action_lines/0 unknown-code']],
  ['a line twice', { action_lines: ['C4', 'C4'] }, ['#/action_lines duplicate-item']],
  ['no line', { action_lines: [] }, ['#/action_lines required']],
  ['a goal that is none', { sdgs: [18] }, ['#/sdgs/0 unknown-code']],
  ['a country that is none', { countries: ['XX'] }, ['#/countries/0 unknown-country']],
  ['an address that is none', { urls: ['javascript:alert(1)'] }, ['#/urls/0 invalid-url']],
  ['a title of piled-up marks', { title: `e${'\u0301'.repeat(15)}`.repeat(190) }, ['#/title too-long']],
  [
    'a control character in an address',
    { urls: ['https://example.org/\u0001'] },
    ['#/urls/0 control-characters'],
  ],
  ['an address with a password', { urls: ['https://a:b@example.org'] }, ['#/urls/0 invalid-url']],
  [
    'eleven addresses',
    { urls: Array.from({ length: 11 }, (_, n) => `https://example.org/${n}`) },
    ['#/urls too-many-items'],
  ],
  ['a day that is none', { start_date: '2023-02-30' }, ['#/start_date invalid-date']],
  ['an end before the beginning', { start_date: '2024-05', end_date: '2023' }, ['#/end_date date-order']],
  ['a mail address that is none', { contact_email: 'a@b' }, ['#/contact_email invalid-email']],
  [
    'a mail address with a line break',
    { contact_email: 'a@b.example\r\nBcc: c@d.example' },
    ['#/contact_email invalid-email'],
  ],
  [
    'an endless mail address',
    { contact_email: `${'a'.repeat(300)}@b.example` },
    ['#/contact_email too-long'],
  ],
  ['an unknown mail language', { contact_language: 'de' }, ['#/contact_language unknown-language']],
  [
    'several at once',
    { title: '', kind: 'x', sdgs: [0] },
    ['#/title required', '#/kind unknown-code', '#/sdgs/0 unknown-code'],
  ],
];

/** What only JSON can say. */
const BAD_JSON: typeof BAD = [
  ['half a surrogate pair', { title: 'half \ud83d moon' }, ['#/title half-character']],
  [
    'half a surrogate pair in an address',
    { urls: ['https://example.org/\ud83d'] },
    ['#/urls/0 half-character'],
  ],
  [
    'half a surrogate pair in the mail address',
    { contact_email: '\udc00a@b.example' },
    ['#/contact_email half-character'],
  ],
  ['a number as title', { title: 12 }, ['#/title wrong-type']],
  ['null as title', { title: null }, ['#/title wrong-type']],
  ['an object as list', { sdgs: { 0: 4 } }, ['#/sdgs wrong-type']],
  ['a goal as text', { sdgs: ['4'] }, ['#/sdgs/0 unknown-code']],
  ['organisations as text', { organizations: 'Trust' }, ['#/organizations wrong-type']],
  ['a nested list', { organizations: [[{ name: 'Trust' }]] }, ['#/organizations/0/name required']],
  [
    '21 organisations',
    { organizations: Array.from({ length: 21 }, () => ({ name: 'Trust' })) },
    ['#/organizations too-many-items'],
  ],
];

describe('the API refuses', () => {
  test.each([...BAD, ...BAD_JSON])('%s', async (_, change, errors) => {
    await expectNothingStored(async () => {
      const answer = await postJson(JSON.stringify(aSubmission(change)));
      const document = (await answer.json()) as {
        errors: { pointer: string; code: string; detail: string }[];
      };
      expect([answer.status, answer.headers.get('content-type')]).toEqual([
        422,
        'application/problem+json; charset=utf-8',
      ]);
      expect(document.errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual(errors);
      expect(document.errors.every(({ detail }) => detail.length > 5)).toBe(true);
    });
  });

  const valid = JSON.stringify(aSubmission());
  const nested = 50_000;
  const cases: [
    name: string,
    status: number,
    code: string,
    body: string,
    headers?: Record<string, string>,
  ][] = [
    ['no body', 400, 'malformed-json', ''],
    ['half a body', 400, 'malformed-json', valid.slice(0, -1)],
    [
      'a body deeper than any honest one',
      400,
      'malformed-json',
      `${'['.repeat(nested)}${']'.repeat(nested)}`,
    ],
    ['deep objects', 400, 'malformed-json', `${'{"a":'.repeat(30_000)}1${'}'.repeat(30_000)}`],
    ['a list as body', 422, 'invalid-input', `[${valid}]`],
    ['null as body', 422, 'invalid-input', 'null'],
    ['a key twice', 400, 'duplicate-key', valid.replace('{', '{"title":"another",')],
    ['a key twice further in', 400, 'duplicate-key', valid.replace('{"name"', '{"name":"x","n\\u0061me"')],
    ['10 MB', 413, 'too-large', `{"title":"${'x'.repeat(10_000_000)}"}`],
    ['text', 415, 'unsupported-media-type', valid, { 'content-type': 'text/plain' }],
    [
      'a form',
      415,
      'unsupported-media-type',
      'title=x',
      { 'content-type': 'application/x-www-form-urlencoded' },
    ],
    ['no content type', 415, 'unsupported-media-type', valid, { 'content-type': '' }],
  ];
  test.each(cases)('%s', async (_, status, code, body, headers) => {
    const token = await statusToken(env.LINK_SECRET, { initiativeId: newId(), contactId: newId() });
    await expectNothingStored(async () => {
      const answer = await postJson(body, headers);
      const { type } = (await answer.json()) as { type: string };
      expect([answer.status, type.split('/').at(-1)]).toEqual([status, code]);
      const revision = await postJson(body, headers, `/api/v1/submissions/${token}/revisions`);
      expect([400, 404, 413, 415, 422]).toContain(revision.status);
    });
  });

  test('bytes that are no UTF-8', async () => {
    const bytes = Uint8Array.from(valid, (character) => character.charCodeAt(0));
    bytes[valid.indexOf('Radio')] = 0xff;
    for (const [path, type, code] of [
      ['/api/v1/initiatives', 'application/json', 'malformed-json'],
      ['/en/submit', 'application/x-www-form-urlencoded', 'malformed-form'],
    ] as const) {
      const headers = { 'content-type': type, accept: 'application/json', ...network() };
      const answer = await call(path, { method: 'POST', headers, body: bytes });
      const document = (await answer.json()) as { type: string };
      expect([answer.status, document.type.split('/').at(-1)]).toEqual([400, code]);
    }
  });

  test('a key twice in an object whose name needs escaping, by its pointer', async () => {
    const answer = await postJson('{"a/b~":{"x":1,"x":2}}');
    expect(((await answer.json()) as { errors: object[] }).errors).toMatchObject([{ pointer: '#/a~1b~0/x' }]);
  });

  test('nothing that the schema accepts and the tables do not: the longest texts fit', async () => {
    const piled = (graphemes: number) => `n${'\u0301'.repeat(7)}`.repeat(graphemes);
    const submission = aSubmission({
      title: piled(200),
      summary: Array.from({ length: 40 }, () => `${piled(62)}"`).join(' '),
      organizations: Array.from({ length: 20 }, () => ({ name: piled(200), acronym: piled(30) })),
      urls: Array.from({ length: 10 }, (_, n) => `https://example.org/${n}${'x'.repeat(1900)}`),
    });
    expect((await postJson(JSON.stringify(submission))).status).toBe(201);
  });

  test('10 MB of unknown length', async () => {
    const chunk = new TextEncoder().encode('x'.repeat(100_000));
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => (sent++ < 100 ? controller.enqueue(chunk) : controller.close()),
    });
    const headers = { 'content-type': 'application/json', ...network() };
    const answer = await call('/api/v1/initiatives', { method: 'POST', headers, body });
    expect(answer.status).toBe(413);
  });

  test('nothing that is merely unknown: other keys are ignored', async () => {
    const answer = await postJson(
      JSON.stringify({ ...aSubmission(), award: { contest: 'mine' }, id: 'x', state: 'published' }),
    );
    expect(answer.status).toBe(201);
  });
});

/** A complete form on its check page, opened a minute ago. */
async function aForm(change: Record<string, unknown> = {}): Promise<URLSearchParams> {
  const { organizations, urls = [], ...said } = aSubmission(change) as Record<string, unknown>;
  const form = new URLSearchParams({
    stage: 'check',
    go: 'send',
    form: await seal(env.LINK_SECRET, 'form', [crypto.randomUUID(), Date.now() - 60_000]),
    urls: (urls as string[]).join('\r\n'),
  });
  for (const [index, { name }] of (organizations as { name: string }[]).entries())
    form.set(`organizations.${index}.name`, name);
  for (const [name, value] of Object.entries(said))
    for (const one of [value].flat()) form.append(name, String(one));
  return form;
}

describe('the form refuses', () => {
  test.each(BAD)('%s, and keeps the answers', async (_, change, errors) => {
    const form = await aForm(change);
    await expectNothingStored(async () => {
      const answer = await postText(form.toString());
      const html = await answer.text();
      expect(answer.status).toBe(422);
      const [first = ''] = errors;
      const [, field = ''] = first.split(/[/ ]/);
      const control =
        field === 'organizations'
          ? 'organizations-0-name'
          : field === 'countries'
            ? 'countries-field'
            : field;
      expect(html).toContain(`href="#${control}"`);
      expect(html).toContain(`id="${control}"`);
      expect(html).toContain(String(form.get('organizations.0.name')));
      expect(html).not.toContain('<script>');
    });
  });

  test.each([
    ['10 MB', 413, `title=${'x'.repeat(10_000_000)}`, 'application/x-www-form-urlencoded'],
    ['JSON', 415, '{}', 'application/json'],
    ['a form with files', 415, '--x--', 'multipart/form-data; boundary=x'],
  ])('%s', async (_, status, body, type) => {
    for (const path of ['/en/submit', '/en/submit/mine'])
      expect(
        (await call(path, { method: 'POST', headers: { 'content-type': type, ...network() }, body })).status,
      ).toBe(status);
  });

  test('what no browser sends, without falling over', async () => {
    await expectNothingStored(async () => {
      for (const body of [
        '',
        '%',
        '%ff%fe=%c0',
        'stage=__proto__&go=constructor',
        'go=change:__proto__',
        'form=a.b',
        `${'title=a&'.repeat(20_000)}`,
      ])
        expect((await postText(body)).status).toBeLessThan(500);
    });
  });

  test('a form that is right is taken', async () => {
    expect(
      (await postText((await aForm({ urls: ['https://example.org/a', 'https://example.org/b'] })).toString()))
        .status,
    ).toBe(200);
  });
});

const strange = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '\0',
    '\ud800',
    '\u202e',
    '=1',
    "' OR 1=1 --",
    '<img src=x onerror=alert(1)>',
    '__proto__',
    'C4',
    'en',
    'project',
    '4',
    SUMMARY,
  ),
);
const FIELDS = [
  ...Object.keys(aSubmission()),
  'countries',
  'urls',
  'start_date',
  'end_date',
  'coverage',
  'beneficiaries',
  'contact_language',
];

test('fuzz: whatever JSON comes to the API, the answer is right and nothing is stored half', async () => {
  const change = fc.dictionary(
    fc.constantFrom(...FIELDS),
    fc.oneof(
      strange,
      fc.jsonValue({ maxDepth: 3 }),
      fc.array(strange, { maxLength: 3 }),
      fc.array(fc.integer({ min: -1, max: 20 }), { maxLength: 3 }),
    ),
    { maxKeys: 3, noNullPrototype: true },
  );
  await fc.assert(
    fc.asyncProperty(change, fc.option(strange), async (fields, key) => {
      const headers: Record<string, string> =
        key !== null && /^[\t\x20-\x7e]*$/.test(key) ? { 'idempotency-key': `${newId()}${key}` } : {};
      const before = await stored();
      const answer = await postJson(JSON.stringify({ ...aSubmission(), ...fields }), headers);
      const after = await stored();
      expect([201, 422]).toContain(answer.status);
      const added = answer.status === 201 ? 1 : 0;
      expect(after.slice(0, 4)).toEqual(before.slice(0, 4).map((count) => count + added));
      await answer.text();
    }),
    { numRuns: 250 },
  );
});

test('fuzz: whatever bytes come to the API are answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(strange, fc.json()), async (body) => {
      const answer = await postJson(body);
      expect([400, 422]).toContain(answer.status);
      await answer.text();
    }),
    { numRuns: 150 },
  );
});

test('fuzz: whatever comes to the form, a page comes back and nothing is stored half', async () => {
  const names = [
    'title',
    'language',
    'summary',
    'kind',
    'countries',
    'urls',
    'start_date',
    'organizations.0.name',
    'organizations.3.acronym',
    'organizations.1.role',
    'action_lines',
    'sdgs',
    'contact_email',
    'form',
    'trap',
    'distinct',
    'checked',
  ];
  const pairs = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...names), strange), strange), { maxLength: 4 });
  const stages = fc.constantFrom(
    'title',
    'duplicates',
    'about',
    'organizations',
    'lines',
    'goals',
    'contact',
    'check',
    'x',
  );
  const buttons = fc.oneof(
    fc.constantFrom('next', 'back', 'rows', 'send', 'change:about', 'change:'),
    strange,
  );
  await fc.assert(
    fc.asyncProperty(pairs, stages, buttons, async (changes, stage, go) => {
      const form = await aForm();
      for (const [name, value] of changes) form.append(name, value);
      form.set('stage', stage);
      form.set('go', go);
      const before = await stored();
      const answer = await postText(form.toString());
      expect([200, 422]).toContain(answer.status);
      const html = await answer.text();
      const added = html.includes('class="reference"') ? 1 : 0;
      expect((await stored()).slice(0, 4)).toEqual(before.slice(0, 4).map((count) => count + added));
    }),
    { numRuns: 200 },
  );
});

test('fuzz: whatever stands in a private link is unknown', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
      const token = encodeURIComponent(text.toWellFormed().replaceAll('/', '.'));
      if (/^\.{1,2}$/.test(token)) return;
      for (const path of [
        `/en/confirm/${token}`,
        `/en/status/${token}`,
        `/en/status/${token}/withdraw`,
        `/api/v1/submissions/${token}`,
      ])
        expect([path, (await call(path)).status]).toEqual([path, 404]);
    }),
    { numRuns: 60 },
  );
});
