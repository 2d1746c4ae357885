/** `npm run openapi`: writes docs/openapi.json as the register serves it. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, startServer } from './lib/server.mjs';

await build();
const stateDir = mkdtempSync(join(tmpdir(), 'stocktaking-openapi-'));
// The document names the address of the environment; the tests ask with that of wrangler.toml.
const { origin, stop } = await startServer({ port: 0, stateDir, quiet: true });
const text = await (await fetch(`${origin}/api/v1/openapi.json`)).text();
await stop();
rmSync(stateDir, { recursive: true, force: true });
const document = JSON.parse(text.replaceAll(origin, 'http://localhost:8787'));
writeFileSync(new URL('../docs/openapi.json', import.meta.url), `${JSON.stringify(document, null, 2)}\n`);
console.log('docs/openapi.json written');
process.exit(0);
