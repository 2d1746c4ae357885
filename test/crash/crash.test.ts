import { rmSync } from 'node:fs';
import process from 'node:process';
import { afterAll, expect, test } from 'vitest';
import { type Server, startServer } from '../support/server.ts';

const KILLS = 20;
const WRITERS = 6;
const SEED = Number(process.env.CRASH_SEED ?? 20_030_212);
const MAIL_PATIENCE = 60_000;

interface Answer {
  id: string;
  reference: string;
}

interface Submission {
  key: string;
  email: string;
  /** Only when the server said 201. */
  answer?: Answer;
}

interface Stats {
  initiatives: number;
  events: number;
  outbox: { pending: number; done: number };
}

let server: Server;
const random = randomNumbers(SEED);

afterAll(async () => {
  if (!server) return;
  await server.stop();
  rmSync(server.stateDir, { recursive: true, force: true });
});

test(`${KILLS} kills under load lose no submission and double none (CRASH_SEED=${SEED})`, async () => {
  server = await startServer({ rateLimit: 1_000_000 });
  const { stateDir, port } = server;
  const before = await get<Stats>('/dev/stats');
  const submissions: Submission[] = [];
  let interrupted = 0;

  for (let kill = 0; kill < KILLS; kill++) {
    const writers = Array.from({ length: WRITERS }, () => writeUntilKilled(submissions));
    await Promise.all([...writers, sleep(50 + random() * 350).then(() => server.kill())]);

    server = await startServer({ stateDir, port, skipBuild: true, rateLimit: 1_000_000 });
    for (const submission of submissions.filter(({ answer }) => !answer)) {
      interrupted++;
      submission.answer = await submit(submission);
    }
  }

  // Otherwise the kills proved nothing.
  expect(interrupted).toBeGreaterThanOrEqual(KILLS);
  expect(submissions.length - interrupted).toBeGreaterThanOrEqual(KILLS);

  for (const submission of submissions) {
    expect(await submit(submission), `the same key again: ${submission.key}`).toEqual(submission.answer);
  }
  expect(new Set(submissions.map(({ answer }) => answer?.id)).size).toBe(submissions.length);

  const after = await statsWithoutPendingJobs();
  expect(after.initiatives - before.initiatives).toBe(submissions.length);
  expect(after.events - before.events).toBe(submissions.length);

  const mails = await get<{ to: string }[]>('/dev/mail.json');
  const received = Object.groupBy(mails, ({ to }) => to);
  for (const { email } of submissions) expect(received[email]?.length, `mails to ${email}`).toBe(1);
});

/** Submits one entry after another until the server is gone; what it did not answer stays without an answer. */
async function writeUntilKilled(submissions: Submission[]): Promise<void> {
  for (;;) {
    const number = submissions.length;
    const submission: Submission = {
      key: `crash-${SEED}-${number}`,
      email: `writer-${number}@crash.example`,
    };
    submissions.push(submission);
    try {
      submission.answer = await submit(submission);
    } catch (error) {
      if (error instanceof Refused) throw error;
      return;
    }
  }
}

/** An answer that is not "received": a fault of the server or of this test, never the kill's. */
class Refused extends Error {}

async function submit({ key, email }: Submission): Promise<Answer> {
  const response = await fetch(`${server.origin}/api/v1/initiatives`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
    body: JSON.stringify({
      title: `Reading rooms of district ${key}`,
      language: 'en',
      summary:
        'Village libraries lend tablets with books and lessons in the languages spoken at home. Teachers meet there ' +
        'every week to choose new titles, parents learn to read messages and forms, and every term the reading ' +
        'groups publish what their members wrote.',
      kind: 'project',
      stakeholder_type: 'civil-society',
      action_lines: ['C4'],
      sdgs: [4],
      organizations: [{ name: 'Reading Rooms Trust' }],
      contact_email: email,
    }),
  });
  const text = await response.text();
  if (response.status !== 201) throw new Refused(`${response.status} ${text}`);
  const { id, reference } = JSON.parse(text) as Answer;
  return { id, reference };
}

/** What the killed servers left undone, the next scheduled run does. */
async function statsWithoutPendingJobs(): Promise<Stats> {
  const deadline = Date.now() + MAIL_PATIENCE;
  for (;;) {
    const stats = await get<Stats>('/dev/stats');
    if (stats.outbox.pending === 0) return stats;
    if (Date.now() > deadline) throw new Error(`Jobs still wait after 60 s: ${JSON.stringify(stats)}`);
    await sleep(200);
  }
}

async function get<T>(path: string): Promise<T> {
  const response = await fetch(`${server.origin}${path}`);
  if (!response.ok) throw new Error(`GET ${path}: ${response.status}`);
  return response.json();
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** mulberry32: the same numbers for the same seed, so that a failure can be repeated. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
