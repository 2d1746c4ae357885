import { type Figures, figuresOf, type Judgments, meanOf } from './measure.ts';
import queries from './queries.json' with { type: 'json' };

/** The languages of the queries. */
export const LANGUAGES = ['ar', 'en', 'es', 'fr', 'ru', 'zh'] as const;
/**
 * What the searcher does: asks for something in a language in which no relevant entry is described (in Chinese: by other
 * words than those of the titles; in English: entries written in another language), in another form of the word, for an
 * entry she knows, in a sentence, with a country or region, for a theme, with a typing error.
 */
export const TYPES = [
  'cross-language',
  'inflection',
  'known-item',
  'multi-word',
  'place',
  'topical',
  'typo',
] as const;

/** A query as people type it, with a grade for every entry that deserves one; judged from the entries alone. */
export interface JudgedQuery {
  q: string;
  /** The language the query is written in, whatever the entries are written in. */
  language: (typeof LANGUAGES)[number];
  type: (typeof TYPES)[number];
  relevant: Judgments;
  /** What the searcher has in mind, where the words leave it open. */
  note?: string;
}

/** By type, then by language. */
export const QUERIES = queries as unknown as readonly JudgedQuery[];

interface Result {
  title: string;
  source: { id: string } | null;
}

/** A query with what the register answered, at most twenty results. */
export interface Outcome extends JudgedQuery {
  /** Source ids in the order of the answer; entries without one go by their title. */
  returned: { id: string; title: string }[];
  figures: Figures;
}

/**
 * Asks the API each query, one after the other, and measures the answers.
 *
 * @param ask a GET request to a path of the register
 * @throws Error for an answer other than 200
 */
export async function askAll(ask: (path: string) => Promise<Response>): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const query of QUERIES) {
    const answer = await ask(`/api/v1/initiatives?${new URLSearchParams({ q: query.q, size: '20' })}`);
    if (answer.status !== 200) throw new Error(`"${query.q}" answered ${answer.status}`);
    const { results } = (await answer.json()) as { results: Result[] };
    const returned = results.map(({ source, title }) => ({ id: source?.id ?? title, title }));
    const figures = figuresOf(
      query.relevant,
      returned.map(({ id }) => id),
    );
    outcomes.push({ ...query, returned, figures });
  }
  return outcomes;
}

const COLUMNS = 'queries  nDCG@10  recall@20  MRR    success@1';

/** A table of means: each type and its languages, each language, all. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const row = (name: string, among: readonly Outcome[]) => {
    if (among.length === 0) return [];
    const { ndcg10, recall20, mrr, success1 } = meanOf(among.map(({ figures }) => figures));
    const [n, r, m, s] = [ndcg10, recall20, mrr, success1].map((figure) => figure.toFixed(3));
    return [`${name.padEnd(16)} ${String(among.length).padStart(7)}  ${n}    ${r}      ${m}  ${s}`];
  };
  const languages = (among: readonly Outcome[], indent: string) =>
    LANGUAGES.flatMap((language) =>
      row(
        indent + language,
        among.filter((outcome) => outcome.language === language),
      ),
    );
  const types = TYPES.flatMap((type) => {
    const among = outcomes.filter((outcome) => outcome.type === type);
    return [...row(type, among), ...languages(among, '  ')];
  });
  return [' '.repeat(17) + COLUMNS, ...types, ...languages(outcomes, ''), ...row('all', outcomes)].join('\n');
}

/** The queries with the lowest nDCG@10: the first results, each with its grade, and what was not returned at all. */
export function worst(outcomes: readonly Outcome[], count: number, shown = 20): string {
  return [...outcomes]
    .sort((a, b) => a.figures.ndcg10 - b.figures.ndcg10 || a.figures.recall20 - b.figures.recall20)
    .slice(0, count)
    .map(({ q, language, type, note, relevant, returned, figures }) => {
      const seen = new Set(returned.map(({ id }) => id));
      const missed = Object.keys(relevant).filter((id) => !seen.has(id));
      return [
        `${q} (${language}, ${type}) nDCG@10 ${figures.ndcg10.toFixed(3)}, recall@20 ${figures.recall20.toFixed(3)}`,
        ...(note ? [`  meant: ${note}`] : []),
        ...returned.slice(0, shown).map(({ id, title }) => `  ${relevant[id] ?? '-'} ${id} ${title}`),
        ...(missed.length > 0
          ? [`  missed: ${missed.map((id) => `${id} (${relevant[id]})`).join(', ')}`]
          : []),
      ].join('\n');
    })
    .join('\n\n');
}
