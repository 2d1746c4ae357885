import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** The client assets into `dist/assets`, and `dist/manifest.json` with their names. */
export async function buildAssets() {
  const { build } = await import('vite');
  await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
}

/** One Worker into `outdir`, by wrangler's own bundler, so that what runs here is what is deployed. */
export async function bundleWorker({ environment, outdir }) {
  rmSync(join(root, outdir), { recursive: true, force: true });
  await wrangler(['deploy', '--dry-run', `--env=${environment}`, '--outdir', outdir]);
}

/** Everything that the local server runs. */
export async function build() {
  await buildAssets();
  await bundleWorker({ environment: '', outdir: 'dist/worker' });
}

/** Runs wrangler without a word; when it fails, the error carries what it said. */
function wrangler(args) {
  const child = spawn(process.execPath, [join(root, 'node_modules/wrangler/bin/wrangler.js'), ...args], {
    cwd: root,
    env: {
      ...process.env,
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      WRANGLER_WRITE_LOGS: 'false',
      NO_COLOR: '1',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0
        ? resolve(output)
        : reject(new Error(`wrangler ${args.join(' ')} failed:\n${output.trim()}`)),
    );
  });
}
