import type { Region } from '../code-lists.ts';
import type { Localized } from '../language.ts';

export const REGION_NAMES: Readonly<Record<Region, Localized>> = {
  africa: {
    ar: 'أفريقيا',
    zh: '非洲',
    en: 'Africa',
    fr: 'Afrique',
    ru: 'Африка',
    es: 'África',
  },
  americas: {
    ar: 'الأمريكتان',
    zh: '美洲',
    en: 'Americas',
    fr: 'Amériques',
    ru: 'Северная и Южная Америка',
    es: 'Américas',
  },
  'arab-states': {
    ar: 'الدول العربية',
    zh: '阿拉伯国家',
    en: 'Arab States',
    fr: 'États arabes',
    ru: 'Арабские государства',
    es: 'Estados Árabes',
  },
  'asia-pacific': {
    ar: 'آسيا والمحيط الهادئ',
    zh: '亚洲和太平洋',
    en: 'Asia and the Pacific',
    fr: 'Asie-Pacifique',
    ru: 'Азиатско-Тихоокеанский регион',
    es: 'Asia y el Pacífico',
  },
  cis: {
    ar: 'كومنولث الدول المستقلة',
    zh: '独立国家联合体',
    en: 'CIS',
    fr: 'CEI',
    ru: 'СНГ',
    es: 'CEI',
  },
  europe: {
    ar: 'أوروبا',
    zh: '欧洲',
    en: 'Europe',
    fr: 'Europe',
    ru: 'Европа',
    es: 'Europa',
  },
  international: {
    ar: 'دولي',
    zh: '国际',
    en: 'International',
    fr: 'International',
    ru: 'Международный уровень',
    es: 'Internacional',
  },
};
