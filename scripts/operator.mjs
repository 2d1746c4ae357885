/** `npm run seed` and `npm run reindex`: an operator's command to a running register. */
import { operatorAt, originOf } from './lib/operator.mjs';

const [command, ...rest] = process.argv.slice(2);
const ask = operatorAt(originOf(rest));

try {
  if (command === 'seed') {
    const { loaded, present } = await ask('/operator/seed', {});
    console.log(`${loaded} entries loaded, ${present} were there already.`);
  } else {
    let cursor = null;
    while (cursor?.phase !== 'done') {
      const step = await ask('/operator/reindex', { cursor });
      cursor = step.cursor;
      console.log(
        cursor.phase === 'done' ? `${step.total} entries indexed.` : `${cursor.phase}: ${step.total} entries`,
      );
    }
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
