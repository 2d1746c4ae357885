import { visit } from 'jsonc-parser';
import { Problem, type ProblemCode } from '#domain/problems.ts';
import { pointerTo } from '#domain/schemas/parse.ts';
import type { AppContext } from './context.ts';

/** Largest body any endpoint reads, in bytes. The longest honest submission is a tenth of it. */
export const MAX_BODY = 256 * 1024;

/** Deepest JSON any endpoint reads. The deepest honest body has four levels. */
const MAX_DEPTH = 32;

async function boundedBytes(c: AppContext): Promise<Uint8Array> {
  const declared = Number(c.req.header('content-length') ?? 0);
  if (declared > MAX_BODY) throw new Problem('too-large', { extra: { limit_bytes: MAX_BODY } });
  const reader = c.req.raw.body?.getReader();
  if (!reader) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > MAX_BODY) {
      await reader.cancel();
      throw new Problem('too-large', { extra: { limit_bytes: MAX_BODY } });
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** The body as text. Bytes that are no UTF-8 are refused: replacing them would store something else than was sent. */
async function boundedText(c: AppContext, problem: ProblemCode): Promise<string> {
  const bytes = await boundedBytes(c);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem(problem);
  }
}

function contentType(c: AppContext): string {
  return (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
}

/** A JSON body. A key written twice in one object is refused (RFC 8259 §4 leaves it open; we do not guess). */
export async function jsonBody(c: AppContext): Promise<unknown> {
  if (contentType(c) !== 'application/json') throw new Problem('unsupported-media-type');
  const text = await boundedText(c, 'malformed-json');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem('malformed-json');
  }
  // The search for duplicate keys calls itself for every level.
  if (isDeeperThan(value, MAX_DEPTH)) throw new Problem('malformed-json');
  const duplicate = duplicateKey(text);
  if (duplicate !== null)
    throw new Problem('duplicate-key', {
      issues: [{ pointer: duplicate, code: 'duplicate-item', params: {} }],
    });
  return value;
}

function isDeeperThan(value: unknown, limit: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit) return true;
    level = level.flatMap((item) => (typeof item === 'object' && item !== null ? Object.values(item) : []));
  }
  return false;
}

/** Pointer of the first key that an object holds twice, or null. */
export function duplicateKey(text: string): string | null {
  const open: Set<string>[] = [];
  let found: string | null = null;
  visit(text, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectEnd: () => {
      open.pop();
    },
    onObjectProperty: (name, _offset, _length, _line, _character, path) => {
      const keys = open.at(-1);
      if (keys?.has(name)) found ??= pointerTo([...path(), name]);
      keys?.add(name);
    },
  });
  return found;
}

/** A form body as name → values in order. Only `application/x-www-form-urlencoded`: our forms carry no files. */
export async function formBody(c: AppContext): Promise<Map<string, string[]>> {
  if (contentType(c) !== 'application/x-www-form-urlencoded') throw new Problem('unsupported-media-type');
  const values = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(await boundedText(c, 'malformed-form'))) {
    const list = values.get(name);
    if (list) list.push(value);
    else values.set(name, [value]);
  }
  return values;
}
