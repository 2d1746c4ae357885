import type { Coverage } from '../code-lists.ts';
import type { Localized } from '../language.ts';

export const COVERAGE_NAMES: Readonly<Record<Coverage, Localized>> = {
  local: {
    ar: 'محلي',
    zh: '地方',
    en: 'Local',
    fr: 'Local',
    ru: 'Местный',
    es: 'Local',
  },
  national: {
    ar: 'وطني',
    zh: '国家',
    en: 'National',
    fr: 'National',
    ru: 'Национальный',
    es: 'Nacional',
  },
  regional: {
    ar: 'إقليمي',
    zh: '区域',
    en: 'Regional',
    fr: 'Régional',
    ru: 'Региональный',
    es: 'Regional',
  },
  international: {
    ar: 'دولي',
    zh: '国际',
    en: 'International',
    fr: 'International',
    ru: 'Международный',
    es: 'Internacional',
  },
};
