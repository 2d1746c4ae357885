/**
 * `npm run verify-log`: has a running register recompute what follows from its log, and prints what is stored otherwise.
 * `--repair` stores what the log says. Ends with 1 if there are differences.
 */
import { operatorAt, originOf } from './lib/operator.mjs';

const words = process.argv.slice(2);
const repair = words.includes('--repair');
const ask = operatorAt(originOf(words));

const shown = (value) => (value === undefined ? 'nothing' : JSON.stringify(value));

try {
  let cursor = null;
  let entries = 0;
  let differences = 0;
  while (cursor?.part !== 'done') {
    const step = await ask('/operator/verify-log', { cursor, repair });
    for (const { id, field, stored, derived } of step.differences)
      console.log(`${id} ${field}: stored ${shown(stored)}, the log says ${shown(derived)}`);
    entries += step.entries;
    differences += step.differences.length;
    cursor = step.cursor;
  }
  const found =
    differences === 0
      ? 'no difference'
      : `${differences} ${differences === 1 ? 'difference' : 'differences'}`;
  console.log(
    `${entries} entries: ${found}${repair && differences > 0 ? ', repaired as far as the log can tell' : ''}.`,
  );
  if (differences > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
