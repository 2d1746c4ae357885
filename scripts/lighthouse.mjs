// npm run lighthouse [-- --origin http://localhost:8787] [--pages home,search] [--languages en,ar]
// Lighthouse on its phone profile, as a table; fails below the floors. Serves a register of its own unless told one.
import { createServer } from 'node:net';
import { parseArgs } from 'node:util';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { CHROMIUM_HELP, findChromium } from '../test/support/chromium.ts';
import { ownRegister } from './lib/own-register.mjs';

/** The least score of each category, of 100. */
const FLOORS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
/** Runs of a page at most: the speed of a shared machine swings, so the median of them counts. */
const RUNS = 5;

const PAGES = {
  home: async () => '',
  search: async () => '/initiatives',
  entry: async (origin) => {
    const answer = await fetch(`${origin}/api/v1/initiatives?country=CO&size=1`);
    const [{ id, slug }] = (await answer.json()).results;
    return `/initiatives/${id}/${slug}`;
  },
  form: async () => '/submit',
};

const { values } = parseArgs({
  options: {
    origin: { type: 'string' },
    pages: { type: 'string', default: Object.keys(PAGES).join() },
    languages: { type: 'string', default: 'en,ar' },
  },
});

try {
  process.exitCode = (await run()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
process.exit();

/** Whether every page reaches every floor. */
async function run() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(`Lighthouse needs a browser: ${CHROMIUM_HELP}.`);
  const register = values.origin ? { origin: values.origin, stop: async () => {} } : await ownRegister();
  const port = await freePort();
  const browser = await chromium.launch({
    executablePath,
    args: [
      `--remote-debugging-port=${port}`,
      '--no-sandbox',
      '--disable-gpu',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  try {
    const failures = [];
    console.log(row(['page', ...Object.keys(FLOORS), 'FCP ms', 'LCP ms', 'TBT ms', 'CLS', 'runs']));
    for (const name of values.pages.split(',')) {
      if (!PAGES[name])
        throw new Error(`There is no page "${name}". Known: ${Object.keys(PAGES).join(', ')}.`);
      const path = await PAGES[name](register.origin);
      for (const language of values.languages.split(',')) {
        const found = await judge(`${register.origin}/${language}${path}`, port);
        console.log(
          row([`${name} ${language}`, ...Object.values(found.scores), ...found.metrics, found.runs]),
        );
        failures.push(...found.failures.map((failure) => `${name} ${language}: ${failure}`));
      }
    }
    for (const failure of failures) console.error(failure);
    return failures.length === 0;
  } finally {
    await browser.close();
    await register.stop();
  }
}

/** One run if it is fast enough; else up to RUNS, and the one with the median of performance. */
async function judge(url, port) {
  const results = [];
  do results.push(await audit(url, port));
  while (results.length < RUNS && median(results).scores.performance < FLOORS.performance);
  const result = median(results);
  return { ...result, runs: results.length, failures: missed(result) };
}

/** The lower median of performance. */
function median(results) {
  const sorted = results.toSorted((a, b) => a.scores.performance - b.scores.performance);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

function missed({ scores, faults }) {
  return Object.entries(FLOORS)
    .filter(([category, floor]) => scores[category] < floor)
    .map(([category, floor]) => `${category} ${scores[category]} < ${floor}: ${faults[category].join(', ')}`);
}

async function audit(url, port) {
  const { lhr } = await lighthouse(url, {
    port,
    output: 'json',
    logLevel: 'error',
    onlyCategories: Object.keys(FLOORS),
  });
  if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
  const scores = {};
  const faults = {};
  for (const category of Object.keys(FLOORS)) {
    scores[category] = Math.round((lhr.categories[category].score ?? 0) * 100);
    faults[category] = lhr.categories[category].auditRefs
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id].score ?? 1) < 1)
      .map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? lhr.audits[id].title}`);
  }
  const metrics = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time'].map((id) =>
    Math.round(lhr.audits[id].numericValue),
  );
  return {
    scores,
    faults,
    metrics: [...metrics, lhr.audits['cumulative-layout-shift'].numericValue.toFixed(3)],
  };
}

function row([name, ...cells]) {
  return `${name.padEnd(12)}${cells.map((cell) => String(cell).padStart(16)).join('')}`;
}

/** One that nobody listens on. */
function freePort() {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
