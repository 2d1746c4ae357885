import { expect, test } from 'vitest';
import { read, sources } from './source.ts';

test('the account library is loaded only by those who carry a session or ask for one', () => {
  const library = /from '(better-auth|@better-auth)[/']/;
  expect(sources().filter((path) => library.test(read(path)))).toEqual(['worker/http/accounts.ts']);
  const at = /from '[^']*\/http\/accounts\.ts'|from '\.\/accounts\.ts'/;
  expect(sources().filter((path) => path.startsWith('worker/') && at.test(read(path)))).toEqual([]);
});
