/** The register that a command is for: `--origin`, or the one at PORT on this machine. */
export function originOf(words) {
  const flag = words.indexOf('--origin');
  return flag >= 0 ? words[flag + 1] : `http://localhost:${process.env.PORT ?? 8787}`;
}

/**
 * A function that posts an operator's command and gives the answer, with the secret OPERATOR_TOKEN.
 *
 * @param {string} origin
 * @returns {(path: string, body: unknown) => Promise<any>}
 */
export function operatorAt(origin) {
  const local = new URL(origin).hostname === 'localhost';
  const token = process.env.OPERATOR_TOKEN ?? (local ? 'local-only-operator-token' : '');
  return async (path, body) => {
    const answer = await fetch(new URL(path, origin), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}; is OPERATOR_TOKEN right?`);
    return answer.json();
  };
}
