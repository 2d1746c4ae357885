import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

/** Builds what the browser loads: a script for every page, one for search boxes, one for passkeys, one for the desk, one style sheet, and everything in `web/public`. */
export default defineConfig({
  publicDir: 'web/public',
  build: {
    outDir: 'dist/assets',
    // Vite's preload helper weighs 1 kB on every page, and the islands have no shared chunks to preload.
    modulePreload: false,
    // The pages' policy allows no data: addresses.
    assetsInlineLimit: 0,
    target: 'es2022',
    rolldownOptions: {
      input: {
        client: 'web/client.ts',
        suggest: 'web/suggest.ts',
        passkey: 'web/passkey.ts',
        desk: 'web/desk.ts',
        main: 'web/styles/main.css',
      },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  plugins: [assetManifest('dist/manifest.json')],
});

/** Writes `{ "client.js": "/assets/client-….js", "main.css": "/assets/main-….css" }`, which the Worker imports. */
function assetManifest(file: string): Plugin {
  return {
    name: 'asset-manifest',
    apply: 'build',
    writeBundle(_options, bundle) {
      const manifest: Record<string, string> = {};
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk' && output.isEntry) manifest[`${output.name}.js`] = `/${output.fileName}`;
        if (output.type === 'asset') {
          for (const source of output.originalFileNames) {
            if (source.endsWith('.css')) manifest[basename(source)] = `/${output.fileName}`;
          }
        }
      }
      writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
    },
  };
}
