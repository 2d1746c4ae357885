import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { build, defineConfig, type Plugin } from 'vite';

/** Modules of `domain/` only declare, so what nobody uses of them is left out, with what it was made of. */
const TREESHAKE = { moduleSideEffects: (id: string) => !id.includes('/domain/') };

/** Builds what the browser loads: a script for every page, one for search boxes, one for passkeys, one for the desk, one for pictures; four style sheets (`web/components/Layout.tsx`); and everything in `web/public`. */
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
      treeshake: TREESHAKE,
      input: {
        client: 'web/client.ts',
        suggest: 'web/suggest.ts',
        passkey: 'web/passkey.ts',
        desk: 'web/desk.ts',
        picture: 'web/picture.ts',
        draft: 'web/draft.ts',
        device: 'web/offline/notices.ts',
        'on-device': 'web/offline/on-device.ts',
        'offline-form': 'web/offline/form.ts',
        main: 'web/styles/main.css',
        view: 'web/styles/view.css',
        work: 'web/styles/work.css',
        manage: 'web/styles/manage.css',
      },
      output: {
        entryFileNames: 'assets/[name]-[hash].js',
        chunkFileNames: 'assets/[name]-[hash].js',
        assetFileNames: 'assets/[name]-[hash][extname]',
      },
    },
  },
  plugins: [
    assetManifest('dist/manifest.json'),
    serviceWorker('web/service-worker.ts', [
      'client',
      'device',
      'on-device',
      'offline-form',
      'main',
      'view',
      'work',
      'manage',
    ]),
  ],
});

/**
 * Writes `{ "client.js": "/assets/client-….js", "main.css": "/assets/main-….css" }`, which the Worker imports, and beside
 * each script what it imports, separated by spaces: `{ "client.js imports": "" }`.
 */
function assetManifest(file: string): Plugin {
  return {
    name: 'asset-manifest',
    apply: 'build',
    writeBundle(_options, bundle) {
      const manifest: Record<string, string> = {};
      for (const output of Object.values(bundle)) {
        if (output.type === 'chunk' && output.isEntry) {
          manifest[`${output.name}.js`] = `/${output.fileName}`;
          manifest[`${output.name}.js imports`] = output.imports.map((file) => `/${file}`).join(' ');
        }
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

/**
 * Builds `sw.js` of one file, because not every browser loads modules in a service worker. It learns the addresses of what
 * it keeps on every device: some entries with all that they import, now or later.
 */
function serviceWorker(entry: string, kept: readonly string[]): Plugin {
  return {
    name: 'service-worker',
    apply: 'build',
    async writeBundle({ dir }, bundle) {
      const assets = new Set<string>();
      const add = (file: string) => {
        const output = bundle[file];
        if (!output || assets.has(`/${file}`)) return;
        assets.add(`/${file}`);
        if (output.type === 'chunk')
          for (const next of [...output.imports, ...output.dynamicImports]) add(next);
      };
      for (const [file, output] of Object.entries(bundle)) {
        const names = output.type === 'chunk' ? (output.isEntry ? [output.name] : []) : output.names;
        if (names.some((name) => kept.includes(name.replace(/\.css$/, '')))) add(file);
      }
      await build({
        configFile: false,
        logLevel: 'warn',
        publicDir: false,
        define: { OWN_ASSETS: JSON.stringify([...assets].sort()) },
        build: {
          outDir: dir ?? 'dist/assets',
          emptyOutDir: false,
          target: 'es2022',
          rolldownOptions: {
            treeshake: TREESHAKE,
            input: entry,
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      });
    },
  };
}
