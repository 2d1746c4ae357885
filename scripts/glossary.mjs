/** `npm run glossary`: makes the table the search reads from the glossary that people edit. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tableOf } from '../domain/glossary/recognise.ts';
import { LANGUAGES } from '../domain/taxonomy/language.ts';

const folder = new URL('../domain/glossary/', import.meta.url);
const concepts = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')));
const table = tableOf(concepts);
const names = concepts
  .map((concept) => LANGUAGES.map((language) => concept[language][0]).join('\t'))
  .join('\n');
writeFileSync(
  new URL('table.generated.ts', folder),
  [
    '/** Made by `npm run glossary`; edit the JSON files beside it. */',
    `export const TABLE = ${JSON.stringify(table)};`,
    '/** What each concept of `TABLE` is called: a line a concept, in the order of the languages. */',
    `export const NAMES = ${JSON.stringify(names)};`,
    '',
  ].join('\n'),
);
console.log(`${concepts.length} concepts, ${table.split('\n').length - 1} terms`);
