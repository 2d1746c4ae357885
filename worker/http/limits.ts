import { Problem } from '#domain/problems.ts';
import { sha256 } from '#domain/text/digest.ts';
import type { AppContext } from './context.ts';

/** Seconds the limiter looks back (wrangler.toml). */
export const PERIOD = 60;

/** The part of an address one network is known by: an IPv4 address, or the /64 of an IPv6 one, however it is written. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address.replace(/^.*:/, '');
  const [head = '', tail] = address.toLowerCase().split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail ? tail.split(':') : [];
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array.from({ length: zeros }, () => '0'), ...right]
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

async function take(limiter: RateLimit, key: string): Promise<void> {
  const { success } = await limiter.limit({ key });
  if (!success)
    throw new Problem('too-many-requests', {
      headers: { 'retry-after': String(PERIOD) },
      extra: { retry_after: PERIOD },
    });
}

/** Limits writes of one kind per network. */
export async function limitNetwork(c: AppContext, kind: string): Promise<void> {
  await take(c.env.LIMIT_NETWORK, `${kind} ${networkOf(c.req.header('cf-connecting-ip') ?? 'local')}`);
}

/** Limits mails of one kind to an address. Only a digest of the address reaches the limiter. */
export async function limitAddress(c: AppContext, kind: string, email: string): Promise<void> {
  const digest = await sha256(email.toLowerCase());
  await take(c.env.LIMIT_ADDRESS, `${kind} ${digest.slice(0, 32)}`);
}
