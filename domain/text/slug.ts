import { plain } from './normalise.ts';
import { hanWords } from './query.ts';

const MAX_SLUG = 60;
const FALLBACK = 'initiative';

const codePoints = (text: string): number => Array.from(text).length;

/** The readable part of an address: words of any script in lower case joined by hyphens, at most 60 code points, never empty. */
export function slugify(title: string): string {
  const words = plain(title).match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? [];
  let slug = '';
  for (const word of words) {
    const joined = slug === '' ? word : `${slug}-${word}`;
    if (codePoints(joined) <= MAX_SLUG) {
      slug = joined;
      continue;
    }
    return withPartOf(word, slug);
  }
  return slug === '' ? FALLBACK : slug;
}

// Chinese titles are one run without spaces: what fits of the run is kept up to a word border.
function withPartOf(word: string, slug: string): string {
  let result = slug === '' ? '' : `${slug}-`;
  const start = result;
  if (/\p{Script=Han}/u.test(word)) {
    for (const part of hanWords(word)) {
      if (codePoints(result) + codePoints(part) > MAX_SLUG) break;
      result += part;
    }
  }
  if (result !== start) return result;
  return slug === '' ? Array.from(word).slice(0, MAX_SLUG).join('') : slug;
}
