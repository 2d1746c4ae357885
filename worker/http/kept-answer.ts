import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { AppContext } from './context.ts';

/** What an answer takes beside its bodies and its address, in bytes: its headers, mostly. */
const OVERHEAD = 4096;
/** A shorter body gains nothing by being compressed, in bytes. */
const WORTH_COMPRESSING = 4096;

const KEPT_TYPES = /^(?:text\/(?:html|csv)|image\/svg\+xml|application\/(?:ld\+)?json)\b/;
/** What a kept answer may depend on beside its address (RFC 9110 §12.5.5). */
const VARIANTS: readonly string[] = ['accept', 'accept-language'];
const HEADERS_OF_THE_BODY = ['content-type', 'content-language', 'content-encoding'];

/** Content codings, the one that makes bodies smaller first; each with what in a header accepts it. */
const ACCEPTED = {
  br: /\bbr\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/,
  gzip: /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/,
};
export type Coding = keyof typeof ACCEPTED;
const CODINGS = Object.keys(ACCEPTED) as Coding[];

const brotli = (quality: number) => (body: ArrayBuffer) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });

/** How a body is compressed. Each gives other bytes, so each is a representation with a tag of its own. */
const FORMS = {
  // A tenth smaller than gzip in as much time.
  br: { coding: 'br', compress: brotli(5) },
  // An eighth smaller once more in ten times the time; what lies between gains two per cent.
  dense: { coding: 'br', compress: brotli(10) },
  gzip: { coding: 'gzip', compress: (body: ArrayBuffer) => gzipSync(body) },
} satisfies Record<string, { coding: Coding; compress: (body: ArrayBuffer) => Uint8Array<ArrayBuffer> }>;
export type Form = keyof typeof FORMS;
const FORM_NAMES = Object.keys(FORMS) as Form[];

interface Representation {
  /** A response of its stream holds no bytes of its own; one of bytes holds a copy until garbage is collected. */
  body: Blob;
  /** What is the same whenever it is given, without a body: copying it is the cheapest way to a response. */
  like: Response;
}

/** A public answer, whole, with what is needed to give it again. */
export interface KeptAnswer {
  plain: Representation;
  /** Each made when it is first asked for; `dense` when it was asked for often. */
  compressed: { readonly [form in Form]?: Representation };
  /** How often it was given as `br`. */
  given: number;
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
  const tag = headers.get('etag')?.replace(/^"|"$/g, '') ?? (await digestOf(body));
  const varies = variantsOf(headers).map((name) => [name, c.req.header(name) ?? ''] as const);
  headers.set('etag', `"${tag}"`);
  headers.append('vary', 'Accept-Encoding');
  return {
    plain: { body: new Blob([body]), like: new Response(null, { headers }) },
    compressed: {},
    given: 0,
    tag,
    varies,
    at: Date.now(),
    route: c.req.routePath,
    weight: body.byteLength + 2 * c.req.url.length + OVERHEAD,
  };
}

/** Sixty-four bits that change with the body: enough to tell versions of one answer apart. */
async function digestOf(body: ArrayBuffer): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', body);
  return new DataView(digest).getBigUint64(0).toString(16);
}

/** The coding in which whoever asks wants the body, or null if it is not worth compressing or must not be compressed. */
export function codingFor({ plain }: KeptAnswer, request: Request): Coding | null {
  if (plain.body.size < WORTH_COMPRESSING) return null;
  const accepted = acceptedBy(request);
  return CODINGS.find((coding) => ACCEPTED[coding].test(accepted)) ?? null;
}

/** The platform says `gzip` in the header for everybody, and beside it what was really said. */
function acceptedBy({ cf, headers }: Request): string {
  return (
    (cf ? (cf as { clientAcceptEncoding?: string }).clientAcceptEncoding : headers.get('accept-encoding')) ??
    ''
  );
}

/** The same answer with its body compressed as well. */
export async function withCompressed(kept: KeptAnswer, form: Form): Promise<KeptAnswer> {
  const { coding, compress } = FORMS[form];
  const body = new Blob([compress(await kept.plain.body.arrayBuffer())]);
  const headers = new Headers(kept.plain.like.headers);
  headers.set('content-encoding', coding);
  headers.set('etag', `"${tagOf(kept, form)}"`);
  return {
    ...kept,
    compressed: {
      ...kept.compressed,
      [form]: { body, like: new Response(null, { headers, encodeBody: 'manual' }) },
    },
    weight: kept.weight + body.size,
  };
}

/** Other bytes are another representation (RFC 9110 §8.8.3.3). */
const tagOf = ({ tag }: KeptAnswer, form: Form) => `${tag}.${form}`;

/** The answer, in a form it is kept in, or 304 for whoever has it in any (RFC 9110 §15.4.5). */
export function answerOf(kept: KeptAnswer, request: Request, form: Form | null = null): Response {
  const { body, like } = (form && kept.compressed[form]) ?? kept.plain;
  const known = request.headers.get('if-none-match');
  const same = known === null ? null : knownTag(kept, known);
  if (same === null) return new Response(body.stream(), like);
  const answer = new Response(null, { status: 304, headers: like.headers });
  for (const name of HEADERS_OF_THE_BODY) answer.headers.delete(name);
  // A cache refreshes what it holds under this tag (RFC 9111 §4.3.4).
  if (same !== '*') answer.headers.set('etag', same);
  return answer;
}

/** Which of the tags that a request knows is one of this answer, whatever its form; null if none. */
function knownTag(kept: KeptAnswer, known: string): string | null {
  if (known.trim() === '*') return '*';
  const own = [kept.tag, ...FORM_NAMES.map((form) => tagOf(kept, form))].map((tag) => `"${tag}"`);
  return (known.match(/"[^"]*"/g) ?? []).find((tag) => own.includes(tag)) ?? null;
}
