const segmenters = new Map<string, Intl.Segmenter>();

function segmenter(granularity: 'word' | 'grapheme', lang?: string): Intl.Segmenter {
  // Only the language subtag matters to the segmentation, and it bounds the cache.
  const language = /^[a-z]{2,3}(?![a-z0-9])/i.exec(lang ?? '')?.[0].toLowerCase() ?? 'en';
  const key = `${granularity} ${language}`;
  let known = segmenters.get(key);
  if (known === undefined) {
    known = new Intl.Segmenter(language, { granularity });
    segmenters.set(key, known);
  }
  return known;
}

/** The number of words in a text, by the rules of its language (Chinese words are segmented by dictionary). */
export function countWords(text: string, lang?: string): number {
  let count = 0;
  for (const part of segmenter('word', lang).segment(text)) if (part.isWordLike === true) count += 1;
  return count;
}

/** The number of characters as a reader counts them. */
export function graphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter('grapheme').segment(text)) count += 1;
  return count;
}

/** The text in at most `max` graphemes, cut at a word border where one is near and ended with an ellipsis. */
export function truncate(text: string, max: number): string {
  if (max <= 0) return '';
  // No character takes less than one code unit.
  if (text.length <= max) return text;
  let seen = 0;
  let cut = 0;
  let fits = true;
  for (const part of segmenter('grapheme').segment(text)) {
    if (seen === max - 1) cut = part.index;
    if (seen === max) {
      fits = false;
      break;
    }
    seen += 1;
  }
  if (fits) return text;
  const border = segmenter('word').segment(text).containing(cut)?.index ?? cut;
  // Without a border in the second half the word is longer than the room: cut inside it.
  const end = border > cut / 2 ? border : cut;
  return `${text.slice(0, end).replace(/[\s,;:،؛、，；：.。(（-]+$/u, '')}…`;
}
