import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, startServer } from './server.mjs';

/**
 * A register of its own with the seed entries, on a free port and on databases that go when it stops. Built from the
 * sources as they are, unless SKIP_BUILD=1.
 *
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function ownRegister() {
  if (process.env.SKIP_BUILD !== '1') await build();
  const stateDir = mkdtempSync(join(tmpdir(), 'stocktaking-'));
  const remove = () => rmSync(stateDir, { recursive: true, force: true });
  try {
    const server = await startServer({ port: 0, stateDir, rateLimit: 1_000_000, quiet: true });
    return {
      origin: server.origin,
      async stop() {
        await server.stop();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
