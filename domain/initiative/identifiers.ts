const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten characters of Crockford base32 (50 bits): short, opaque, permanent. */
export const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{10}$/;

/** An id from at least ten bytes: random ones for a new entry, a digest for an imported one. */
export function idFromBytes(bytes: Uint8Array): string {
  if (bytes.length < 10) throw new RangeError('an id needs ten bytes');
  return Array.from(bytes.subarray(0, 10), (byte) => ALPHABET[byte % 32]).join('');
}

/** A new random public id. */
export function newId(): string {
  return idFromBytes(crypto.getRandomValues(new Uint8Array(10)));
}

/** The id that a key always gets, so that imports and organisations keep their addresses when loaded again. */
export async function idFromKey(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key));
  return idFromBytes(new Uint8Array(digest));
}

/** What people quote in mails: the id in two halves, in capitals. */
export function referenceOf(id: string): string {
  return `WSIS-${id.slice(0, 5)}-${id.slice(5)}`.toUpperCase();
}

/** The id that a person means by an id or a reference, in whatever case. */
export function idOfReference(text: string): string {
  return text.toLowerCase().replace(/^wsis-([0-9a-z]{5})-([0-9a-z]{5})$/, '$1$2');
}
