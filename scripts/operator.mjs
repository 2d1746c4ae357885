/** `npm run seed` and `npm run reindex`: an operator's command to a running register. */
const [command, ...rest] = process.argv.slice(2);
const flag = rest.indexOf('--origin');
const origin = flag >= 0 ? rest[flag + 1] : `http://localhost:${process.env.PORT ?? 8787}`;
const local = new URL(origin).hostname === 'localhost';
const token = process.env.OPERATOR_TOKEN ?? (local ? 'local-only-operator-token' : '');

async function ask(path, body) {
  const answer = await fetch(new URL(path, origin), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}; is OPERATOR_TOKEN right?`);
  return answer.json();
}

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
