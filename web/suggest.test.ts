import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

test('the suggestions cost 4 kB of script, loaded only where there is a search box', {
  timeout: 30_000,
}, async () => {
  const built = await build({
    root,
    configFile: `${root}vite.config.ts`,
    logLevel: 'warn',
    build: { write: false },
  });
  const chunks = (built as Rolldown.RolldownOutput).output.filter((output) => output.type === 'chunk');
  const island = chunks.find(({ name }) => name === 'suggest');
  expect(island?.isEntry).toBe(true);
  expect(island?.imports).toEqual([]);
  const bytes = new TextEncoder().encode(island?.code).length;
  expect(bytes).toBeGreaterThan(500);
  expect(bytes).toBeLessThanOrEqual(4096);
});
