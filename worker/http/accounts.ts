import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { createAuthEndpoint, isAPIError } from 'better-auth/api';
import { setSessionCookie } from 'better-auth/cookies';
import { betterAuth } from 'better-auth/minimal';
import { magicLink } from 'better-auth/plugins/magic-link';
import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { addressUsed } from '#db/accounts.ts';
import { accountActor } from '#db/actors.ts';
import { records } from '#db/client.ts';
import { owe } from '#db/outbox.ts';
import { outbox, sessions, userAccounts, users, verifications } from '#db/schema/main.ts';
import { Problem } from '#domain/problems.ts';
import type { Language } from '#domain/taxonomy/language.ts';
import type { Env } from '../env.ts';
import { COOKIE_PREFIX, SESSION_DAYS, SESSION_MAX_DAYS, SIGN_IN_MINUTES } from './account.ts';
import type { AccountUser, AppContext } from './context.ts';
import { deviceOf } from './device.ts';
import { seal, unseal } from './links.ts';

const HOUR = 60 * 60;
const DAY = 24 * HOUR;

interface LinkWish {
  language: Language;
  /** Where to go once signed in: an own path, or empty. */
  next: string;
}

/** Opens a session for somebody whom we know by other means than a mailed link. Not reachable from outside. */
const ownSessions = {
  id: 'own-sessions',
  endpoints: {
    openSessionOf: createAuthEndpoint(
      '/own-sessions/open',
      {
        method: 'POST',
        body: v.object({ userId: v.string() }),
        requireHeaders: true,
        metadata: { SERVER_ONLY: true },
      },
      async (ctx) => {
        const { internalAdapter } = ctx.context;
        const user = await internalAdapter.findUserById(ctx.body.userId);
        if (!user) return null;
        const session = await internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return { user: { id: user.id, email: user.email }, session };
      },
    ),
  },
} as const;

function createAuth(env: Env) {
  const db = records(env.DB);
  return betterAuth({
    appName: 'WSIS Stocktaking',
    baseURL: env.SITE_ORIGIN,
    secret: env.ACCOUNT_SECRET,
    database: drizzleAdapter(db, {
      provider: 'sqlite',
      schema: { user: users, session: sessions, account: userAccounts, verification: verifications },
    }),
    session: { expiresIn: SESSION_DAYS * DAY, updateAge: HOUR },
    user: {
      additionalFields: {
        language: { type: 'string', required: true, input: false, defaultValue: 'en' },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: env.ENVIRONMENT === 'production',
      ipAddress: { disableIpTracking: true },
      database: { validateSchema: false },
    },
    databaseHooks: {
      session: {
        // What is given as User-Agent is the coarse name of `deviceOf`.
        create: {
          before: async (session) => ({
            data: { ...session, ipAddress: null, userAgent: session.userAgent || null },
          }),
        },
      },
    },
    // Limits are ours (worker/http/limits.ts), and so are the log lines: the library's may hold addresses.
    rateLimit: { enabled: false },
    logger: { disabled: true },
    telemetry: { enabled: false },
    plugins: [
      ownSessions,
      magicLink({
        disableSignUp: true,
        expiresIn: SIGN_IN_MINUTES * 60,
        storeToken: 'hashed',
        // Sealed, so that a link that was never ours is told from one that is used up or too old.
        generateToken: () => seal(env.ACCOUNT_SECRET, 'sign-in', crypto.randomUUID()),
        sendMagicLink: ({ email, token, metadata }) =>
          oweLink(env, email, token, metadata as unknown as LinkWish),
      }),
    ],
  });
}

const auths = new WeakMap<Env, ReturnType<typeof createAuth>>();

/** The account library over this environment's database; made once per isolate. */
export function authOf(env: Env): ReturnType<typeof createAuth> {
  let auth = auths.get(env);
  if (!auth) {
    auth = createAuth(env);
    auths.set(env, auth);
  }
  return auth;
}

/**
 * Owes the mail with the link to an account. An unknown address costs the same write, a job that is already done, so
 * that the time of the answer tells nobody who has an account.
 */
async function oweLink(env: Env, email: string, token: string, { language, next }: LinkWish): Promise<void> {
  const db = records(env.DB);
  const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  const cause = crypto.randomUUID();
  const now = Date.now();
  const query = new URLSearchParams({ token, ...(next && { next }) });
  const url = `${env.SITE_ORIGIN}/${language}/session?${query}`;
  await (known
    ? owe(
        db,
        { kind: 'sign-in', to: email, url, language, until: now + SIGN_IN_MINUTES * 60_000 },
        now,
        cause,
      )
    : db
        .insert(outbox)
        .values({ id: cause, kind: 'sign-in', payload: '{}', createdAt: now, dueAt: now, doneAt: now }));
}

/**
 * Makes a sign-in link for an address and owes the mail, if there is such an account. `email` in lower case. Some
 * addresses that RFC 5322 allows are none for the library; no account can have one.
 */
export async function makeSignInLink(env: Env, email: string, wish: LinkWish): Promise<void> {
  try {
    await authOf(env).api.signInMagicLink({ body: { email, metadata: { ...wish } }, headers: new Headers() });
  } catch (error) {
    if (!isAPIError(error) || error.statusCode !== 400) throw error;
  }
}

function sessionHeaders(c: AppContext): Headers {
  return new Headers({ cookie: c.req.header('cookie') ?? '' });
}

/** For a session that begins: of the request only the coarse name of the device. */
function deviceHeaders(c: AppContext): Headers {
  return new Headers({ 'user-agent': deviceOf(c.req.header('user-agent')) });
}

function passCookies(c: AppContext, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
}

interface OpenSession {
  user: { id: string; email: string };
  session: { id: string; createdAt: Date | string };
}

async function withActor(c: AppContext, { user, session }: OpenSession): Promise<AccountUser | null> {
  const actor = await accountActor(c.env.DB, user.id, c.get('clock')());
  const signedInAt = new Date(session.createdAt).getTime();
  return actor && { id: user.id, email: user.email, actor, sessionId: session.id, signedInAt };
}

/**
 * Who the session cookie belongs to, or null. Renews a session that is older than an hour; one that began too long ago
 * ends.
 */
export async function accountOf(c: AppContext): Promise<AccountUser | null> {
  const { headers, response } = await authOf(c.env).api.getSession({
    headers: sessionHeaders(c),
    returnHeaders: true,
  });
  const user = response && (await withActor(c, response));
  if (user && c.get('clock')() - user.signedInAt >= SESSION_MAX_DAYS * DAY * 1000) {
    await closeSession(c);
    return null;
  }
  passCookies(c, headers);
  return user;
}

async function begun(c: AppContext, opened: OpenSession): Promise<AccountUser | null> {
  const user = await withActor(c, opened);
  if (user) await addressUsed(c.env.DB, user.id, c.get('clock')());
  return user;
}

/** Opens a session with the token of a link: `link-invalid` if it is not ours, `link-expired` if used or too old. */
export async function openSession(c: AppContext, token: string): Promise<AccountUser> {
  await unseal(c.env.ACCOUNT_SECRET, 'sign-in', token);
  const response = await authOf(c.env).api.magicLinkVerify({
    query: { token },
    headers: deviceHeaders(c),
    asResponse: true,
  });
  if (response.status >= 500) throw new Error('the session could not be opened');
  if (!response.ok) throw new Problem('link-expired');
  const account = await begun(c, (await response.json()) as OpenSession);
  if (!account) throw new Problem('link-expired');
  passCookies(c, response.headers);
  return account;
}

/** Opens a session for an account that proved itself by a passkey; null if there is no such account any more. */
export async function openSessionOf(c: AppContext, userId: string): Promise<AccountUser | null> {
  const { headers, response } = await authOf(c.env).api.openSessionOf({
    body: { userId },
    headers: deviceHeaders(c),
    returnHeaders: true,
  });
  if (!response) return null;
  passCookies(c, headers);
  return begun(c, response);
}

/** Ends the session and removes its cookie. */
export async function closeSession(c: AppContext): Promise<void> {
  const { headers } = await authOf(c.env).api.signOut({ headers: sessionHeaders(c), returnHeaders: true });
  passCookies(c, headers);
  c.set('user', null);
}
