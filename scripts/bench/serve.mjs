// A process of its own that runs workerd, so that what Miniflare does with the Worker's log lines costs the measuring
// process nothing. Started by `startServers`; ends with its parent.
import { readdirSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';
import {
  unstable_readConfig as readConfig,
  unstable_getMiniflareWorkerOptions as workerOptionsOf,
} from 'wrangler';
import { root } from '../lib/build.mjs';
import { migrate } from '../lib/migrate.mjs';
import { runtimePid, watchRuntimes } from '../lib/processes.mjs';

const CONFIG = join(root, 'wrangler.toml');
const BUNDLE = join(root, 'dist/worker');
const ENTRY = 'local.js';
const HOST = '127.0.0.1';
const NEVER = 1_000_000_000;

/** What every Worker could do at best, and what every Worker that asks D1 once could do at best. */
const OK = `export default { fetch: () => new Response('ok') };`;
const TRIVIAL = `export default {
  async fetch(request, env) {
    const { results } = await env.DB.prepare('SELECT 1 AS one').all();
    return Response.json(results);
  },
};`;

/** What every Worker could do at best that gives the same bytes: it learns answers by PUT, and does nothing but give them. */
const SAME = `const answers = new Map();
export default {
  async fetch(request) {
    if (request.method === 'GET') {
      const { body, like } = answers.get(request.url);
      return new Response(body.stream(), like);
    }
    const headers = JSON.parse(request.headers.get('x-answer-headers'));
    answers.set(request.url, { body: await request.blob(), like: new Response(null, { headers, encodeBody: 'manual' }) });
    return new Response(null, { status: 204 });
  },
};`;

/** The register's Worker with databases that count the rows they read, which each answer tells in a header. */
const COUNTED = `import worker from './${ENTRY}';
let rows = 0;
const inner = new WeakMap();
const note = (result) => { rows += result.meta.rows_read; return result; };
const statement = (real) => {
  const all = async () => note(await real.all());
  const outer = {
    bind: (...values) => statement(real.bind(...values)),
    all,
    run: all,
    async first(column) {
      const [row] = (await all()).results;
      return row === undefined ? null : column ? row[column] : row;
    },
    // Says nothing of rows, so the statement runs once more to know.
    async raw(...options) { await all(); return real.raw(...options); },
  };
  inner.set(outer, real);
  return outer;
};
const database = (real) => ({
  prepare: (sql) => statement(real.prepare(sql)),
  batch: async (list) => (await real.batch(list.map((one) => inner.get(one)))).map(note),
  withSession: (constraint) => database(real.withSession(constraint)),
  getBookmark: () => real.getBookmark?.(),
});
let counting;
export default {
  async fetch(request, env, context) {
    counting ??= { ...env, DB: database(env.DB), SEARCH: database(env.SEARCH) };
    rows = 0;
    const answer = await worker.fetch(request, counting, context);
    const body = await answer.arrayBuffer();
    const counted = new Response(body, answer);
    counted.headers.set('x-rows-read', String(rows));
    return counted;
  },
  queue: worker.queue,
  scheduled: worker.scheduled,
};`;

const { stateDir, counted } = JSON.parse(process.argv[2]);
process.on('disconnect', () => process.exit(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));

const common = (folder) => ({
  resourcePersistencePath: join(stateDir, folder),
  // Otherwise Miniflare asks the internet where we are.
  cf: false,
  logRequests: false,
  log: new Log(LogLevel.WARN),
  host: HOST,
  handleStructuredLogs: ({ level, message }) => level === 'error' && console.error(message),
});

/** Files of the bundle, the entry first; `wrapped` runs in front of the entry. */
function modules() {
  const files = readdirSync(BUNDLE)
    .filter((name) => ['.js', '.wasm', '.bin'].includes(extname(name)))
    .sort((a, b) => Number(b === ENTRY) - Number(a === ENTRY))
    .map((name) => ({
      type: { '.js': 'ESModule', '.wasm': 'CompiledWasm', '.bin': 'Data' }[extname(name)],
      path: join(BUNDLE, name),
    }));
  return counted
    ? [{ type: 'ESModule', path: join(BUNDLE, 'counted.js'), contents: COUNTED }, ...files]
    : files;
}

/**
 * A socket straight to a Worker. Miniflare's own port leads through an entry Worker, and for a Worker with assets the
 * socket of its own through two more; the socket of a neighbour that names the service leads through none.
 */
const socketTo = (serviceName) => ({
  name: `door-${serviceName}`,
  modules: true,
  script: OK,
  compatibilityDate: '2026-11-01',
  unsafeDirectSockets: [{ host: HOST, port: 0, serviceName }],
});

async function register() {
  const { workerOptions } = workerOptionsOf(CONFIG, '');
  for (const { simple } of Object.values(workerOptions.ratelimits)) simple.limit = NEVER;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...common('v3'),
      workers: [
        {
          ...workerOptions,
          name: 'worker',
          modulesRules: undefined,
          modulesRoot: BUNDLE,
          modules: modules(),
        },
        socketTo('worker'),
      ],
    }),
  );
  for (const { binding, migrations_dir } of readConfig({ config: CONFIG }).d1_databases)
    await migrate(await miniflare.getD1Database(binding), join(dirname(CONFIG), migrations_dir));
  return { miniflare, origin: (await miniflare.unsafeGetDirectURL('door-worker')).origin, pid: runtimePid() };
}

async function floor() {
  const worker = (name, script, more = {}) => ({
    name,
    script,
    modules: true,
    compatibilityDate: '2026-11-01',
    unsafeDirectSockets: [{ host: HOST, port: 0 }],
    ...more,
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      ...common('floor'),
      workers: [
        worker('ok', OK),
        worker('same', SAME),
        worker('trivial', TRIVIAL, { d1Databases: { DB: 'floor' } }),
      ],
    }),
  );
  const originOf = async (name) => (await miniflare.unsafeGetDirectURL(name)).origin;
  return { ok: await originOf('ok'), same: await originOf('same'), trivial: await originOf('trivial') };
}

watchRuntimes();
const { origin, pid } = await register();
process.send({ register: origin, pid, ...(counted ? {} : await floor()) });
