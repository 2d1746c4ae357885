import { env } from 'cloudflare:workers';
import { describe, expect, test } from 'vitest';
import { commit } from '#db/commit.ts';
import { type Entry, entryById, historyOf } from '#db/entries.ts';
import type { Content } from '#domain/initiative/content.ts';
import { newId, referenceOf } from '#domain/initiative/identifiers.ts';
import { standingOf } from '#domain/initiative/standing.ts';
import { aSubmission, SUMMARY } from '#test/factories.ts';
import { call, mailedLink, post, postForm } from '#test/support/sign-in.ts';
import { confirmPath, statusToken } from '#worker/http/links.ts';

async function problemOf(answer: Response) {
  const { type, status, errors, ...extra } = (await answer.json()) as Record<string, unknown>;
  const found = (errors ?? []) as { pointer: string; code: string }[];
  return {
    code: String(type).split('/').at(-1),
    status,
    errors: found.map(({ pointer, code }) => `${pointer} ${code}`),
    extra,
  };
}

async function registered(change: Record<string, unknown> = {}): Promise<Entry> {
  const answer = await post('/api/v1/initiatives', aSubmission(change));
  expect(answer.status).toBe(201);
  return entryNow(((await answer.json()) as { id: string }).id);
}

async function entryNow(id: string): Promise<Entry> {
  const entry = await entryById(env.DB, id);
  if (!entry) throw new Error('no entry');
  return entry;
}

const linkOf = (entry: Entry) => ({ initiativeId: entry.id, contactId: entry.contactId ?? '' });
const tokenOf = (entry: Entry) => statusToken(env.LINK_SECRET, linkOf(entry));
const confirmOf = (entry: Entry, at = Date.now()) => confirmPath(env.LINK_SECRET, 'en', linkOf(entry), at);

async function confirmed(change: Record<string, unknown> = {}): Promise<Entry> {
  const entry = await registered(change);
  expect((await call(await confirmOf(entry))).status).toBe(200);
  return entryNow(entry.id);
}

/** An entry of which a moderator asks something. */
async function asked(change: Record<string, unknown> = {}): Promise<Entry> {
  const entry = await confirmed(change);
  await commit(env.DB, {
    initiativeId: entry.id,
    before: entry.standing,
    type: 'initiative.changes-requested',
    actor: { kind: 'account', id: 'mia-moderator' },
    data: { fields: ['title', 'urls'] },
    message: 'Which part of the <country>?',
    jobs: [],
    at: Date.now(),
  });
  return entryNow(entry.id);
}

async function eventsOf(id: string): Promise<string[]> {
  return (await historyOf(env.DB, id)).map(({ type }) => type);
}

async function jobsOf(id: string): Promise<string[]> {
  const { results } = await env.DB.prepare('SELECT id FROM outbox WHERE id LIKE ?1 ORDER BY id')
    .bind(`${id}.%`)
    .all<{ id: string }>();
  return results.map((row) => row.id.slice(id.length + 1));
}

const aRevision = (change: Record<string, unknown> = {}) => {
  const { contact_email: _, ...said } = aSubmission(change);
  return said;
};

describe('submitInitiative', () => {
  test('stores the entry, its contact, one event and one mail owed, and answers without any private link', async () => {
    const submission = aSubmission({
      contact_email: `Zoë.${newId()}@NGO.example`.replace('ë', 'e'),
      contact_language: 'fr',
      countries: ['TZ', 'FR'],
      start_date: '2021-05',
      urls: ['https://example.org/a'],
      summary: `  ${SUMMARY}\r\n\r\n\r\nMore.\t `,
      title: `  Cafe\u0301 ${newId()}  `,
    });
    const answer = await post('/api/v1/initiatives', submission);
    const receipt = (await answer.json()) as { id: string };
    const { id } = receipt;
    expect([answer.status, receipt]).toEqual([
      201,
      { id, reference: referenceOf(id), status: 'unconfirmed' },
    ]);
    expect(answer.headers.get('cache-control')).toBe('no-store');

    const entry = await entryNow(id);
    expect(entry.standing).toEqual(
      standingOf([
        {
          type: 'initiative.submitted',
          version: 1,
          data: { revision: 1 },
          actorId: null,
          at: entry.createdAt,
        },
      ]),
    );
    expect(entry.standing.state).toBe('unconfirmed');
    const content: Content = {
      language: 'en',
      texts: [
        {
          language: 'en',
          title: submission.title.trim().normalize('NFC'),
          summary: `${SUMMARY}\n\nMore.`,
          origin: 'original',
        },
      ],
      organizations: [{ name: 'River Radio Trust', acronym: '', role: 'lead' }],
      stakeholder_type: 'civil-society',
      kind: 'project',
      action_lines: ['C4'],
      sdgs: [4],
      coverage: null,
      countries: ['TZ', 'FR'],
      commissions: entry.content.commissions,
      start_date: '2021-05',
      end_date: null,
      year: 2021,
      activity_status: null,
      beneficiaries: [],
      urls: ['https://example.org/a'],
      source: null,
      award: null,
    };
    expect(entry.content).toEqual(content);
    expect(entry.content.commissions).toContain('eca');
    expect(await historyOf(env.DB, id)).toEqual([
      {
        type: 'initiative.submitted',
        version: 1,
        data: { revision: 1 },
        at: entry.createdAt,
        actorKind: 'link',
        actorId: entry.contactId,
        message: null,
      },
    ]);
    expect(await jobsOf(id)).toEqual(['1.mail-confirm']);
    const contact = await env.DB.prepare('SELECT * FROM contacts WHERE id = ?1')
      .bind(entry.contactId)
      .first();
    expect(contact).toMatchObject({
      id: entry.contactId,
      email: submission.contact_email.toLowerCase(),
      language: 'fr',
      confirmed_at: null,
      created_at: entry.createdAt,
      user_id: null,
    });
    expect(await mailedLink(submission.contact_email.toLowerCase())).toMatch(/^\/fr\/confirm\//);
  });

  test('counts an entry without a beginning under this year, and mails in the language of the request', async () => {
    const submission = aSubmission();
    const answer = await post('/api/v1/initiatives', submission, { 'accept-language': 'es' });
    const entry = await entryNow(((await answer.json()) as { id: string }).id);
    expect(entry.content.year).toBe(new Date().getUTCFullYear());
    expect(await mailedLink(submission.contact_email)).toMatch(/^\/es\/confirm\//);
  });
});

describe('confirmAddress', () => {
  test('leads to the status page once more has happened', async () => {
    const entry = await asked();
    const answer = await call(await confirmOf(entry));
    expect([answer.status, answer.headers.get('location')]).toEqual([
      303,
      `/en/status/${await tokenOf(entry)}`,
    ]);
  });

  test('is not done by a program that only looks at the link', async () => {
    const entry = await registered();
    expect((await call(await confirmOf(entry), { method: 'HEAD' })).status).toBe(204);
    expect((await entryNow(entry.id)).standing.state).toBe('unconfirmed');
  });

  test('leaves one event, however often the link is opened', async () => {
    const entry = await registered();
    const path = await confirmOf(entry);
    const [first, second] = await Promise.all([call(path), call(path)]);
    expect([first.status, second.status, (await call(path)).status]).toEqual([200, 200, 200]);
    const page = await first.text();
    expect(page).toContain(referenceOf(entry.id));
    expect(page).toContain(`/en/status/${await tokenOf(entry)}`);
    expect(await eventsOf(entry.id)).toEqual(['initiative.submitted', 'initiative.confirmed']);
    expect(await jobsOf(entry.id)).toEqual(['1.mail-confirm', '2.mail-received']);
    const after = await entryNow(entry.id);
    expect(after.standing.state).toBe('pending');
    const row = await env.DB.prepare('SELECT confirmed_at FROM contacts WHERE id = ?1')
      .bind(entry.contactId)
      .first('confirmed_at');
    expect(row).toBe(after.standing.updatedAt);
    for (const [name, value] of [
      ['cache-control', 'no-store'],
      ['referrer-policy', 'no-referrer'],
      ['x-robots-tag', 'noindex'],
    ])
      expect(first.headers.get(name ?? '')).toBe(value);
  });

  test('an expired link says so and mails a new one on request, once a minute', async () => {
    const email = `${newId()}@ngo.example`;
    const entry = await registered({ contact_email: email });
    await mailedLink(email);
    const old = await confirmOf(entry, Date.now() - 15 * 86_400_000);
    const expired = await call(old);
    expect(expired.status).toBe(410);
    expect(await expired.text()).toContain(`action="${old}"`);
    expect((await postForm(old, [])).status).toBe(200);
    expect((await postForm(old, [])).status).toBe(200);
    const fresh = await mailedLink(email, 2);
    expect((await jobsOf(entry.id)).filter((job) => job.startsWith('again-')).length).toBeLessThanOrEqual(2);
    expect((await call(fresh)).status).toBe(200);
    expect((await entryNow(entry.id)).standing.state).toBe('pending');
  });

  test('forged links, links of another purpose and links of another contact are unknown', async () => {
    const entry = await registered();
    const genuine = await confirmOf(entry);
    const others = [
      '/en/confirm/x',
      '/en/confirm/%00.%ff',
      // Not the last character: its lowest bits say nothing.
      `${genuine.slice(0, -9)}${genuine.at(-9) === 'A' ? 'B' : 'A'}${genuine.slice(-8)}`,
      `/en/confirm/${await tokenOf(entry)}`,
      await confirmPath(env.LINK_SECRET, 'en', { initiativeId: entry.id, contactId: newId() }, Date.now()),
      await confirmPath(env.LINK_SECRET, 'en', { initiativeId: newId(), contactId: newId() }, Date.now()),
    ];
    for (const path of others) {
      expect([path, (await call(path)).status]).toEqual([path, 404]);
      expect([path, (await postForm(path, [])).status]).toEqual([path, 404]);
    }
    expect(await eventsOf(entry.id)).toEqual(['initiative.submitted']);
  });
});

describe('reviseInitiative', () => {
  test('stores the next revision and sends the entry back to the moderators', async () => {
    const entry = await asked();
    const token = await tokenOf(entry);
    const seen = await call(`/api/v1/submissions/${token}`);
    expect(await seen.json()).toEqual({
      id: entry.id,
      reference: referenceOf(entry.id),
      state: 'changes-requested',
      version: 3,
      actions: ['revise', 'withdraw'],
      fields: ['title', 'urls'],
      reason: null,
      message: 'Which part of the <country>?',
      content: {
        ...aRevision(),
        title: entry.content.texts[0]?.title,
        organizations: entry.content.organizations,
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
      },
      updated_at: new Date(entry.standing.updatedAt).toISOString(),
    });
    const title = `North of the river ${newId()}`;
    const answer = await post(
      `/api/v1/submissions/${token}/revisions`,
      aRevision({ title, expected_version: 3 }),
    );
    expect([answer.status, ((await answer.json()) as { state: string }).state]).toEqual([200, 'pending']);
    const history = await historyOf(env.DB, entry.id);
    expect(history.length).toBe(4);
    expect(history.at(-1)).toMatchObject({
      type: 'initiative.revised',
      version: 4,
      data: { revision: 2 },
      actorKind: 'link',
      actorId: entry.contactId,
    });
    expect((await entryNow(entry.id)).content.texts).toEqual([
      { language: 'en', title, summary: SUMMARY, origin: 'original' },
    ]);
    expect((await jobsOf(entry.id)).at(-1)).toBe('4.mail-revised');
  });

  test('refuses a stale version, a wrong state, a foreign link and bad input', async () => {
    const entry = await asked();
    const path = `/api/v1/submissions/${await tokenOf(entry)}/revisions`;
    const stale = await problemOf(await post(path, aRevision({ expected_version: 2 })));
    expect([stale.code, stale.extra.current_version]).toEqual(['edit-conflict', 3]);
    expect(await problemOf(await post(path, { title: 'x', expected_version: 'three' }))).toMatchObject({
      code: 'invalid-input',
      errors: expect.arrayContaining([
        '#/title too-short',
        '#/summary required',
        '#/expected_version wrong-type',
      ]),
    });
    const unconfirmed = await registered();
    const early = await post(
      `/api/v1/submissions/${await tokenOf(unconfirmed)}/revisions`,
      aRevision({ expected_version: 1 }),
    );
    expect((await problemOf(early)).code).toBe('wrong-state');
    const foreign = await statusToken(env.LINK_SECRET, {
      initiativeId: entry.id,
      contactId: unconfirmed.contactId ?? '',
    });
    const refused = await post(
      `/api/v1/submissions/${foreign}/revisions`,
      aRevision({ expected_version: 3 }),
    );
    expect((await problemOf(refused)).code).toBe('link-invalid');
    expect((await eventsOf(entry.id)).length).toBe(3);
    expect(await eventsOf(unconfirmed.id)).toEqual(['initiative.submitted']);
  });

  test('of ten answers at once one wins', async () => {
    const entry = await asked();
    const path = `/api/v1/submissions/${await tokenOf(entry)}/revisions`;
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post(path, aRevision({ expected_version: 3 }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect((await eventsOf(entry.id)).length).toBe(4);
  });
});

describe('withdrawInitiative', () => {
  test.each([
    ['unconfirmed', registered],
    ['pending', confirmed],
    ['changes-requested', asked],
  ])('takes back an entry that is %s', async (_, make) => {
    const entry = await make();
    const { version } = entry.standing;
    const path = `/api/v1/submissions/${await tokenOf(entry)}/withdrawal`;
    expect((await problemOf(await post(path, { expected_version: version + 1 }))).code).toBe('edit-conflict');
    const answer = await post(path, { expected_version: version });
    expect([answer.status, ((await answer.json()) as { state: string; actions: string[] }).actions]).toEqual([
      200,
      [],
    ]);
    expect((await eventsOf(entry.id)).slice(version)).toEqual(['initiative.withdrawn']);
    const last = version + 1;
    // It was never public, so there is nothing to take out of the index.
    expect((await jobsOf(entry.id)).filter((job) => job.startsWith(`${last}.`))).toEqual([
      `${last}.mail-withdrawn`,
    ]);
    expect((await problemOf(await post(path, { expected_version: last }))).code).toBe('wrong-state');
    expect((await call(await confirmOf(entry))).status).toBe(303);
    expect((await entryNow(entry.id)).standing.state).toBe('withdrawn');
  });

  test('refuses bad input and a forged link', async () => {
    const entry = await registered();
    const token = await tokenOf(entry);
    const bad = await problemOf(
      await post(`/api/v1/submissions/${token}/withdrawal`, { expected_version: 1.5 }),
    );
    expect(bad.errors).toEqual(['#/expected_version invalid-number']);
    expect(
      (await problemOf(await post(`/api/v1/submissions/${token}x/withdrawal`, { expected_version: 1 })))
        .status,
    ).toBe(404);
    expect(await eventsOf(entry.id)).toEqual(['initiative.submitted']);
  });
});
