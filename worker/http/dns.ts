import * as v from 'valibot';
import type { Env } from '../env.ts';

/** Types of records that are looked up, with their numbers (RFC 1035 §3.2.2, RFC 3596). */
const TYPES = { A: 1, TXT: 16, AAAA: 28 } as const;
export type RecordType = keyof typeof TYPES;

/** Milliseconds that the resolver may take, and bytes that its answer may have. */
const TIMEOUT = 5000;
const MAX_ANSWER = 64 * 1024;

/** `none`: there is no such name, or it has no such record. `failed`: nobody knows, at the moment. */
export type DnsAnswer = { status: 'found'; values: string[] } | { status: 'none' } | { status: 'failed' };

/** What resolvers answer to `application/dns-json`, as far as it is read. */
const Answer = v.object({
  Status: v.number(),
  Answer: v.optional(v.array(v.object({ type: v.number(), data: v.string() })), []),
});

/** Response codes of DNS (RFC 1035 §4.1.1). */
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

/**
 * Looks a name up by DNS over HTTPS. Never throws: a resolver that is out of reach, slow, or answers nonsense makes
 * `failed`. Values of TXT records are the text itself.
 */
export async function lookUp(env: Env, name: string, type: RecordType): Promise<DnsAnswer> {
  try {
    const url = `${env.DNS_RESOLVER}?${new URLSearchParams({ name, type })}`;
    const answer = await fetch(url, {
      headers: { accept: 'application/dns-json' },
      // A resolver that sends us elsewhere is none: the answer is not ok.
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    if (!answer.ok) return { status: 'failed' };
    const { Status, Answer: records } = v.parse(Answer, JSON.parse(await boundedText(answer)));
    if (Status === NO_SUCH_NAME) return { status: 'none' };
    if (Status !== NO_ERROR) return { status: 'failed' };
    // An alias comes with the records of what it stands for.
    const values = records
      .filter((record) => record.type === TYPES[type])
      .map(({ data }) => (type === 'TXT' ? textOf(data) : data));
    return values.length > 0 ? { status: 'found', values } : { status: 'none' };
  } catch {
    return { status: 'failed' };
  }
}

async function boundedText(answer: Response): Promise<string> {
  const reader = answer.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; reader; ) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > MAX_ANSWER) {
      await reader.cancel();
      throw new Error('the answer is too long');
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}

/** The text of a TXT record, which comes as one or more quoted strings that belong together (RFC 7208 §3.3). */
function textOf(data: string): string {
  const parts = data.match(/"(?:[^"\\]|\\.)*"/g);
  return parts ? parts.map((part) => part.slice(1, -1).replace(/\\(.)/g, '$1')).join('') : data;
}
