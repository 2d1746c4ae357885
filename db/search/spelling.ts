import { glossaryWords } from '../../domain/glossary/glossary.ts';
import type { SearchPlan } from '../../domain/search/plan.ts';
import { HanTerms, Vocabulary, withWords } from '../../domain/search/spelling.ts';
import { runs } from '../../domain/text/tokens.ts';
import type { Index, Register } from './register.ts';

/** The most frequent words kept in the isolate: about ten megabytes. */
const KEPT = 100_000;
/** How long new words may be unknown to the spelling. */
const FRESH = 60_000;

interface Kept {
  version: number;
  at: number;
  vocabulary: Vocabulary;
}
let hanTerms: HanTerms | undefined;
const HAN = /^\p{Script=Han}+$/u;
const kept = new WeakMap<Register, Kept>();

async function vocabularyOf({ register, session }: Index): Promise<Vocabulary> {
  const now = Date.now();
  const known = kept.get(register);
  if (known && (known.version === register.state.version || now - known.at < FRESH)) return known.vocabulary;
  const rows = await session
    .prepare(`SELECT word, entries FROM words ORDER BY entries DESC LIMIT ${KEPT}`)
    .raw<[word: string, entries: number]>();
  const vocabulary = new Vocabulary();
  for (const [word, entries] of rows) vocabulary.add(word, entries);
  for (const word of glossaryWords()) if (!HAN.test(word)) vocabulary.add(word, 1);
  kept.set(register, { version: register.state.version, at: now, vocabulary });
  return vocabulary;
}

/**
 * The query with the words that no entry has replaced by near words that some have; null when there is nothing to mend.
 * `lists` are those that the plan of the query found.
 */
export async function respelt(
  index: Index,
  q: string,
  { plan, lists }: { plan: SearchPlan; lists: readonly Uint32Array[] },
): Promise<string | null> {
  const replacements = new Map<string, string>();
  for (const { text, han } of runs(q)) {
    if (!han) continue;
    hanTerms ??= new HanTerms([...glossaryWords()].filter((word) => HAN.test(word)));
    const term = hanTerms.mended(text);
    if (term) replacements.set(text, term);
  }
  const isEmpty = (place: number | null | undefined) => place == null || lists[place]?.length === 0;
  const unknown = plan.units.flatMap(({ concept, text, words }) => {
    const [word = ''] = text;
    if (concept || text.length > 1 || HAN.test(word)) return [];
    return isEmpty(words[0]?.exact) && isEmpty(words[0]?.inflected) ? [word] : [];
  });
  const vocabulary = unknown.length > 0 ? await vocabularyOf(index) : null;
  for (const word of unknown) {
    const near = vocabulary?.nearest(word);
    if (near && near !== word) replacements.set(word, near);
  }
  return replacements.size > 0 ? withWords(q, replacements) : null;
}
