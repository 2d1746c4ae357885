import * as v from 'valibot';
import { EmailAddress, issue } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '../../http/context.ts';
import { hurry } from '../../http/hurry.ts';
import { limitAddress, limitNetwork } from '../../http/limits.ts';

/** Who wants a sign-in link. */
export const SignIn = v.object(
  { email: v.pipe(EmailAddress, v.toLowerCase(), v.description('Address of an account.')) },
  issue('wrong-type'),
);

/**
 * Mails a sign-in link to an account. Says nothing about whether there is one. `next` is an own path or empty. Throws
 * `invalid-input` and `too-many-requests`.
 */
export async function requestSignIn(c: AppContext, input: unknown, next: string): Promise<void> {
  await limitNetwork(c, 'sign-in');
  const { email } = parse(SignIn, input);
  await limitAddress(c, 'sign-in', email);
  const { makeSignInLink } = await import('../../http/accounts.ts');
  await makeSignInLink(c.env, email, { language: c.get('language'), next });
  hurry(c);
}
