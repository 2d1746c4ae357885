/** `npm run glossary`: makes the table the search reads from the glossary that people edit. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tableOf } from '../domain/glossary/recognise.ts';

const folder = new URL('../domain/glossary/', import.meta.url);
const concepts = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
const table = tableOf(concepts);
writeFileSync(
  new URL('table.generated.ts', folder),
  `/** Made by \`npm run glossary\`; edit the JSON files beside it. */\nexport const TABLE = ${JSON.stringify(table)};\n`,
);
console.log(`${concepts.length} concepts, ${table.split('\n').length - 1} terms`);
