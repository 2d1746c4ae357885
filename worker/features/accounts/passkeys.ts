import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { and, asc, eq, gt, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { logged, loggedIf } from '#db/account-events.ts';
import { type Database, records } from '#db/client.ts';
import { violates } from '#db/errors.ts';
import { owe, oweIf } from '#db/outbox.ts';
import { passkeyChallenges, passkeys } from '#db/schema/main.ts';
import { Problem } from '#domain/problems.ts';
import { issue, plainText } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { Env } from '../../env.ts';
import type { AccountUser } from '../../http/context.ts';

/** Minutes that a challenge waits for its answer. */
export const CHALLENGE_MINUTES = 5;
/** Passkeys one account may have. */
export const MAX_PASSKEYS = 20;

export const PasskeyName = plainText(60, { formulas: true });

/** Loaded by those who use a passkey only. */
const library = () => import('@simplewebauthn/server');

export interface PasskeyInfo {
  id: string;
  name: string;
  /** Milliseconds since 1970, UTC. */
  createdAt: number;
  usedAt: number | null;
}

/** The passkeys of an account, the oldest first. */
export async function listPasskeys(database: Database, userId: string): Promise<PasskeyInfo[]> {
  return records(database)
    .select({
      id: passkeys.id,
      name: passkeys.name,
      createdAt: passkeys.createdAt,
      usedAt: passkeys.lastUsedAt,
    })
    .from(passkeys)
    .where(eq(passkeys.userId, userId))
    .orderBy(asc(passkeys.createdAt));
}

/** Domain that our passkeys belong to (the relying party id of WebAuthn). */
function domainOf(env: Env): string {
  return new URL(env.SITE_ORIGIN).hostname;
}

async function keepChallenge(env: Env, challenge: string, userId: string | null, now: number): Promise<void> {
  await records(env.DB)
    .insert(passkeyChallenges)
    .values({ challenge, userId, expiresAt: now + CHALLENGE_MINUTES * 60_000 });
}

/** Takes the challenge that an answer names. Who was first takes it; `passkey-refused` for everybody else. */
async function takeChallenge(env: Env, clientData: string, userId: string | null, now: number) {
  const challenge = challengeIn(clientData);
  const taken = await records(env.DB)
    .delete(passkeyChallenges)
    .where(
      and(
        eq(passkeyChallenges.challenge, challenge),
        userId === null ? isNull(passkeyChallenges.userId) : eq(passkeyChallenges.userId, userId),
        gt(passkeyChallenges.expiresAt, now),
      ),
    )
    .returning();
  if (taken.length === 0) throw new Problem('passkey-refused');
  return challenge;
}

function challengeIn(clientData: string): string {
  try {
    const { challenge } = JSON.parse(atob(clientData.replaceAll('-', '+').replaceAll('_', '/')));
    if (typeof challenge === 'string' && challenge.length <= 200) return challenge;
  } catch {
    // What is no client data names no challenge.
  }
  throw new Problem('passkey-refused');
}

const text = (max: number) => v.pipe(v.string(issue('wrong-type')), v.maxLength(max, issue('too-long')));

/** What of a `PublicKeyCredential` in JSON we read ourselves; the library checks the rest. */
const Credential = v.looseObject(
  { id: text(1400), response: v.looseObject({ clientDataJSON: text(10_000) }, issue('wrong-type')) },
  issue('wrong-type'),
);
const NewPasskey = v.object({ name: PasskeyName, credential: Credential }, issue('wrong-type'));

/** What an authenticator needs to make a passkey for an account. */
export async function passkeyOptions(
  env: Env,
  user: AccountUser,
  now: number,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { generateRegistrationOptions } = await library();
  const known = await listPasskeys(env.DB, user.id);
  const options = await generateRegistrationOptions({
    rpName: 'WSIS Stocktaking',
    rpID: domainOf(env),
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    timeout: CHALLENGE_MINUTES * 60_000,
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(env, options.challenge, user.id, now);
  return options;
}

/** Adds a passkey to an account and tells its holder by mail. Throws `invalid-input` and `passkey-refused`. */
export async function addPasskey(env: Env, user: AccountUser, input: unknown, now: number): Promise<void> {
  const { name, credential } = parse(NewPasskey, input);
  const expectedChallenge = await takeChallenge(env, credential.response.clientDataJSON, user.id, now);
  if ((await listPasskeys(env.DB, user.id)).length >= MAX_PASSKEYS) throw new Problem('passkey-refused');
  const { verifyRegistrationResponse } = await library();
  const { registrationInfo } = await refusing(
    verifyRegistrationResponse({
      response: credential as unknown as RegistrationResponseJSON,
      expectedChallenge,
      expectedOrigin: env.SITE_ORIGIN,
      expectedRPID: domainOf(env),
    }),
  );
  if (!registrationInfo) throw new Problem('passkey-refused');
  const { credential: made, credentialBackedUp } = registrationInfo;
  const db = records(env.DB);
  try {
    await db.batch([
      db.insert(passkeys).values({
        id: made.id,
        userId: user.id,
        publicKey: toText(made.publicKey),
        counter: made.counter,
        transports: made.transports ?? [],
        name: name.trim(),
        backedUp: credentialBackedUp,
        createdAt: now,
      }),
      logged(db, { userId: user.id, type: 'account.passkey-added', actorId: user.id, at: now }),
      owe(db, { kind: 'passkey-added', userId: user.id }, now, crypto.randomUUID()),
    ]);
  } catch (error) {
    throw violates(error, 'passkeys.id') ? new Problem('passkey-refused') : error;
  }
}

/** What an authenticator needs to sign somebody in; it knows by itself whose passkeys it has. */
export async function signInOptions(env: Env, now: number): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({
    rpID: domainOf(env),
    timeout: CHALLENGE_MINUTES * 60_000,
    userVerification: 'required',
  });
  await keepChallenge(env, options.challenge, null, now);
  return options;
}

/** Id of the account that a passkey proves, or `passkey-refused`, whatever is wrong with it. */
export async function accountOfPasskey(env: Env, input: unknown, now: number): Promise<string> {
  const credential = parse(Credential, input);
  const expectedChallenge = await takeChallenge(env, credential.response.clientDataJSON, null, now);
  const db = records(env.DB);
  const [held] = await db.select().from(passkeys).where(eq(passkeys.id, credential.id));
  if (!held) throw new Problem('passkey-refused');
  const { verifyAuthenticationResponse } = await library();
  const { verified, authenticationInfo } = await refusing(
    verifyAuthenticationResponse({
      response: credential as unknown as AuthenticationResponseJSON,
      expectedChallenge,
      expectedOrigin: env.SITE_ORIGIN,
      expectedRPID: domainOf(env),
      credential: { id: held.id, publicKey: toBytes(held.publicKey), counter: held.counter },
    }),
  );
  if (!verified) throw new Problem('passkey-refused');
  await db
    .update(passkeys)
    .set({ counter: authenticationInfo.newCounter, lastUsedAt: now })
    .where(eq(passkeys.id, held.id));
  return held.userId;
}

/** The library throws an error for whatever is wrong with an answer. */
async function refusing<T>(verification: Promise<T>): Promise<T> {
  try {
    return await verification;
  } catch {
    throw new Problem('passkey-refused');
  }
}

function toText(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}

/** Names a passkey of an account anew. Throws `invalid-input`; what is not there is left as it is. */
export async function renamePasskey(
  database: D1Database,
  userId: string,
  id: string,
  name: unknown,
): Promise<void> {
  const parsed = parse(v.object({ name: PasskeyName }), { name });
  await records(database)
    .update(passkeys)
    .set({ name: parsed.name.trim() })
    .where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)));
}

/** Removes a passkey of an account and tells its holder by mail; one that is gone is left as it is. */
export async function removePasskey(
  database: D1Database,
  userId: string,
  id: string,
  now: number,
): Promise<void> {
  const db = records(database);
  const standing = sql`select 1 from passkeys where id = ${id} and user_id = ${userId}`;
  await db.batch([
    loggedIf(db, { userId, type: 'account.passkey-removed', actorId: userId, at: now }, standing),
    oweIf(db, { kind: 'passkey-removed', userId }, now, crypto.randomUUID(), standing),
    db.delete(passkeys).where(and(eq(passkeys.id, id), eq(passkeys.userId, userId))),
  ]);
}
