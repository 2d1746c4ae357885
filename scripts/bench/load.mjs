import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { maskOf } from '../../db/mask.ts';
import { organizationKey } from '../../domain/initiative/content.ts';
import { standingOf } from '../../domain/initiative/standing.ts';
import { ACTION_LINE_CODES } from '../../domain/taxonomy/action-lines.ts';
import { root } from '../lib/build.mjs';
import { GENERATOR_VERSION } from './entries.mjs';
import { startServers } from './servers.mjs';

const DATABASES = 'v3/d1/miniflare-D1DatabaseObject';
const TOKEN = 'local-only-operator-token';
const MINUTE = 60_000;

/** What the entries are made from, and what the index is made by: when neither changed, a kept register still serves. */
const INPUTS = {
  entries: [
    'scripts/bench/entries.mjs',
    'scripts/bench/words.mjs',
    'scripts/bench/random.mjs',
    'db/seed',
    'domain/initiative/standing.ts',
    'domain/glossary',
    'domain/taxonomy',
    'migrations/main',
  ],
  index: ['db', 'domain', 'migrations/search', 'package-lock.json'],
};

/**
 * A state directory that holds the register, and how long it took to make it. What is kept there is used again.
 *
 * @param {ReturnType<import('./entries.mjs').createRegister>} register
 * @param {string} stateDir
 * @returns {Promise<{ reused: boolean, load_seconds: number, rebuild_seconds: number, rebuild_calls: number }>}
 */
export async function loadedState(register, stateDir) {
  mkdirSync(stateDir, { recursive: true });
  const note = join(stateDir, 'bench.json');
  const wanted = {
    entries: `${GENERATOR_VERSION} ${register.entries} ${register.seed} ${digestOf(INPUTS.entries)}`,
    index: digestOf(INPUTS.index),
  };
  const kept = existsSync(note) ? JSON.parse(readFileSync(note, 'utf8')) : {};
  if (kept.entries === wanted.entries && kept.index === wanted.index) return { ...kept.took, reused: true };
  rmSync(note, { force: true });

  const took = { load_seconds: kept.took?.load_seconds ?? 0, rebuild_seconds: 0, rebuild_calls: 0 };
  if (kept.entries === wanted.entries) {
    removeDatabase(databaseFile(stateDir, 'facets'));
  } else {
    rmSync(join(stateDir, 'v3'), { recursive: true, force: true });
    await (await startServers(stateDir)).stop();
    const started = performance.now();
    fill(databaseFile(stateDir, 'initiatives'), register);
    took.load_seconds = seconds(started);
  }
  const servers = await startServers(stateDir);
  try {
    const started = performance.now();
    took.rebuild_calls = await rebuild(servers.register);
    took.rebuild_seconds = seconds(started);
  } finally {
    await servers.stop();
  }
  writeFileSync(note, JSON.stringify({ ...wanted, took }));
  return { ...took, reused: false };
}

const seconds = (started) => Math.round((performance.now() - started) / 10) / 100;

function digestOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const file = join(root, path);
    if (!existsSync(file)) return;
    if (statSync(file).isDirectory()) {
      for (const name of readdirSync(file).sort()) add(join(path, name));
    } else if (!path.endsWith('.test.ts')) hash.update(path).update(readFileSync(file));
  };
  for (const path of paths) add(path);
  return hash.digest('hex').slice(0, 16);
}

/** The sqlite file of the D1 database that has a table. */
export function databaseFile(stateDir, table) {
  const folder = join(stateDir, DATABASES);
  for (const name of readdirSync(folder)) {
    if (!name.endsWith('.sqlite')) continue;
    const database = new DatabaseSync(join(folder, name), { readOnly: true });
    try {
      const found = database
        .prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?`)
        .get(table);
      if (found) return join(folder, name);
    } finally {
      database.close();
    }
  }
  throw new Error(`No database in ${folder} has a table ${table}.`);
}

/** Bytes of a database with what is still in its log. */
export function databaseBytes(file) {
  return [file, `${file}-wal`]
    .filter((path) => existsSync(path))
    .reduce((sum, path) => sum + statSync(path).size, 0);
}

function removeDatabase(file) {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
}

/** The rows that submitting, confirming and approving each entry would have written, in one transaction. */
function fill(file, register) {
  const database = new DatabaseSync(file);
  database.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; BEGIN');
  const event = database.prepare(
    'INSERT INTO events (initiative_id, version, type, actor_kind, actor_id, data, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const revision = database.prepare(
    'INSERT INTO revisions (initiative_id, revision, content, organization_keys, at) VALUES (?, 1, ?, ?, ?)',
  );
  const initiative = database.prepare(
    `INSERT INTO initiatives (id, state, version, revision, revisions, published_revision, published_at, public_at,
       last_public_revision, decision, undo, created_at, updated_at, language, action_line_mask, title)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (let index = 0; index < register.entries; index++) {
    const { id, content, publishedAt } = register.entry(index);
    const submittedAt = publishedAt - 60 * MINUTE;
    const log = [
      { type: 'initiative.submitted', data: { revision: 1 }, at: submittedAt },
      { type: 'initiative.confirmed', data: {}, at: submittedAt + MINUTE },
      { type: 'initiative.approved', data: {}, at: publishedAt },
    ].map((one, place) => ({ ...one, version: place + 1, actorId: null }));
    for (const { type, version, data, at } of log)
      event.run(id, version, type, version < 3 ? 'link' : 'account', null, JSON.stringify(data), at);
    const keys = content.organizations.map(({ name }) => organizationKey(name));
    revision.run(id, JSON.stringify(content), JSON.stringify(keys), submittedAt);
    const standing = standingOf(log);
    initiative.run(
      id,
      standing.state,
      standing.version,
      standing.revision,
      standing.revisions,
      standing.publishedRevision,
      standing.publishedAt,
      standing.publicAt,
      standing.lastPublicRevision,
      JSON.stringify(standing.decision),
      JSON.stringify(standing.undo),
      submittedAt,
      standing.updatedAt,
      content.language,
      maskOf(ACTION_LINE_CODES, content.action_lines),
      content.texts[0].title,
    );
  }
  database.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)');
  database.close();
}

/** The register's own rebuild of its index, as an operator starts it; returns how many calls it took. */
async function rebuild(origin) {
  let cursor = null;
  for (let calls = 1; ; calls++) {
    const answer = await fetch(`${origin}/operator/reindex`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ cursor }),
    });
    if (!answer.ok) throw new Error(`Rebuilding the index answered ${answer.status}: ${await answer.text()}`);
    ({ cursor } = await answer.json());
    if (cursor.phase === 'done') return calls;
  }
}
