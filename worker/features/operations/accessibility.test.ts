import { env } from 'cloudflare:workers';
import { expect, test } from 'vitest';
import { LANGUAGES } from '#domain/taxonomy/language.ts';
import { call } from '#test/support/sign-in.ts';

test.each(LANGUAGES)(
  'the accessibility statement says the standard and where to complain, in %s',
  async (language) => {
    const home = await (await call(`/${language}`)).text();
    const [, address = ''] = home.match(/<a href="(\/[a-z]{2}\/accessibility)"/) ?? [];
    expect(address).toBe(`/${language}/accessibility`);
    const answer = await call(address);
    const statement = await answer.text();
    expect(answer.status).toBe(200);
    for (const part of ['WCAG', '2.2', 'AA', `mailto:${env.MAIL_FROM}`]) expect(statement).toContain(part);
  },
);
