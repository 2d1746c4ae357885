import type { AppContext } from './context.ts';

/** What an answer takes beside its bodies and its address, in bytes: its headers, mostly. */
const OVERHEAD = 4096;
/** A shorter body gains nothing by being compressed, in bytes. */
const WORTH_COMPRESSING = 4096;

const KEPT_TYPES = /^(?:text\/html|application\/(?:ld\+)?json)\b/;
/** What a kept answer may depend on beside its address (RFC 9110 §12.5.5). */
const VARIANTS: readonly string[] = ['accept', 'accept-language'];
const HEADERS_OF_THE_BODY = ['content-type', 'content-language', 'content-encoding'];
/** Ends the tags of compressed bodies: other bytes are another representation (RFC 9110 §8.8.3.3). */
const COMPRESSED = '.gz';

interface Representation {
  body: ArrayBuffer;
  /** All headers but the id of the request. */
  headers: Headers;
}

/** A public answer, whole, with what is needed to give it again. */
export interface KeptAnswer {
  plain: Representation;
  /** Made when it is first asked for. */
  compressed: Representation | null;
  /** Opaque part of the ETag, without quotation marks. */
  tag: string;
  /** Headers of the request that the answer depends on, with what they said. */
  varies: readonly (readonly [name: string, value: string])[];
  /** When it was computed, in milliseconds. */
  at: number;
  /** Pattern of the route that made it. */
  route: string;
  weight: number;
}

/** An answer to everybody that says itself that a cache may store it and must check it (RFC 9111 §5.2.2.4). */
export function isPublic({ status, headers }: Response): boolean {
  return (
    status === 200 &&
    headers.get('cache-control') === 'no-cache' &&
    !headers.has('set-cookie') &&
    KEPT_TYPES.test(headers.get('content-type') ?? '') &&
    variantsOf(headers).every((name) => VARIANTS.includes(name))
  );
}

function variantsOf(headers: Headers): string[] {
  return (headers.get('vary') ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

/** The answer of a request, read to its end, with an ETag if it had none. */
export async function keptAnswer(c: AppContext): Promise<KeptAnswer> {
  const headers = new Headers(c.res.headers);
  const body = await c.res.arrayBuffer();
  const tag = headers.get('etag')?.replace(/^"|"$/g, '') ?? digestOf(body);
  const varies = variantsOf(headers).map((name) => [name, c.req.header(name) ?? ''] as const);
  headers.set('etag', `"${tag}"`);
  headers.append('vary', 'Accept-Encoding');
  return {
    plain: { body, headers },
    compressed: null,
    tag,
    varies,
    at: Date.now(),
    route: c.req.routePath,
    weight: body.byteLength + 2 * c.req.url.length + OVERHEAD,
  };
}

/**
 * Sixty-four bits that change with the body: two sums of its four-byte words, mixed apart (after MurmurHash3). Enough to
 * tell versions of one page apart, at a tenth of what a cryptographic digest costs an answer.
 */
export function digestOf(body: ArrayBuffer): string {
  const words = new Uint32Array(body, 0, body.byteLength >> 2);
  let first = body.byteLength;
  let second = ~body.byteLength;
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as number;
    first = Math.imul(rotate(first ^ Math.imul(word, 0xcc9e2d51), 15), 0x1b873593) + 0x52dce729;
    second = Math.imul(rotate(second + Math.imul(word, 0x38b34ae5), 13), 0xa1e38b93) ^ 0x38495ab5;
  }
  for (const byte of new Uint8Array(body, words.byteLength)) {
    first = Math.imul(first ^ byte, 0x1b873593);
    second = Math.imul(second + byte, 0xa1e38b93);
  }
  return [first, second].map((sum) => settled(sum).toString(16).padStart(8, '0')).join('');
}

const rotate = (value: number, bits: number) => (value << bits) | (value >>> (32 - bits));

/** Every bit of a sum has a part in every bit of this. */
function settled(sum: number): number {
  let value = sum ^ (sum >>> 16);
  value = Math.imul(value, 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The same answer with its body compressed as well. */
export async function withCompressed(kept: KeptAnswer): Promise<KeptAnswer> {
  const stream = new Blob([kept.plain.body]).stream().pipeThrough(new CompressionStream('gzip'));
  const body = await new Response(stream).arrayBuffer();
  const headers = new Headers(kept.plain.headers);
  headers.set('content-encoding', 'gzip');
  headers.set('etag', `"${kept.tag}${COMPRESSED}"`);
  return { ...kept, compressed: { body, headers }, weight: kept.weight + body.byteLength };
}

/** Whether the body is worth compressing, and whoever asks takes it compressed. */
export function wantsCompressed(kept: KeptAnswer, request: Request): boolean {
  return (
    kept.plain.body.byteLength >= WORTH_COMPRESSING &&
    /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(acceptedBy(request))
  );
}

/** The platform says `gzip` in the header for everybody, and beside it what was really said. */
function acceptedBy({ cf, headers }: Request): string {
  return (
    (cf ? (cf as { clientAcceptEncoding?: string }).clientAcceptEncoding : headers.get('accept-encoding')) ??
    ''
  );
}

/** The answer with the id of this request, or 304 for whoever has it (RFC 9110 §15.4.5). */
export function answerOf(kept: KeptAnswer, request: Request, requestId: string): Response {
  const { body, headers: own } =
    kept.compressed && wantsCompressed(kept, request) ? kept.compressed : kept.plain;
  // A response copies the headers it is given.
  own.set('x-request-id', requestId);
  const known = request.headers.get('if-none-match');
  if (known !== null && isAmong(kept.tag, known)) {
    const answer = new Response(null, { status: 304, headers: own });
    for (const name of HEADERS_OF_THE_BODY) answer.headers.delete(name);
    return answer;
  }
  return new Response(body, {
    headers: own,
    encodeBody: own === kept.compressed?.headers ? 'manual' : 'automatic',
  });
}

function isAmong(tag: string, known: string): boolean {
  if (known.trim() === '*') return true;
  const tags = known.match(/"[^"]*"/g) ?? [];
  return tags.some((one) => one === `"${tag}"` || one === `"${tag}${COMPRESSED}"`);
}
