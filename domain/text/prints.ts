import { fold } from './normalise.ts';
import { bigrams, runs } from './tokens.ts';

/** Words, or pairs of Han characters, in a row that make a piece of text. */
const WORDS = 5;
/** Prints kept of one text: the lowest, so that texts with pieces in common have some of them in common (bottom-k sketch). */
const KEPT = 12;

/** A digest of 53 bits that depends on every character (FNV-1a over two halves). */
function digest(text: string): number {
  let high = 0x811c9dc5;
  let low = 0x9dc5811c;
  for (let place = 0; place < text.length; place++) {
    const code = text.charCodeAt(place);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul(low ^ (code + place), 0x01000193);
  }
  return ((high >>> 0) & 0x1fffff) * 0x1_0000_0000 + (low >>> 0);
}

function piecesOf(text: string): Set<string> {
  const words = runs(text).flatMap((run) => (run.han ? bigrams(run.text) : [run.text]));
  const pieces = new Set<string>();
  for (let from = 0; from + WORDS <= words.length; from++)
    pieces.add(words.slice(from, from + WORDS).join(' '));
  return pieces;
}

/** Short marks of a text. Two texts of which one repeats most of the other share several. None for a few words. */
export function textPrints(text: string): string[] {
  const digests = [...piecesOf(text)].map(digest).sort((a, b) => a - b);
  return digests.slice(0, KEPT).map((value) => `t${value.toString(36)}`);
}

/** The part of the shorter text's pieces that the other one has too, from 0 to 1. */
export function sharedText(a: string, b: string): number {
  const [shorter, longer] = [piecesOf(a), piecesOf(b)].sort((left, right) => left.size - right.size);
  if (!shorter || !longer || shorter.size === 0) return 0;
  return [...shorter].filter((piece) => longer.has(piece)).length / shorter.size;
}

/** A mark of an address on the web, the same for spellings that lead to one page; null for what is no address. */
export function addressPrint(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { hostname, pathname, searchParams } = new URL(address);
  const query = [...searchParams].filter(([name]) => !/^(utm_|fbclid$|gclid$)/.test(name)).sort();
  const path = pathname.replace(/\/(index\.\w+)?$/, '');
  const page = `${hostname.replace(/^www\./, '')}${path}?${new URLSearchParams(query)}`;
  return `u${digest(fold(page)).toString(36)}`;
}
