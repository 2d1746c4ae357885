import { expect, test } from 'vitest';
import { read } from './source.ts';

test('both environments have the cron triggers that the Worker knows', () => {
  const [, nightly] = read('worker/jobs/nightly.ts').match(/NIGHTLY = '([^']+)'/) ?? [];
  const triggers = [...read('wrangler.toml').matchAll(/^crons = (.*)$/gm)].map(([, list]) =>
    JSON.parse(list ?? ''),
  );
  expect(triggers).toEqual([
    ['* * * * *', nightly],
    ['* * * * *', nightly],
  ]);
});
