// npm run build [assets | production]: the whole local build, only the client assets, or the bundle to deploy.
import { build, buildAssets, bundleWorker } from './lib/build.mjs';

const builds = {
  local: build,
  assets: buildAssets,
  production: async () => {
    await buildAssets();
    await bundleWorker({ environment: 'production', outdir: 'dist/production' });
  },
};

const name = process.argv[2] ?? 'local';
const run = builds[name];
if (!run) {
  console.error(`There is no build "${name}". Known: ${Object.keys(builds).join(', ')}.`);
  process.exit(1);
}
try {
  await run();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
