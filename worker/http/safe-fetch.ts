import type { DnsAnswer, RecordType } from './dns.ts';
import { isAddress, isPublicAddress } from './public-address.ts';

/** How a request leaves and how names are looked up. */
export interface Ways {
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  lookUp: (name: string, type: Extract<RecordType, 'A' | 'AAAA'>) => Promise<DnsAnswer>;
  /** Milliseconds for all of it; `TIME_LIMIT` if left out. */
  timeLimit?: number;
}

/**
 * What became of a GET. `refused`: the address, or one it leads to, is none of the public web. `unknown`: nobody knows, as
 * the resolver did not answer; says nothing about the address.
 */
export type Fetched =
  | { outcome: 'answered'; status: number }
  | { outcome: 'refused' }
  | { outcome: 'no-host' }
  | { outcome: 'unreachable' }
  | { outcome: 'timeout' }
  | { outcome: 'redirects' }
  | { outcome: 'unknown' };

/** Milliseconds from the first look-up to the last byte that is read. */
export const TIME_LIMIT = 10_000;
/** Bytes of an answer that are read; the rest is never asked for. */
export const SIZE_LIMIT = 64 * 1024;
export const MAX_REDIRECTS = 5;
const PORTS = new Set(['', '80', '443', '8080', '8443']);
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** Names that are never looked up in the public DNS (RFC 6761, RFC 6762, RFC 8375, RFC 9476). */
const CLOSED_NAME =
  /^[^.]*$|(^|\.)(localhost|local|internal|home\.arpa|intranet|lan|test|invalid|onion|alt)$/;

type Reach = 'public' | 'refused' | 'no-host' | 'unknown';

/** `URL` has already turned every notation of an IPv4 address into the usual one. */
function isFit(url: URL): boolean {
  return (
    (url.protocol === 'http:' || url.protocol === 'https:') &&
    url.username === '' &&
    url.password === '' &&
    PORTS.has(url.port)
  );
}

/** Where a host leads now. One private address among others refuses all of them. */
async function reachOf(hostname: string, lookUp: Ways['lookUp']): Promise<Reach> {
  if (isAddress(hostname)) return isPublicAddress(hostname) ? 'public' : 'refused';
  const name = hostname.replace(/\.$/, '');
  if (CLOSED_NAME.test(name)) return 'refused';
  const answers = await Promise.all([lookUp(name, 'A'), lookUp(name, 'AAAA')]);
  const addresses = answers.flatMap((answer) => (answer.status === 'found' ? answer.values : []));
  if (!addresses.every(isPublicAddress)) return 'refused';
  if (answers.some(({ status }) => status === 'failed')) return 'unknown';
  return addresses.length === 0 ? 'no-host' : 'public';
}

/** Reads as far as the limit; a server that never ends, or drips, is left. */
async function readSome(answer: Response, signal: AbortSignal): Promise<void> {
  const reader = answer.body?.getReader();
  if (!reader) return;
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop);
  try {
    for (let size = 0; size < SIZE_LIMIT; ) {
      const { done, value } = await reader.read();
      signal.throwIfAborted();
      if (done) return;
      size += value.byteLength;
    }
    stop();
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** Lets go of an answer that nobody reads. */
async function leave(answer: Response): Promise<void> {
  await answer.body?.cancel().catch(() => {});
}

/**
 * GETs an address that anybody may have written, without trusting it: only the public web, looked up again before each
 * redirect and once more after each answer, so that a name that changes its mind is refused; within a time and a size. HEAD
 * is not used, as many servers answer it wrongly. Never throws. Nothing of the answer but its status is kept.
 */
export async function safeGet(address: string, ways: Ways): Promise<Fetched> {
  const signal = AbortSignal.timeout(ways.timeLimit ?? TIME_LIMIT);
  const ended = new Promise<Fetched>((resolve) => {
    signal.addEventListener('abort', () => resolve({ outcome: 'timeout' }));
  });
  return Promise.race([followed(address, ways, signal), ended]);
}

async function followed(address: string, ways: Ways, signal: AbortSignal): Promise<Fetched> {
  try {
    let url = new URL(address);
    for (let hop = 0; hop <= MAX_REDIRECTS; hop++) {
      if (!isFit(url)) return { outcome: 'refused' };
      const before = await reachOf(url.hostname, ways.lookUp);
      if (before !== 'public') return { outcome: before };
      signal.throwIfAborted();
      const answer = await ways.fetch(url.href, {
        redirect: 'manual',
        signal,
        headers: { accept: 'text/html,*/*;q=0.8', 'user-agent': 'WSIS-Stocktaking-link-check/1.0' },
      });
      if ((await reachOf(url.hostname, ways.lookUp)) === 'refused') {
        await leave(answer);
        return { outcome: 'refused' };
      }
      const location = REDIRECTS.has(answer.status) ? answer.headers.get('location') : null;
      if (location === null) {
        await readSome(answer, signal);
        return { outcome: 'answered', status: answer.status };
      }
      await leave(answer);
      if (!URL.canParse(location, url.href)) return { outcome: 'unreachable' };
      url = new URL(location, url);
    }
    return { outcome: 'redirects' };
  } catch {
    return { outcome: signal.aborted ? 'timeout' : 'unreachable' };
  }
}
