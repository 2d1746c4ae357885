import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { build, root } from '../lib/build.mjs';
import { createRegister, GENERATOR_VERSION } from './entries.mjs';
import { openFloor } from './floor.mjs';
import { databaseBytes, databaseFile, loadedState } from './load.mjs';
import { answerable, coldStart, countRows, measureAlone, measureKept, measureTogether } from './measure.mjs';
import { questionsFor } from './requests.mjs';
import { residentBytes, startServers } from './servers.mjs';
import { grouped, rounded, summary } from './statistics.mjs';
import { asText, tablesOf } from './tables.mjs';

const CALLERS = 16;
/** The target: this much more than the floor's time and that of one trivial question to D1. */
const ALLOWED = 1.25;
/** Minutes after which the benchmark gives up, by the entries it may have at most. */
const LIMITS = [
  [15_000, 4],
  [100_000, 15],
  [Number.POSITIVE_INFINITY, 120],
];

/**
 * Makes a register, loads it, measures, prints the tables and writes the figures.
 *
 * @param {{ entries: number, requests: number, seconds: number, seed: number, json?: string, keep?: string }} options
 *   seconds: about what the part with one caller takes, the floor included
 */
export async function runBenchmark({ entries, requests, seconds, seed, json, keep }) {
  stopAfter(LIMITS.find(([most]) => entries <= most)[1]);
  const stateDir = keep ? resolve(keep) : mkdtempSync(join(tmpdir(), 'bench-'));
  if (!keep) process.once('exit', () => rmSync(stateDir, { recursive: true, force: true }));
  const say = (text) => console.error(`${(performance.now() / 1000).toFixed(0).padStart(4)} s  ${text}`);

  say('building');
  await build();
  const register = createRegister({ entries, seed });
  say(`loading ${entries} entries`);
  const load = await loadedState(register, stateDir);
  const files = { main: databaseFile(stateDir, 'initiatives'), search: databaseFile(stateDir, 'facets') };

  let servers = await startServers(stateDir);
  const memory = { started: residentBytes(servers.pid) };
  const all = questionsFor(register, requests);
  const cold = await coldStart(servers.register, all);
  const { questions, absent } = await answerable(servers.register, all);
  if (absent.length > 0) say(`left out, because the register answers 404: ${absent.join(', ')}`);
  const floor = openFloor(files);
  say(`one caller, ${questions.length} questions`);
  const alone = await measureAlone(servers, floor.ask, questions, seconds);
  memory.alone = residentBytes(servers.pid);
  floor.close();

  say(`${CALLERS} callers`);
  const options = { callers: CALLERS, seconds: Math.max(1, seconds / 6) };
  const together = {
    callers: CALLERS,
    register: await measureTogether(servers.register, interleaved(questions.map(({ path }) => path)), {
      ...options,
      seconds: seconds / 2,
    }),
    ok: await measureTogether(servers.ok, ['/'], options),
    trivial: await measureTogether(servers.trivial, ['/'], options),
  };
  memory.together = residentBytes(servers.pid);
  await servers.stop();

  say('kept answers');
  // A process of its own: what the mix left in the memory of one says nothing about kept answers.
  servers = await startServers(stateDir);
  const entryPages = questions.filter(({ kind }) => kind === 'entry').slice(0, 8);
  const searches = questions.filter(({ kind }) => kind === 'search').filter((_, index) => index % 10 === 0);
  const pathsOf = (members) => members.map(({ path }) => path);
  const kept = {
    pages: await measureKept(servers, ['/en', '/fr', '/en/initiatives', ...pathsOf(entryPages)], CALLERS),
    api: await measureKept(servers, pathsOf(searches), CALLERS),
  };
  await servers.stop();

  say('rows read');
  servers = await startServers(stateDir, { counted: true });
  const rows = await countRows(servers.register, questions);
  await servers.stop();

  const figures = {
    date: new Date().toISOString(),
    entries,
    seed,
    requests: questions.length,
    rounds: alone.rounds,
    absent,
    generator_version: GENERATOR_VERSION,
    machine: machine(),
    load,
    sizes: { main: databaseBytes(files.main), search: databaseBytes(files.search) },
    memory,
    cold,
    floor: { ok: alone.ok, trivial: alone.trivial },
    ...byClass(questions, alone, rows),
    together,
    kept,
  };
  for (const table of tablesOf(figures)) console.log(asText(table));
  if (json) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
}

function stopAfter(minutes) {
  setTimeout(() => {
    console.error(`The benchmark took more than ${minutes} minutes and gave up.`);
    process.exit(1);
  }, minutes * 60_000).unref();
}

/** The figures of each class and of the whole mix, with the target beside. */
function byClass(questions, alone, rows) {
  const figuresOf = (members) => {
    const floor = summary(members.flatMap((question) => alone.floor.get(question)));
    const compared = members.filter((question) => alone.totals.get(question).register !== null);
    const same = compared.filter((question) => {
      const { register, floor } = alone.totals.get(question);
      return register === floor;
    });
    const read = members.map((question) => rows.get(question));
    return {
      register: summary(members.flatMap((question) => alone.register.get(question))),
      floor,
      target: {
        mean: rounded(ALLOWED * (floor.mean + alone.trivial.mean)),
        p95: rounded(ALLOWED * (floor.p95 + alone.trivial.p95)),
      },
      rows_read: {
        mean: rounded(read.reduce((sum, value) => sum + value, 0) / read.length),
        most: Math.max(...read),
      },
      same_total: compared.length > 0 ? rounded(same.length / compared.length) : null,
    };
  };
  const classes = {};
  for (const [name, members] of grouped(questions, (question) => question.class))
    classes[name] = figuresOf(members);
  return { classes, mix: figuresOf(questions) };
}

/** Classes mixed, so that callers who ask at once do not all ask for the same kind of thing. */
function interleaved(paths) {
  const step = 7;
  return Array.from({ length: step }, (_, offset) =>
    paths.filter((_, index) => index % step === offset),
  ).flat();
}

function machine() {
  const version = (name) =>
    JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version;
  return {
    cores: availableParallelism(),
    processor: cpus()[0]?.model ?? 'unknown',
    memory_bytes: totalmem(),
    node: process.versions.node,
    sqlite: process.versions.sqlite,
    workerd: version('workerd'),
    miniflare: version('miniflare'),
  };
}
