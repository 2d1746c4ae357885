import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const START = fileURLToPath(new URL('../../scripts/start.mjs', import.meta.url));

export interface ServerOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** A new temporary one by default. */
  stateDir?: string;
  /** Serve what is already in dist/. */
  skipBuild?: boolean;
  /** Requests a minute for each limiter, where the test asks faster than a person would. */
  rateLimit?: number;
}

export interface Server {
  origin: string;
  port: number;
  stateDir: string;
  /** Asks it to end, and throws when it does not end well. */
  stop(): Promise<void>;
  /** Ends Node and workerd at once, as a power cut would. */
  kill(): Promise<void>;
}

/** `npm start` as a process of its own, on its own databases; resolves once it serves. */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'stocktaking-'));
  const child = spawn(process.execPath, [START], {
    // A process group of its own, so that kill() reaches workerd too.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(options.port ?? 0),
      STATE_DIR: stateDir,
      SKIP_BUILD: options.skipBuild ? '1' : '',
      RATE_LIMIT: options.rateLimit === undefined ? '' : String(options.rateLimit),
    },
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  let output = '';

  const origin = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text) => {
        output += text;
        const [, address] = output.match(/^ *Register +(http\S+)/m) ?? [];
        if (address) resolve(address);
      });
    }
    exited.then((code) => reject(new Error(`The server ended with ${code} before it served:\n${output}`)));
  });

  return {
    origin,
    port: Number(new URL(origin).port),
    stateDir,
    async stop() {
      child.kill('SIGTERM');
      const code = await exited;
      if (!options.stateDir) rmSync(stateDir, { recursive: true, force: true });
      if (code !== 0) throw new Error(`The server ended with ${code}:\n${output}`);
    },
    async kill() {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
      await exited;
    },
  };
}
