import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../lib/build.mjs';
import { asMarkdown, tablesOf } from './tables.mjs';

const DOCUMENT = join(root, 'docs/performance.md');
const BEGIN = '<!-- bench:begin -->';
const END = '<!-- bench:end -->';

/** Writes the tables of some runs between the two marks of the document. */
export function writeDocument(runs) {
  const text = readFileSync(DOCUMENT, 'utf8');
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`${DOCUMENT} has no ${BEGIN} and ${END}.`);
  const parts = [...runs.map(section), ...growth(runs)];
  writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${parts.join('\n\n')}\n\n${END}${after}`);
}

const thousands = (value) => value.toLocaleString('en').replaceAll(',', ' ');

function section(run) {
  const { entries, machine, date, requests, rounds, seed } = run;
  return [
    `### ${thousands(entries)} entries`,
    `${date.slice(0, 10)}, ${machine.cores} cores (${machine.processor}), Node ${machine.node}, workerd ${machine.workerd}; ` +
      `${requests} questions, ${rounds} rounds, seed ${seed}.`,
    ...tablesOf(run).map(asMarkdown),
  ].join('\n\n');
}

/** How the median and the mean of the mix grow from the smallest run to the largest. */
function growth(runs) {
  if (runs.length < 2) return [];
  const sorted = [...runs].sort((a, b) => a.entries - b.entries);
  const [small, large] = [sorted[0], sorted.at(-1)];
  const times = (pick) => (pick(large) / pick(small)).toFixed(2);
  return [
    [
      '### Growth',
      `From ${thousands(small.entries)} to ${thousands(large.entries)} entries ` +
        `(${times((run) => run.entries)} times as many) the median of the mix grows ` +
        `${times((run) => run.mix.register.p50)} times, its mean ${times((run) => run.mix.register.mean)} times; ` +
        `the index grows ${times((run) => run.sizes.search)} times.`,
    ].join('\n\n'),
  ];
}
