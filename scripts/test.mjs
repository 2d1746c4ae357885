// npm test: the checks, every test that needs no browser, then the browser journeys if there is a browser; with
// BROWSER=required, which CI sets, Lighthouse as well.
// The last line is always "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHROMIUM_HELP, findChromium } from '../test/support/chromium.ts';
import { root } from './lib/build.mjs';

const RESULTS = join(root, 'test-results');
const counts = { passed: 0, failed: 0 };
// Vitest colours even a log file, unless told.
const env = process.stdout.isTTY ? process.env : { ...process.env, NO_COLOR: '1' };

const required = process.env.BROWSER === 'required';

rmSync(RESULTS, { recursive: true, force: true });
mkdirSync(RESULTS, { recursive: true });

step('npm', ['run', '--silent', 'build', 'assets']);
step('npm', ['run', '--silent', 'check']);
vitest('without-browser', ['unit', 'worker', 'crash']);
if (findChromium()) {
  vitest('journeys', ['journey']);
  // Its scores lean on the machine, so they are asked for where the machine is known.
  if (required) step('npm', ['run', '--silent', 'lighthouse']);
} else skipJourneys();

console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed ? 1 : 0);

/** A step that is not made of tests counts only when it fails. */
function step(command, args) {
  const { status } = spawnSync(command, args, { cwd: root, env, stdio: 'inherit' });
  if (status !== 0) counts.failed++;
}

function vitest(name, projects) {
  const report = join(RESULTS, `${name}.json`);
  const { status } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/vitest/vitest.mjs'),
      'run',
      '--passWithNoTests',
      ...projects.flatMap((project) => ['--project', project]),
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { cwd: root, env, stdio: 'inherit' },
  );
  const { passed, failed } = readReport(report);
  counts.passed += passed;
  // Vitest can fail without a failed test: a file that does not load, an error outside a test, a broken set-up.
  counts.failed += status === 0 ? failed : Math.max(failed, 1);
}

function readReport(file) {
  try {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    return { passed: report.numPassedTests, failed: report.numFailedTests };
  } catch {
    return { passed: 0, failed: 0 };
  }
}

function skipJourneys() {
  console.log(`\nThe browser journeys were ${required ? 'not run' : 'skipped'}: ${CHROMIUM_HELP}.`);
  if (required) counts.failed++;
}
