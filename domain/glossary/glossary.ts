import { type FtsQuery, ftsQuery } from '../text/query.ts';
import { conceptsIn, conceptToken, type Terms, termAt } from './recognise.ts';
import { TABLE } from './table.generated.ts';

let known: Terms | undefined;

/** The table is one string, so that a Worker that never searches pays nothing for it. */
function terms(): Terms {
  if (!known) {
    const [ids = '', ...lines] = TABLE.split('\n');
    const names = ids.split(' ');
    known = new Map(
      lines.map((line) => {
        const [key = '', ...indices] = line.split('\t');
        return [key, indices.map((index) => names[Number(index)] ?? '')];
      }),
    );
  }
  return known;
}

/** What the index keeps of the concepts a text names, to be found from any language. */
export function conceptText(text: string): string {
  return [...conceptsIn(text, terms())].map(conceptToken).join(' ');
}

/** A search across languages: each word, or the concept it names, in any of the six. */
export function searchQuery(q: string): FtsQuery | null {
  return ftsQuery(q, (pieces, at) => {
    const term = termAt(pieces, at, terms());
    return term && { length: term.length, tokens: term.ids.map(conceptToken) };
  });
}
