import { diffArrays } from 'diff';

/** A piece of two texts: in both, only in the later, or only in the earlier one. */
export interface Part {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Words that may differ before two texts count as wholly different: a bound on time, far above any edit people read. */
const MOST_CHANGES = 1500;

/** Words, spaces and marks as readers of the language tell them apart (UAX #29); the pieces of a text add up to it. */
function pieces(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/**
 * What changed from one text to another, word by word. Parts that are `same` or `removed` add up to `before`, those that
 * are `same` or `added` to `after`. `language` is the ISO 639-1 code that words are told apart by.
 */
export function difference(before: string, after: string, language: string): Part[] {
  const changes = diffArrays(pieces(before, language), pieces(after, language), {
    maxEditLength: MOST_CHANGES,
  });
  if (!changes) return ordered([part('removed', before), part('added', after)]);
  return ordered(
    changes.map(({ added, removed, value }) =>
      part(added ? 'added' : removed ? 'removed' : 'same', value.join('')),
    ),
  );
}

function part(kind: Part['kind'], text: string): Part {
  return { kind, text };
}

/**
 * Between two changes a space alone does not count as kept, so that a rewritten phrase reads as one. What was removed
 * stands before what was added.
 */
function ordered(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    if (removed) result.push(part('removed', removed));
    if (added) result.push(part('added', added));
    removed = '';
    added = '';
  };
  parts.forEach(({ kind, text }, index) => {
    const between = (removed !== '' || added !== '') && index < parts.length - 1;
    const joins = kind === 'same' && text.trim() === '' && between;
    if (kind === 'same' && !joins) flush();
    if (kind === 'removed' || joins) removed += text;
    if (kind === 'added' || joins) added += text;
    if (kind === 'same' && !joins && text) result.push(part('same', text));
  });
  flush();
  return result;
}
