import { detectAll, supportedLanguages, toISO2 } from 'tinyld/light';

/** Languages that are told apart, by ISO 639-1. */
const KNOWN: ReadonlySet<string> = new Set(supportedLanguages.map(toISO2));

/** Letters of a piece of text that is judged by itself. */
const PIECE = 60;
/** Fewer pieces than these prove nothing. */
const PIECES = 3;
const MOST_PIECES = 20;
/** The part of the pieces that has to agree. */
const AGREED = 0.75;

/** Pieces of whole words, each with at least `PIECE` letters, or half of it where no spaces divide words. */
function piecesOf(text: string): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const word of text.match(/\p{Script=Han}{1,8}|[^\s\p{Script=Han}]+/gu) ?? []) {
    piece += `${piece ? ' ' : ''}${word}`;
    const size = (piece.match(/\p{L}/gu)?.length ?? 0) + (piece.match(/\p{Script=Han}/gu)?.length ?? 0) * 4;
    if (size < PIECE) continue;
    pieces.push(piece);
    piece = '';
    if (pieces.length === MOST_PIECES) break;
  }
  return pieces;
}

/**
 * The language a text is written in (ISO 639-1) if that is surely another one than declared, else null. Each piece of the
 * text is judged by itself, as names and abbreviations in one of them mislead; languages that are not known are not judged.
 */
export function otherLanguage(text: string, declared: string): string | null {
  if (!KNOWN.has(declared)) return null;
  const votes = new Map<string, number>();
  const pieces = piecesOf(text);
  for (const piece of pieces) {
    const language = detectAll(piece)[0]?.lang ?? '';
    votes.set(language, (votes.get(language) ?? 0) + 1);
  }
  const [winner, count] = [...votes].sort((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const sure = pieces.length >= PIECES && count >= pieces.length * AGREED && !votes.has(declared);
  return sure && winner !== '' && winner !== declared ? winner : null;
}
