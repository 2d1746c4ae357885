import { Problem } from '#domain/problems.ts';

const encoder = new TextEncoder();
const keys = new Map<string, Promise<CryptoKey>>();

function keyOf(secret: string): Promise<CryptoKey> {
  let key = keys.get(secret);
  if (!key) {
    key = crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
      'verify',
    ]);
    keys.set(secret, key);
  }
  return key;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
}

/** What a signed token may be used for; a token of one purpose is worthless for another. */
export type Purpose =
  | 'confirm'
  | 'status'
  | 'form'
  | 'sign-in'
  | 'renew'
  | 'correction'
  | 'translation'
  | 'report'
  | 'draft'
  | 'new-address';

/**
 * A value nobody else can make: `payload.signature` in base64url (HMAC-SHA-256). Nothing is stored, so the same link can
 * be made again when a mail has to be sent twice.
 */
export async function seal(secret: string, purpose: Purpose, value: unknown): Promise<string> {
  const payload = toBase64Url(encoder.encode(JSON.stringify(value)));
  const signature = await crypto.subtle.sign(
    'HMAC',
    await keyOf(secret),
    encoder.encode(`${purpose}.${payload}`),
  );
  return `${payload}.${toBase64Url(new Uint8Array(signature))}`;
}

/** The value of a token made by `seal`, or the problem `link-invalid`. */
export async function unseal(secret: string, purpose: Purpose, token: string): Promise<unknown> {
  const [payload, signature, ...rest] = token.slice(0, 2000).split('.');
  if (
    payload &&
    signature &&
    rest.length === 0 &&
    /^[\w-]+$/.test(payload) &&
    /^[\w-]{43}$/.test(signature)
  ) {
    const genuine = await crypto.subtle.verify(
      'HMAC',
      await keyOf(secret),
      fromBase64Url(signature),
      encoder.encode(`${purpose}.${payload}`),
    );
    if (genuine) return JSON.parse(new TextDecoder().decode(fromBase64Url(payload)));
  }
  throw new Problem('link-invalid');
}

interface InitiativeLink {
  initiativeId: string;
  contactId: string;
}

/** Days a confirmation link works. */
export const CONFIRM_DAYS = 14;

/** Address that confirms a submission. `at` is when it was made, in milliseconds. */
export async function confirmPath(secret: string, language: string, link: InitiativeLink, at: number) {
  const expires = at + CONFIRM_DAYS * 86_400_000;
  return `/${language}/confirm/${await seal(secret, 'confirm', [link.initiativeId, link.contactId, expires])}`;
}

/** The private page of a submission. Does not expire: it is how people come back years later. */
export async function statusPath(secret: string, language: string, link: InitiativeLink) {
  return `/${language}/status/${await statusToken(secret, link)}`;
}

export function statusToken(secret: string, link: InitiativeLink): Promise<string> {
  return seal(secret, 'status', [link.initiativeId, link.contactId]);
}

function asLink(value: unknown): [string, string, unknown] {
  if (Array.isArray(value) && typeof value[0] === 'string' && typeof value[1] === 'string')
    return [value[0], value[1], value[2]];
  throw new Problem('link-invalid');
}

/** Opens a confirmation link: `link-invalid` if forged, `link-expired` if too old. */
export async function openConfirmLink(secret: string, token: string, now: number): Promise<InitiativeLink> {
  const [initiativeId, contactId, expires] = asLink(await unseal(secret, 'confirm', token));
  if (typeof expires !== 'number' || expires < now) throw new Problem('link-expired');
  return { initiativeId, contactId };
}

/** Opens the link of a status page, or `link-invalid`. */
export async function openStatusLink(secret: string, token: string): Promise<InitiativeLink> {
  const [initiativeId, contactId] = asLink(await unseal(secret, 'status', token));
  return { initiativeId, contactId };
}

/** Address that keeps an address from being forgotten. Does not expire by itself; a forgotten one makes it useless. */
export async function renewPath(secret: string, language: string, contactId: string) {
  return `/${language}/renew/${await seal(secret, 'renew', contactId)}`;
}

/** The contact that a renewal link is about, or `link-invalid`. */
export async function openRenewLink(secret: string, token: string): Promise<string> {
  const contactId = await unseal(secret, 'renew', token);
  if (typeof contactId !== 'string') throw new Problem('link-invalid');
  return contactId;
}
