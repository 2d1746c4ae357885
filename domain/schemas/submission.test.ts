import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type Issue, Problem } from '../problems.ts';
import { Decision } from './decision.ts';
import { issuesOf, parse } from './parse.ts';
import { Submission } from './submission.ts';

const WORDS = Array.from({ length: 40 }, (_, index) => `word${index}`).join(' ');
const good = {
  title: 'Radio school of the river',
  language: 'en',
  summary: WORDS,
  kind: 'project',
  stakeholder_type: 'civil-society',
  action_lines: ['C4', 'C7-ehealth'],
  sdgs: [3, 4],
  organizations: [{ name: 'River Radio Trust' }],
  contact_email: 'Ann.O-Neil+wsis@ngo.example',
};

function issuesIn(
  schema: typeof Submission | typeof Decision,
  input: unknown,
): Pick<Issue, 'pointer' | 'code'>[] {
  try {
    parse(schema, input);
    return [];
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return error.issues.map(({ pointer, code }) => ({ pointer, code }));
  }
}

test('fills what may be left out', () => {
  expect(parse(Submission, good)).toEqual({
    ...good,
    organizations: [{ name: 'River Radio Trust', acronym: '', role: 'lead' }],
    coverage: null,
    countries: [],
    start_date: null,
    end_date: null,
    activity_status: null,
    beneficiaries: [],
    urls: [],
    impact: null,
    partnerships: null,
    challenges: null,
    evidence: null,
  });
});

test('an empty object misses the nine required answers', () => {
  expect(issuesIn(Submission, {})).toEqual(
    [
      'title',
      'language',
      'summary',
      'kind',
      'stakeholder_type',
      'action_lines',
      'sdgs',
      'organizations',
      'contact_email',
    ].map((field) => ({ pointer: `#/${field}`, code: 'required' })),
  );
});

describe('points at what is wrong', () => {
  test.each<[string, object, string, string]>([
    ['over-long', { title: 'a'.repeat(201) }, '#/title', 'too-long'],
    ['a title of two letters', { title: 'ab' }, '#/title', 'too-short'],
    ['only spaces', { title: '   ' }, '#/title', 'required'],
    ['wrong type', { title: 7 }, '#/title', 'wrong-type'],
    ['null', { title: null }, '#/title', 'wrong-type'],
    ['script', { title: 'Hello <script>alert(1)</script>' }, '#/title', 'markup'],
    ['formula', { title: '=HYPERLINK("x")' }, '#/title', 'formula'],
    ['control character', { title: 'a\u0000bc' }, '#/title', 'control-characters'],
    ['line break in a title', { title: 'ab\ncd' }, '#/title', 'control-characters'],
    ['direction override', { title: 'abc\u202Edef' }, '#/title', 'bidi-override'],
    ['half surrogate', { title: 'abc\uD800' }, '#/title', 'half-character'],
    ['too few words', { summary: 'Only four words here' }, '#/summary', 'too-few-words'],
    ['too many words', { summary: 'word '.repeat(301) }, '#/summary', 'too-many-words'],
    ['unknown code', { kind: 'spaceship' }, '#/kind', 'unknown-code'],
    ['unknown action line', { action_lines: ['C4', 'C12'] }, '#/action_lines/1', 'unknown-code'],
    ['no action line', { action_lines: [] }, '#/action_lines', 'required'],
    ['the same goal twice', { sdgs: [4, 4] }, '#/sdgs', 'duplicate-item'],
    ['a goal as text', { sdgs: ['4'] }, '#/sdgs/0', 'unknown-code'],
    ['unknown country', { countries: ['XX'] }, '#/countries/0', 'unknown-country'],
    ['unknown language', { language: 'xx' }, '#/language', 'unknown-language'],
    ['no date', { start_date: '2024-02-30' }, '#/start_date', 'invalid-date'],
    ['end before start', { start_date: '2024-05', end_date: '2023' }, '#/end_date', 'date-order'],
    ['not an address', { contact_email: 'ann at ngo' }, '#/contact_email', 'invalid-email'],
    ['an address without a domain', { contact_email: 'ann@localhost' }, '#/contact_email', 'invalid-email'],
    ['script address', { urls: ['javascript:alert(1)'] }, '#/urls/0', 'invalid-url'],
    ['credentials in a link', { urls: ['https://a:b@example.org'] }, '#/urls/0', 'invalid-url'],
    [
      'an organisation without a name',
      { organizations: [{ name: '' }] },
      '#/organizations/0/name',
      'required',
    ],
    ['an organisation as text', { organizations: ['Trust'] }, '#/organizations/0', 'wrong-type'],
  ])('%s', (_, change, pointer, code) => {
    expect(issuesIn(Submission, { ...good, ...change })).toEqual([{ pointer, code }]);
  });
});

test.each([
  ['en', 'Three blind mice ran after the farmer'],
  ['zh', '农村电子商务平台'],
])('counts graphemes, not code units: 200 emoji fit in a title (%s)', (_, prefix) => {
  expect(
    issuesIn(Submission, { ...good, title: prefix + '👩🏽‍🌾'.repeat(200 - Array.from(prefix).length) }),
  ).toEqual([]);
});

test('an endless text is told the limit in characters, as a reader counts them', () => {
  const result = v.safeParse(Submission, { ...good, title: 'a'.repeat(10_000) });
  expect(issuesOf(result.issues ?? [])).toEqual([
    { pointer: '#/title', code: 'too-long', params: { limit: 200 } },
  ]);
});

test('dates of unlike precision are compared at the coarser one', () => {
  expect(issuesIn(Submission, { ...good, start_date: '2024-05-03', end_date: '2024' })).toEqual([]);
});

describe('a decision', () => {
  test.each<[string, object, string, string]>([
    ['no action', { expected_version: 2 }, '#/action', 'required'],
    ['unknown action', { action: 'delete', expected_version: 2 }, '#/action', 'unknown-code'],
    ['no version', { action: 'approve' }, '#/expected_version', 'required'],
    ['a version as text', { action: 'approve', expected_version: '2' }, '#/expected_version', 'wrong-type'],
    [
      'a question without words',
      { action: 'request-changes', expected_version: 2 },
      '#/message',
      'message-needed',
    ],
    ['a refusal without a reason', { action: 'decline', expected_version: 2 }, '#/reason', 'required'],
    ['an empty reason', { action: 'decline', reason: '', expected_version: 2 }, '#/reason', 'reason-needed'],
    [
      'an unknown reason',
      { action: 'decline', reason: 'ugly', expected_version: 2 },
      '#/reason',
      'unknown-code',
    ],
    [
      'an unknown field',
      { action: 'request-changes', message: 'Why?', fields: ['x'], expected_version: 2 },
      '#/fields/0',
      'unknown-code',
    ],
  ])('%s', (_, input, pointer, code) => {
    expect(issuesIn(Decision, input)).toContainEqual({ pointer, code });
  });
});

test('whatever JSON arrives is parsed or refused with pointers', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.record(Object.fromEntries(Object.keys(good).map((key) => [key, fc.jsonValue()])), {
          requiredKeys: [],
        }),
      ),
      (input) => {
        for (const issue of issuesIn(Submission, input)) expect(issue.pointer).toMatch(/^#(\/|$)/);
      },
    ),
    { numRuns: 300 },
  );
});
