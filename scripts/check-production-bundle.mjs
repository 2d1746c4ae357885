// Fails when anything of the local mode is in the bundle to deploy: the mailbox, the /dev routes, the local accounts.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/build.mjs';

const BUNDLE = join(root, 'dist/production');
const FORBIDDEN = [
  '/dev/mail',
  '/dev/seed',
  '/dev/stats',
  'MAILBOX',
  'admin@stocktaking.example',
  'moderator@stocktaking.example',
  'submitter@stocktaking.example',
];

const files = readdirSync(BUNDLE).filter((name) => name.endsWith('.js'));
const found = files.flatMap((name) => {
  const lines = readFileSync(join(BUNDLE, name), 'utf8').split('\n');
  return lines.flatMap((line, index) =>
    FORBIDDEN.filter((text) => line.includes(text)).map(
      (text) => `dist/production/${name}:${index + 1}: ${text}`,
    ),
  );
});

if (files.length === 0) {
  console.error('There is no production bundle to check.');
  process.exit(1);
}
if (found.length > 0) {
  console.error(`The production bundle contains parts of the local mode:\n${found.join('\n')}`);
  process.exit(1);
}
console.log('The production bundle holds nothing of the local mode.');
