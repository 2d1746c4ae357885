import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The register on a state directory, migrated but not seeded, and the three Workers of the floor, each on a socket of
 * workerd itself.
 *
 * @param {string} stateDir
 * @param {{ counted?: boolean }} [options] counted: answers tell in `x-rows-read` how many rows D1 read; no floor
 * @returns {Promise<{ register: string, ok?: string, same?: string, trivial?: string, pid: number, stop: () => Promise<void> }>}
 *   origins, and the process id of the register's workerd
 */
export async function startServers(stateDir, { counted = false } = {}) {
  const temporary = join(stateDir, 'tmp');
  // Miniflare leaves its temporary folder there when it is killed.
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  const child = fork(
    fileURLToPath(new URL('serve.mjs', import.meta.url)),
    [JSON.stringify({ stateDir, counted })],
    { env: { ...process.env, TMPDIR: temporary } },
  );
  const ended = once(child, 'exit');
  const [ready] = await Promise.race([
    once(child, 'message'),
    ended.then(([code]) => {
      throw new Error(`The servers of the benchmark did not start (exit code ${code}).`);
    }),
  ]);
  return {
    ...ready,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/** Resident memory of a process in bytes; null where there is no /proc. */
export function residentBytes(pid) {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}
