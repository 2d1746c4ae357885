// npm start: build, migrate, seed, serve. PORT, STATE_DIR; for tests SKIP_BUILD=1 (serve what is already in dist/) and
// RATE_LIMIT (requests a minute, instead of the limits of wrangler.toml).
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build, root } from './lib/build.mjs';

const port = Number(process.env.PORT ?? 8787);
const stateDir = process.env.STATE_DIR ?? join(root, '.state');

// Miniflare ends workerd when this process exits; its own signal handlers would exit with 128 + the signal.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
stopWithNpm();

try {
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT=${process.env.PORT} is not a port.`);
  if (!(process.env.SKIP_BUILD === '1' && existsSync(join(root, 'dist/worker')))) await build();
  const { startServer } = await import('./lib/server.mjs');
  const { origin } = await startServer({
    port,
    stateDir,
    rateLimit: Number(process.env.RATE_LIMIT) || undefined,
  });
  announce(origin);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

/**
 * A killed npm leaves its scripts running, and a server that nobody sees would hold the port. (The script in
 * package.json says `exec`, so that our parent is npm and not a shell between us.)
 */
function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(0);
  }, 250).unref();
}

function announce(origin) {
  console.log(`
  Register   ${origin}
  Mailbox    ${origin}/dev/mail
  Accounts   admin@stocktaking.example
             moderator@stocktaking.example
             submitter@stocktaking.example

  Sign in with one of the addresses; the link arrives in the mailbox. Stop with Ctrl+C.
`);
}
