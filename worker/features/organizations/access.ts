import type { AccountActor } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { hex } from '#domain/text/digest.ts';
import { clean, hasControl } from '#domain/text/unsafe.ts';
import type { AppContext } from '#worker/http/context.ts';

/**
 * A text as it would be stored, for the schema to check. A line with a control character inside stays as it is, so that
 * it is refused and not silently changed.
 */
export function tidy(text: string, multiline = false): string {
  return hasControl(text.trim(), { multiline }) ? text : clean(text, { multiline });
}

/** The signed-in account as an actor, or `sign-in-required`. */
export function accountOf(c: AppContext): AccountActor {
  const user = c.get('user');
  if (!user) throw new Problem('sign-in-required');
  return user.actor;
}

const encoder = new TextEncoder();

/** A secret for a link. */
export function newToken(): string {
  return hex(crypto.getRandomValues(new Uint8Array(24)).buffer);
}

/** A value that always belongs to these words and that nobody else can make. */
export async function signatureOf(secret: string, words: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  );
  return hex(await crypto.subtle.sign('HMAC', key, encoder.encode(words))).slice(0, 32);
}
