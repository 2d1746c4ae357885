import { env } from 'cloudflare:workers';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { records } from '#db/client.ts';
import { contacts } from '#db/schema/main.ts';
import { withoutData } from './log.ts';

test('the parameters of a statement that failed stay out of the log', async () => {
  const failed = records(env.DB)
    .select({ broken: sql`no_such_function(1)` })
    .from(contacts)
    .where(eq(contacts.email, 'ann@ngo.example'));
  const error = await failed.then(
    () => null,
    (reason: unknown) => reason,
  );
  expect(String(error)).toContain('ann@ngo.example');
  expect(withoutData(error)).toMatch(/^Error: .*no_such_function/);
  expect(withoutData(error)).not.toContain('ngo.example');
});

test('addresses stay out of it wherever they stand', () => {
  expect(withoutData(new TypeError('cannot write to ann@ngo.example now'))).toBe(
    'TypeError: cannot write to … now',
  );
  expect(withoutData('ann@ngo.example')).toBe('string');
});
