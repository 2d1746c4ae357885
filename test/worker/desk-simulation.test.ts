import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { beforeAll, expect, test, vi } from 'vitest';
import { maskOf } from '#db/mask.ts';
import { verifyLog } from '#db/verify-log.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import { aContent } from '#test/factories.ts';
import { call, post, postForm, signedIn } from '#test/support/sign-in.ts';
import worker, { type LocalEnv } from '#worker/local.ts';

const MODERATORS = 20;
const SUBMISSIONS = 1000;
/** How many moderators go for each submission at the same time, in turn. */
const RIVALS = [1, 1, 1, 1, 2, 1, 1, 1, 1, 3];

vi.setConfig({ testTimeout: 600_000, hookTimeout: 120_000 });

type Session = { cookie: string; origin: string };
interface Submission {
  id: string;
  email: string;
}

const moderators: Session[] = [];
const submissions: Submission[] = [];

/** The rows that submitting and confirming would have written. */
function rowsOf({ id, email }: Submission, at: number): D1PreparedStatement[] {
  const content = aContent();
  const contact = `contact-${id}`;
  const run = (sql: string, ...values: unknown[]) => env.DB.prepare(sql).bind(...values);
  const event =
    'INSERT INTO events (initiative_id, version, type, actor_kind, actor_id, data, at) VALUES (?, ?, ?, ?, ?, ?, ?)';
  return [
    run(
      'INSERT INTO contacts (id, email, language, confirmed_at, created_at) VALUES (?, ?, ?, ?, ?)',
      contact,
      email,
      'en',
      at,
      at,
    ),
    run(event, id, 1, 'initiative.submitted', 'link', contact, '{"revision":1}', at),
    run(event, id, 2, 'initiative.confirmed', 'link', contact, '{}', at + 1),
    run(
      'INSERT INTO revisions (initiative_id, revision, content, at) VALUES (?, 1, ?, ?)',
      id,
      JSON.stringify(content),
      at,
    ),
    run(
      `INSERT INTO initiatives (id, state, version, revision, revisions, created_at, updated_at, queue, queued_at, language,
         action_line_mask, title, contact_id)
       VALUES (?, 'pending', 2, 1, 1, ?, ?, 'new', ?, ?, ?, ?, ?)`,
      id,
      at,
      at + 1,
      at + 1,
      content.language,
      maskOf(ACTION_LINE_CODES, content.action_lines),
      content.texts[0]?.title,
      contact,
    ),
  ];
}

beforeAll(async () => {
  // A line for each request would take longer than the request.
  vi.spyOn(console, 'log').mockImplementation(() => {});
  const begun = Date.now() - 86_400_000;
  for (let index = 0; index < SUBMISSIONS; index++) {
    const id = newId();
    submissions.push({ id, email: `${id}@ngo.example` });
  }
  for (let from = 0; from < SUBMISSIONS; from += 100)
    await env.DB.batch(
      submissions.slice(from, from + 100).flatMap((one, index) => rowsOf(one, begun + from + index)),
    );
  moderators.push(...(await Promise.all(Array.from({ length: MODERATORS }, () => signedIn('moderator')))));
});

/** What is decided about a submission; rivals decide differently, so that a mixture would show. */
const DECISIONS = [
  { action: 'approve', message: '' },
  { action: 'request-changes', message: 'Which country?', fields: ['countries'] },
  { action: 'decline', message: '', reason: 'promotional' },
] as const;
type Decision = (typeof DECISIONS)[number];

interface Attempt {
  id: string;
  moderator: number;
  status: number;
  won: boolean;
}

async function byProgram(
  id: string,
  decision: Decision,
  session: Session,
): Promise<{ status: number; won: boolean }> {
  const answer = await post(
    `/api/v1/moderation/${id}/decisions`,
    { ...decision, expected_version: 2 },
    session,
  );
  await answer.arrayBuffer();
  return { status: answer.status, won: answer.status === 200 };
}

async function byForm(
  id: string,
  decision: Decision,
  session: Session,
): Promise<{ status: number; won: boolean }> {
  const { fields = [], ...rest } = { fields: undefined, ...decision };
  const form = [...Object.entries(rest), ...(fields ?? []).map((field) => ['fields', field])].map(
    ([name = '', value = '']) => [name, String(value)] as const,
  );
  const answer = await postForm(`/en/moderation/${id}`, [...form, ['expected_version', '2']], session);
  await answer.arrayBuffer();
  return { status: answer.status, won: answer.status === 303 };
}

/** The work of each moderator: some submissions alone, others while colleagues are at them too. */
function work(): { submission: number; decision: Decision }[][] {
  const piles = Array.from({ length: MODERATORS }, (): { submission: number; decision: Decision }[] => []);
  for (let submission = 0; submission < SUBMISSIONS; submission++)
    for (let rival = 0; rival < (RIVALS[submission % RIVALS.length] ?? 1); rival++)
      piles[(submission + rival) % MODERATORS]?.push({
        submission,
        decision: DECISIONS[(submission + rival) % DECISIONS.length] ?? DECISIONS[0],
      });
  return piles;
}

async function atWork(pile: ReturnType<typeof work>[number], moderator: number): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  const session = moderators[moderator] as Session;
  for (const [step, { submission, decision }] of pile.entries()) {
    const { id } = submissions[submission] as Submission;
    if (step % 25 === 0) {
      const queue = await call('/en/moderation', { headers: session });
      await queue.arrayBuffer();
      expect(queue.status).toBe(200);
    }
    const decide = (submission + moderator) % 2 === 0 ? byProgram : byForm;
    attempts.push({ id, moderator, ...(await decide(id, decision, session)) });
  }
  return attempts;
}

const MAIL_OF: Record<string, string> = {
  'initiative.approved': 'approved',
  'initiative.changes-requested': 'changes-requested',
  'initiative.declined': 'declined',
};

const sweep = () => worker.scheduled({ ...createScheduledController(), cron: '* * * * *' }, env as LocalEnv);

async function countOf(sql: string): Promise<number> {
  return (await env.DB.prepare(sql).first<number>('count')) ?? 0;
}

test('twenty moderators decide on a thousand submissions at once: each once, and one mail for each', async () => {
  const attempts = (await Promise.all(work().map(atWork))).flat();
  expect(attempts.length).toBe(
    (SUBMISSIONS / RIVALS.length) * RIVALS.reduce((sum, rivals) => sum + rivals, 0),
  );
  expect(attempts.filter(({ status }) => status >= 500)).toEqual([]);
  expect([...new Set(attempts.filter(({ won }) => !won).map(({ status }) => status))]).toEqual([409]);

  const winners = Map.groupBy(
    attempts.filter(({ won }) => won),
    ({ id }) => id,
  );
  expect(winners.size).toBe(SUBMISSIONS);
  expect([...winners.values()].every((won) => won.length === 1)).toBe(true);

  const { results: decisions } = await env.DB.prepare(
    'SELECT initiative_id AS id, type FROM events WHERE version = 3',
  ).all<{ id: string; type: string }>();
  expect(decisions).toHaveLength(SUBMISSIONS);
  expect(await countOf('SELECT count(*) AS count FROM events WHERE version > 3')).toBe(0);
  expect(await countOf("SELECT count(*) AS count FROM waiting_counts WHERE queue = 'new'")).toBe(0);
  expect(await verifyLog(env.DB, Date.now())).toEqual({ entries: SUBMISSIONS, differences: 0 });

  const { results: owed } = await env.DB.prepare(
    "SELECT id FROM outbox WHERE kind = 'mail' ORDER BY id",
  ).all<{ id: string }>();
  const meant = decisions.map(({ id, type }) => `${id}.3.mail-${MAIL_OF[type]}`).sort();
  expect(owed.map(({ id }) => id)).toEqual(meant);
  const left = 'SELECT count(*) AS count FROM outbox WHERE done_at IS NULL';
  // The sweeper of every minute, which overlaps itself and the queue: whatever of these comes first sends a mail.
  for (let sweeps = 0; sweeps < 5 && (await countOf(left)) > 0; sweeps++) {
    await Promise.all([sweep(), sweep()]);
  }
  await vi.waitFor(async () => expect(await countOf(left)).toBe(0), { timeout: 60_000, interval: 500 });
  const { results: sent } = await env.MAILBOX.prepare(
    "SELECT id, recipient FROM mails WHERE recipient LIKE '%@ngo.example' ORDER BY id",
  ).all<{ id: string; recipient: string }>();
  expect(sent.map(({ id, recipient }) => `${id} ${recipient}`)).toEqual(
    meant.map((id) => `${id} ${id.split('.')[0]}@ngo.example`),
  );
});
