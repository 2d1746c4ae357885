import { glossaryWords } from '../../domain/glossary/glossary.ts';
import { inAnyForm, planSearch } from '../../domain/search/plan.ts';
import { HanTerms, Vocabulary, withWords } from '../../domain/search/spelling.ts';
import { runs } from '../../domain/text/tokens.ts';
import { listStatement, listsOf } from './lists.ts';
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

/** The query with the words that no entry has replaced by near words that some have; null when there is nothing to mend. */
export async function respelt(index: Index, q: string): Promise<string | null> {
  const plan = planSearch(q);
  if (!plan) return null;
  const replacements = new Map<string, string>();
  for (const { text, han } of runs(q)) {
    if (!han) continue;
    hanTerms ??= new HanTerms([...glossaryWords()].filter((word) => HAN.test(word)));
    const term = hanTerms.mended(text);
    if (term) replacements.set(text, term);
  }
  const single = plan.units.filter(
    ({ concept, text }) => !concept && text.length === 1 && !HAN.test(text[0] ?? ''),
  );
  const expressions = single.map(({ words, text }) => {
    const typed = plan.expressions[words[0]?.exact ?? -1] ?? '';
    return `(${typed}) OR ({title_stems stems} : ${inAnyForm(text[0] ?? '')})`;
  });
  if (expressions.length > 0) {
    const { results } = await index.register.ask(index.session, [
      listStatement(index.session, expressions, index.register.columns.size),
    ]);
    const lists = listsOf(results[0]);
    const unknown = single.filter((_, place) => (lists[place]?.length ?? 0) === 0);
    const vocabulary = unknown.length > 0 ? await vocabularyOf(index) : null;
    for (const { text } of unknown) {
      const [word = ''] = text;
      const near = vocabulary?.nearest(word);
      if (near && near !== word) replacements.set(word, near);
    }
  }
  return replacements.size > 0 ? withWords(q, replacements) : null;
}
