// npm run bench -- --entries 15000 [--requests 240] [--seconds 20] [--seed 1] [--json file] [--keep folder]
// npm run bench -- --document a.json b.json     writes the tables of these runs into docs/performance.md
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { runBenchmark } from './bench/run.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    entries: { type: 'string', default: '15000' },
    requests: { type: 'string', default: '240' },
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
    keep: { type: 'string' },
    document: { type: 'boolean', default: false },
  },
});

function wholeNumber(name) {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < 1)
    throw new Error(`--${name} ${values[name]} is not a number from 1.`);
  return value;
}

try {
  if (values.document) {
    const { writeDocument } = await import('./bench/document.mjs');
    writeDocument(positionals.map((file) => JSON.parse(readFileSync(file, 'utf8'))));
  } else {
    await runBenchmark({
      entries: wholeNumber('entries'),
      requests: wholeNumber('requests'),
      seconds: wholeNumber('seconds'),
      seed: wholeNumber('seed'),
      json: values.json,
      keep: values.keep,
    });
  }
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
