import { type Figures, meanOf } from './measure.ts';
import type { Outcome } from './outcomes.ts';

interface Floor {
  of: string;
  figure: keyof Figures;
  least: number;
  among: (outcome: Outcome) => boolean;
}

const ofType = (type: Outcome['type']) => (outcome: Outcome) => outcome.type === type;
const inLanguage = (language: Outcome['language']) => (outcome: Outcome) => outcome.language === language;

/** What the search must reach, as means over the queries named. */
const FLOORS: readonly Floor[] = [
  { of: 'all queries', figure: 'ndcg10', least: 0.85, among: () => true },
  { of: 'queries in Arabic', figure: 'ndcg10', least: 0.75, among: inLanguage('ar') },
  { of: 'queries in Chinese', figure: 'ndcg10', least: 0.75, among: inLanguage('zh') },
  { of: 'queries in English', figure: 'ndcg10', least: 0.75, among: inLanguage('en') },
  { of: 'queries in French', figure: 'ndcg10', least: 0.75, among: inLanguage('fr') },
  { of: 'queries in Russian', figure: 'ndcg10', least: 0.75, among: inLanguage('ru') },
  { of: 'queries in Spanish', figure: 'ndcg10', least: 0.75, among: inLanguage('es') },
  { of: 'known items', figure: 'success1', least: 0.95, among: ofType('known-item') },
  { of: 'queries across languages', figure: 'recall20', least: 0.8, among: ofType('cross-language') },
  { of: 'queries with typing errors', figure: 'recall20', least: 0.85, among: ofType('typo') },
  { of: 'queries with typing errors', figure: 'ndcg10', least: 0.85, among: ofType('typo') },
];

/** One line for each floor that the outcomes do not reach; a floor that no query measures counts as not reached. */
export function missedFloors(outcomes: readonly Outcome[]): string[] {
  return FLOORS.flatMap(({ of, figure, least, among }) => {
    const reached = meanOf(outcomes.filter(among).map(({ figures }) => figures))[figure];
    return reached >= least ? [] : [`${of}: ${figure} is ${reached.toFixed(3)}, not ${least}`];
  });
}
