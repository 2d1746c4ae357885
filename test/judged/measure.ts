/** How much an entry answers a query: 3 exactly what is meant, 2 clearly relevant, 1 marginal; 0 when nobody named it. */
export type Grade = 1 | 2 | 3;
/** The grades of one query by the source id of the entry, such as `sg2022-012`. */
export type Judgments = Readonly<Record<string, Grade>>;

/** All between 0 and 1, more is better. */
export interface Figures {
  ndcg10: number;
  recall20: number;
  mrr: number;
  success1: number;
}

const GAIN_DEPTH = 10;
const RECALL_DEPTH = 20;

/** What a hit of a grade is worth at a place counted from 0 (Järvelin and Kekäläinen 2002, with 2^grade − 1). */
const gain = (grade: number, place: number) => (2 ** grade - 1) / Math.log2(place + 2);

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Normalised discounted cumulative gain of the first ten; the ideal order comes from the judgments alone. */
export function ndcg10(judged: Judgments, returned: readonly string[]): number {
  const ideal = Object.values(judged)
    .sort((a, b) => b - a)
    .slice(0, GAIN_DEPTH)
    .map(gain);
  const found = returned.slice(0, GAIN_DEPTH).map((id, place) => gain(judged[id] ?? 0, place));
  return sum(found) / sum(ideal);
}

/** The entries a searcher must see: grade 2 and better, or every judged one where none is that good. */
export function wanted(judged: Judgments): string[] {
  const ids = Object.keys(judged);
  const good = ids.filter((id) => (judged[id] ?? 0) >= 2);
  return good.length > 0 ? good : ids;
}

/** The part of the wanted entries among the first twenty. */
export function recall20(judged: Judgments, returned: readonly string[]): number {
  const seen = new Set(returned.slice(0, RECALL_DEPTH));
  const ids = wanted(judged);
  return ids.filter((id) => seen.has(id)).length / ids.length;
}

/** One divided by the place of the first wanted entry, 0 without any. */
export function reciprocalRank(judged: Judgments, returned: readonly string[]): number {
  const ids = new Set(wanted(judged));
  const place = returned.findIndex((id) => ids.has(id));
  return place < 0 ? 0 : 1 / (place + 1);
}

/** 1 when the first result has the best grade of all that was judged, otherwise 0. */
export function success1(judged: Judgments, returned: readonly string[]): number {
  const [first = ''] = returned;
  return judged[first] === Math.max(...Object.values(judged)) ? 1 : 0;
}

/** The figures of one query. `returned` are source ids in the order of the answer, without repetition. */
export function figuresOf(judged: Judgments, returned: readonly string[]): Figures {
  return {
    ndcg10: ndcg10(judged, returned),
    recall20: recall20(judged, returned),
    mrr: reciprocalRank(judged, returned),
    success1: success1(judged, returned),
  };
}

/** The mean of each figure over the queries, every query counting the same; NaN over none. */
export function meanOf(figures: readonly Figures[]): Figures {
  const mean = (name: keyof Figures) => sum(figures.map((of) => of[name])) / figures.length;
  return { ndcg10: mean('ndcg10'), recall20: mean('recall20'), mrr: mean('mrr'), success1: mean('success1') };
}
