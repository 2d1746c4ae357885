import { Connection, requestBytes } from './client.mjs';
import { rounded, summary } from './statistics.mjs';

/** Asks for an answer made now, not one kept from before. */
const UNCACHED = { 'cache-control': 'no-cache' };
/** What every browser says. */
const COMPRESSED = { 'accept-encoding': 'gzip, br' };

/** Requests to each Worker of the floor between two rounds of the mix; the first ones after a pause are not counted. */
const FLOOR_REQUESTS = 200;
const FLOOR_WARM_UP = 20;
const MIN_ROUNDS = 3;
/** Seconds of a turn: long enough for garbage to be collected in each. */
const TURN = 4;
const TURNS = 4;
/** Seconds until a process has taken the memory that it goes on with; until then the kernel clears pages for it. */
const SETTLING = 25;

/** Fails on any answer but 200: a fast error is no result. */
function requireOk(answer, path) {
  if (answer.status === 200) return answer;
  throw new Error(`${path} answered ${answer.status}: ${answer.body.toString().slice(0, 500)}`);
}

/** The questions that the register answers so far; those for a feature that does not exist yet are left out. */
export async function answerable(origin, questions) {
  const connection = new Connection(origin);
  const absent = new Set();
  for (const kind of new Set(questions.map((question) => question.kind))) {
    const { path } = questions.find((question) => question.kind === kind);
    const { status } = await connection.ask(requestBytes(origin, path));
    if (status === 404) absent.add(kind);
  }
  connection.close();
  return {
    questions: questions.filter(({ kind }) => !absent.has(kind)),
    absent: [...absent],
  };
}

/**
 * One caller that asks the whole mix again and again, one question after the other, uncached; between the rounds the
 * same questions as SQL in this process, and the two Workers of the floor. So each is measured under the same load of
 * the machine. The first round warms up and is not counted.
 *
 * @param {{ register: string, ok: string, trivial: string }} origins
 * @param {(question: object) => { total: number | null }} askFloor
 * @param {readonly object[]} questions
 * @param {number} seconds
 * @returns {Promise<{ rounds: number, register: Map<object, number[]>, floor: Map<object, number[]>, ok: object,
 *   trivial: object, totals: Map<object, { register: number | null, floor: number | null }> }>} times in milliseconds
 */
export async function measureAlone(origins, askFloor, questions, seconds) {
  const connections = {
    register: new Connection(origins.register),
    ok: new Connection(origins.ok),
    trivial: new Connection(origins.trivial),
  };
  const ask = ({ path }) => connections.register.ask(requestBytes(origins.register, path, UNCACHED));
  const root = { ok: requestBytes(origins.ok, '/'), trivial: requestBytes(origins.trivial, '/') };
  const register = new Map(questions.map((question) => [question, []]));
  const floor = new Map(questions.map((question) => [question, []]));
  const times = { ok: [], trivial: [] };
  const totals = new Map();

  async function roundOfFloorWorkers() {
    for (const name of ['ok', 'trivial'])
      for (let count = 0; count < FLOOR_WARM_UP + FLOOR_REQUESTS; count++) {
        const { milliseconds } = requireOk(await connections[name].ask(root[name]), name);
        if (count >= FLOOR_WARM_UP) times[name].push(milliseconds);
      }
  }

  for (const question of questions) {
    const { body } = requireOk(await ask(question), question.path);
    totals.set(question, {
      register: question.kind === 'search' ? JSON.parse(body.toString()).total : null,
      floor: askFloor(question).total,
    });
  }
  await roundOfFloorWorkers();
  for (const name of ['ok', 'trivial']) times[name].length = 0;

  const deadline = performance.now() + seconds * 1000;
  let rounds = 0;
  for (; rounds < MIN_ROUNDS || performance.now() < deadline; rounds++) {
    const asked = questions.map((question) => [question, question.rounds?.[rounds] ?? question]);
    for (const [question, one] of asked)
      register.get(question).push(requireOk(await ask(one), one.path).milliseconds);
    for (const [question, one] of asked) {
      const started = performance.now();
      askFloor(one);
      floor.get(question).push(performance.now() - started);
    }
    await roundOfFloorWorkers();
  }
  for (const connection of Object.values(connections)) connection.close();
  return { rounds, register, floor, ok: summary(times.ok), trivial: summary(times.trivial), totals };
}

/**
 * Several callers at once, each asking the next question as soon as it has an answer.
 *
 * @param {string} origin
 * @param {readonly string[]} paths asked in turn
 * @returns {Promise<{ per_second: number, mean: number, p95: number, requests: number }>} times in milliseconds
 */
export async function measureTogether(origin, paths, { callers, seconds, headers = UNCACHED }) {
  const prepared = paths.map((path) => requestBytes(origin, path, headers));
  const connections = Array.from({ length: callers }, () => new Connection(origin));
  const milliseconds = [];
  const started = performance.now();
  const deadline = started + seconds * 1000;
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < deadline) {
        const index = next++ % prepared.length;
        milliseconds.push(requireOk(await connection.ask(prepared[index]), paths[index]).milliseconds);
      }
    }),
  );
  const elapsed = performance.now() - started;
  for (const connection of connections) connection.close();
  const { mean, p95 } = summary(milliseconds);
  return {
    per_second: rounded((milliseconds.length * 1000) / elapsed),
    mean,
    p95,
    requests: milliseconds.length,
  };
}

/**
 * Kept answers against the Worker that answers `ok`, and against one that does nothing but give the same bytes, in turns, so
 * that all meet the same machine, and with everything that they cost in the long run.
 *
 * @param {{ register: string, ok: string, same: string }} origins
 * @returns {Promise<{ per_second: number, same_per_second: number, ok_per_second: number, ratio: number,
 *   ratio_to_same: number }>} `ratio`: to `ok`
 */
export async function measureKept(origins, paths, callers) {
  const options = { callers, seconds: TURN, headers: COMPRESSED };
  const workers = { kept: [origins.register, paths], same: [origins.same, paths], ok: [origins.ok, ['/']] };
  await teach(origins, paths);
  for (const [origin, asked] of Object.values(workers))
    await measureTogether(origin, asked, { ...options, seconds: SETTLING });
  const sums = { kept: 0, same: 0, ok: 0 };
  for (let turn = 0; turn < TURNS; turn++)
    for (const [name, [origin, asked]] of Object.entries(workers))
      sums[name] += (await measureTogether(origin, asked, options)).per_second;
  return {
    per_second: rounded(sums.kept / TURNS),
    same_per_second: rounded(sums.same / TURNS),
    ok_per_second: rounded(sums.ok / TURNS),
    ratio: rounded(sums.kept / sums.ok),
    ratio_to_same: rounded(sums.kept / sums.same),
  };
}

/** Tells the Worker that gives the same bytes what the register answers once it has settled on a form. */
async function teach({ register, same }, paths) {
  await measureTogether(register, paths, { callers: 1, seconds: 2, headers: COMPRESSED });
  const connection = new Connection(register);
  for (const path of paths) {
    const { head, body } = requireOk(await connection.ask(requestBytes(register, path, COMPRESSED)), path);
    const headers = head
      .split('\r\n')
      .slice(1)
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()])
      .filter(([name]) => name.toLowerCase() !== 'content-length');
    await fetch(same + path, {
      method: 'PUT',
      headers: { 'x-answer-headers': JSON.stringify(headers) },
      body,
    });
  }
  connection.close();
}

/** Rows D1 read for each question once everything is warm, from a server started with `counted`. */
export async function countRows(origin, questions) {
  const connection = new Connection(origin);
  const rows = new Map();
  for (const round of [0, 1])
    for (const question of questions) {
      const { head } = requireOk(
        await connection.ask(requestBytes(origin, question.path, UNCACHED)),
        question.path,
      );
      if (round === 1) rows.set(question, Number(/\nx-rows-read: *(\d+)/i.exec(head)?.[1]));
    }
  connection.close();
  return rows;
}

/** The first answers of a process that has just started. */
export async function coldStart(origin, questions) {
  const connection = new Connection(origin);
  const ask = async ({ path }) =>
    rounded(requireOk(await connection.ask(requestBytes(origin, path, UNCACHED)), path).milliseconds);
  const search = questions.find((question) => question.class === 'text');
  const entry = questions.find((question) => question.kind === 'entry');
  const found = {
    first_search: await ask(search),
    second_search: await ask(search),
    first_page: await ask(entry),
  };
  connection.close();
  return found;
}
