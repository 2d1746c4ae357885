import { spawn } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE = 5_000;

/** workerd processes that this process started and that still run. */
const runtimes = new Set();
let watchdog;

/**
 * Nothing tells workerd that its Node process is gone: after a SIGKILL it would keep the port and the databases. A
 * shell in a group of its own holds a pipe from us and reads the ids of our workerd processes from it; the pipe ends
 * with us, whatever ended us, and then it ends them.
 */
export function watchRuntimes() {
  if (watchdog) return;
  const script = 'while read -r line; do pids=$line; done; [ -z "$pids" ] || kill -9 $pids';
  watchdog = spawn('sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  watchdog.on('error', () => {});
  watchdog.unref();
  watchdog.stdin.unref();
  watchdog.stdin.on('error', () => {});
  const report = () => watchdog.stdin.write(`${[...runtimes].join(' ')}\n`);
  subscribe('child_process', ({ process: child }) => {
    child.once('spawn', () => {
      if (!basename(child.spawnfile).startsWith('workerd')) return;
      runtimes.add(child.pid);
      report();
      child.once('exit', () => {
        runtimes.delete(child.pid);
        report();
      });
    });
  });
}

/** The workerd that was started last. */
export function runtimePid() {
  return [...runtimes].at(-1);
}

/** One server for one state directory: two workerd on the same databases would not see each other's writes. */
export async function lockState(stateDir) {
  const file = join(stateDir, 'server.json');
  const deadline = Date.now() + PATIENCE;
  for (
    let owner = readLock(file);
    owner && owner.pid !== process.pid && isSame(owner);
    owner = readLock(file)
  ) {
    if (Date.now() > deadline) {
      throw new Error(
        `Another server (process ${owner.pid}) is using ${stateDir}. Stop it, or set STATE_DIR.`,
      );
    }
    await sleep(50);
  }
  writeFileSync(file, JSON.stringify({ pid: process.pid, startedAt: startedAt(process.pid) }));
  const unlock = () => rmSync(file, { force: true });
  process.once('exit', unlock);
  return () => {
    process.off('exit', unlock);
    unlock();
  };
}

function readLock(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Alive, and not another process that was given the same number since. */
function isSame({ pid, startedAt: then }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
  return startedAt(pid) === then;
}

/** When the kernel started a process, in its own units; undefined where there is no /proc. */
function startedAt(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')[19];
  } catch {
    return undefined;
  }
}

/** `port`, once nobody listens on it; 0 takes any. A server that was just killed gets a moment to let go. */
export async function freePort(port) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await listenOnce(port);
    } catch (error) {
      if (error.code !== 'EADDRINUSE') throw error;
      if (Date.now() > deadline) {
        throw new Error(
          `Port ${port} is in use by another program. Stop that one, or choose another: PORT=8788 npm start`,
        );
      }
      await sleep(50);
    }
  }
}

function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const { port: open } = server.address();
      server.close(() => resolve(open));
    });
  });
}
