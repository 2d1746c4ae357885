import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import {
  unstable_readConfig as readConfig,
  unstable_getMiniflareWorkerOptions as workerOptionsOf,
} from 'wrangler';
import { build, root } from './build.mjs';
import { migrate } from './migrate.mjs';
import { freePort, lockState, runtimePid, watchRuntimes } from './processes.mjs';

export { build };

const CONFIG = join(root, 'wrangler.toml');
const BUNDLE = join(root, 'dist/worker');
const MODULE_TYPES = {
  '.js': 'ESModule',
  '.wasm': 'CompiledWasm',
  '.bin': 'Data',
  '.txt': 'Text',
  '.html': 'Text',
  '.sql': 'Text',
};
const HEALTH_PATIENCE = 30_000;
const EVERY_MINUTE = '* * * * *';
const CRON_INTERVAL = 15_000;
const CRON_PATIENCE = 60_000;

/**
 * Serves `dist/worker` on workerd with the bindings of wrangler.toml. The databases are migrated and seeded before the
 * port opens, so whoever gets an answer gets the whole register.
 *
 * @param {object} options
 * @param {number} options.port 0 takes a free one
 * @param {string} options.stateDir where the databases live
 * @param {Record<string, string>} [options.vars] over those of wrangler.toml
 * @param {number} [options.rateLimit] requests a minute for each limiter, for tests that ask faster than people
 * @param {boolean} [options.quiet] drop what the Worker logs
 * @returns {Promise<{ origin: string, pid: number, stop: () => Promise<void> }>} pid is workerd's
 */
export async function startServer({ port, stateDir, vars = {}, rateLimit, quiet = false }) {
  const state = resolve(stateDir);
  mkdirSync(state, { recursive: true });
  const unlock = await lockState(state);
  let miniflare;
  let cron;
  const stop = async () => {
    clearInterval(cron);
    await miniflare?.dispose();
    unlock();
  };
  try {
    watchRuntimes();
    process.env.TMPDIR = emptied(join(state, 'tmp'));
    const openPort = await freePort(port);
    const origin = `http://localhost:${openPort}`;
    let serving = false;
    const options = miniflareOptions({ state, rateLimit, vars: { SITE_ORIGIN: origin, ...vars } });
    options.handleStructuredLogs = (entry) => {
      const isTrouble = entry.level === 'error' || entry.level === 'warn';
      if (!quiet && (serving || isTrouble)) (isTrouble ? console.error : console.log)(entry.message);
    };

    miniflare = new Miniflare(convertV4MiniflareOptions(options));
    await migrateAll(miniflare);
    await seed(miniflare, origin);
    await fillIndex(miniflare, origin, options.bindings.OPERATOR_TOKEN);
    await miniflare.dispose();

    miniflare = new Miniflare(convertV4MiniflareOptions({ ...options, host: '127.0.0.1', port: openPort }));
    await miniflare.ready;
    await waitUntilHealthy(origin);
    serving = true;
    const tick = scheduler(miniflare, options.cronTriggers);
    tick();
    cron = setInterval(tick, CRON_INTERVAL);
    return { origin, pid: runtimePid(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Miniflare makes its temporary folder in TMPDIR, and leaves it there when it is killed. */
function emptied(folder) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  return folder;
}

function miniflareOptions({ state, rateLimit, vars }) {
  const { workerOptions, main } = workerOptionsOf(CONFIG, '');
  if (rateLimit) for (const { simple } of Object.values(workerOptions.ratelimits)) simple.limit = rateLimit;
  return {
    ...workerOptions,
    name: 'worker',
    bindings: { ...workerOptions.bindings, ...vars },
    modulesRules: undefined,
    modulesRoot: BUNDLE,
    modules: modules(`${basename(main, extname(main))}.js`),
    // The place that `wrangler d1 … --local --persist-to STATE_DIR` looks at.
    resourcePersistencePath: join(state, 'v3'),
    // Otherwise Miniflare asks the internet where we are.
    cf: false,
    logRequests: false,
    log: new Log(LogLevel.WARN),
  };
}

/** The entry first: Miniflare runs the first module of the list. */
function modules(entry) {
  return readdirSync(BUNDLE)
    .filter((name) => extname(name) in MODULE_TYPES)
    .sort((a, b) => Number(b === entry) - Number(a === entry))
    .map((name) => ({ type: MODULE_TYPES[extname(name)], path: join(BUNDLE, name) }));
}

async function migrateAll(miniflare) {
  for (const { binding, migrations_dir } of readConfig({ config: CONFIG }).d1_databases) {
    await migrate(await miniflare.getD1Database(binding), join(dirname(CONFIG), migrations_dir));
  }
}

async function seed(miniflare, origin) {
  const response = await miniflare.dispatchFetch(`${origin}/dev/seed`, { method: 'POST' });
  const body = await response.text();
  if (!response.ok)
    throw new Error(`Loading the seed entries failed (${response.status}): ${body.slice(0, 2000)}`);
}

/** A migration may have made the index anew, and empty. */
async function fillIndex(miniflare, origin, token) {
  const search = await miniflare.getD1Database('SEARCH');
  const database = await miniflare.getD1Database('DB');
  if (await search.prepare('SELECT 1 FROM facets LIMIT 1').first()) return;
  if (
    !(await database
      .prepare('SELECT 1 FROM initiatives WHERE published_revision IS NOT NULL LIMIT 1')
      .first())
  )
    return;
  for (let cursor = null; cursor?.phase !== 'done'; ) {
    const response = await miniflare.dispatchFetch(`${origin}/operator/reindex`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ cursor }),
    });
    const body = await response.text();
    if (!response.ok)
      throw new Error(`Rebuilding the index failed (${response.status}): ${body.slice(0, 2000)}`);
    ({ cursor } = JSON.parse(body));
  }
}

async function waitUntilHealthy(origin) {
  const deadline = Date.now() + HEALTH_PATIENCE;
  for (;;) {
    const response = await fetch(`${origin}/healthz`).catch((error) => error);
    if (response.status === 200) return;
    if (Date.now() > deadline) {
      const detail =
        response instanceof Response ? `${response.status} ${await response.text()}` : response.message;
      throw new Error(`The server does not become healthy: GET /healthz gives ${detail}`);
    }
    await sleep(50);
  }
}

/**
 * Miniflare never fires cron triggers itself. One run at a time; a run that hangs is given up. What is due every minute
 * runs at each tick, everything else once in the minute that its cron trigger names.
 */
function scheduler(miniflare, crons) {
  let running = false;
  let minute = '';
  return async () => {
    if (running) return;
    running = true;
    const now = new Date();
    const begins = minute !== now.toISOString().slice(0, 16);
    minute = now.toISOString().slice(0, 16);
    const due = crons.filter((cron) => cron === EVERY_MINUTE || (begins && isDue(cron, now)));
    try {
      const worker = await miniflare.getWorker();
      await Promise.race([
        Promise.all(due.map((cron) => worker.scheduled({ cron }))),
        sleep(CRON_PATIENCE, undefined, { ref: false }).then(() => {
          throw new Error(`no end after ${CRON_PATIENCE / 1000} s`);
        }),
      ]);
    } catch (error) {
      console.error(`The scheduled run failed: ${error.message}`);
    } finally {
      running = false;
    }
  };
}

/** Whether a cron trigger of a minute and an hour (`17 2 * * *`, UTC) names this minute. */
function isDue(cron, now) {
  const [minute, hour] = cron.split(' ');
  return Number(minute) === now.getUTCMinutes() && Number(hour) === now.getUTCHours();
}
