// Measures the search by the judged queries:
//   node scripts/judge.mjs [--url http://127.0.0.1:8787] [--worst N] [--json file]
// Without --url it builds and starts a server of its own on new databases (SKIP_BUILD=1 serves what is in dist/).
// It exits 1 when a floor is missed.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { missedFloors } from '../test/judged/floors.ts';
import { meanOf } from '../test/judged/measure.ts';
import { askAll, tableOf, worst } from '../test/judged/outcomes.ts';
import { build } from './lib/build.mjs';

const FAST = 1_000_000;

try {
  const { values } = parseArgs({
    options: { url: { type: 'string' }, worst: { type: 'string' }, json: { type: 'string' } },
  });
  const outcomes = values.url ? await measure(values.url) : await measureOwnServer();
  const missed = missedFloors(outcomes);
  console.log(tableOf(outcomes));
  if (Number(values.worst) > 0) console.log(`\n${worst(outcomes, Number(values.worst))}`);
  console.log(`\n${missed.length > 0 ? missed.join('\n') : 'Every floor is reached.'}`);
  if (values.json) {
    const all = meanOf(outcomes.map(({ figures }) => figures));
    writeFileSync(values.json, `${JSON.stringify({ all, missed, outcomes }, null, 2)}\n`);
  }
  process.exitCode = missed.length > 0 ? 1 : 0;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function measure(origin) {
  return askAll((path) => fetch(new URL(path, origin)));
}

async function measureOwnServer() {
  if (process.env.SKIP_BUILD !== '1') await build();
  const { startServer } = await import('./lib/server.mjs');
  const stateDir = mkdtempSync(join(tmpdir(), 'judged-'));
  try {
    const server = await startServer({ port: 0, stateDir, rateLimit: FAST, quiet: true });
    try {
      return await measure(server.origin);
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(stateDir, { recursive: true, force: true });
  }
}
