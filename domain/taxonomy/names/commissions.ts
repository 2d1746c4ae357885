import type { Commission } from '../code-lists.ts';
import type { Localized } from '../language.ts';

export const COMMISSION_NAMES: Readonly<Record<Commission, Localized>> = {
  eca: {
    ar: 'اللجنة الاقتصادية لأفريقيا',
    zh: '非洲经济委员会',
    en: 'Economic Commission for Africa',
    fr: 'Commission économique pour l’Afrique',
    ru: 'Экономическая комиссия для Африки',
    es: 'Comisión Económica para África',
  },
  ece: {
    ar: 'اللجنة الاقتصادية لأوروبا',
    zh: '欧洲经济委员会',
    en: 'Economic Commission for Europe',
    fr: 'Commission économique pour l’Europe',
    ru: 'Европейская экономическая комиссия',
    es: 'Comisión Económica para Europa',
  },
  eclac: {
    ar: 'اللجنة الاقتصادية لأمريكا اللاتينية ومنطقة البحر الكاريبي',
    zh: '拉丁美洲和加勒比经济委员会',
    en: 'Economic Commission for Latin America and the Caribbean',
    fr: 'Commission économique pour l’Amérique latine et les Caraïbes',
    ru: 'Экономическая комиссия для Латинской Америки и Карибского бассейна',
    es: 'Comisión Económica para América Latina y el Caribe',
  },
  escap: {
    ar: 'اللجنة الاقتصادية والاجتماعية لآسيا والمحيط الهادئ',
    zh: '亚洲及太平洋经济社会委员会',
    en: 'Economic and Social Commission for Asia and the Pacific',
    fr: 'Commission économique et sociale pour l’Asie et le Pacifique',
    ru: 'Экономическая и социальная комиссия для Азии и Тихого океана',
    es: 'Comisión Económica y Social para Asia y el Pacífico',
  },
  escwa: {
    ar: 'اللجنة الاقتصادية والاجتماعية لغربي آسيا',
    zh: '西亚经济社会委员会',
    en: 'Economic and Social Commission for Western Asia',
    fr: 'Commission économique et sociale pour l’Asie occidentale',
    ru: 'Экономическая и социальная комиссия для Западной Азии',
    es: 'Comisión Económica y Social para Asia Occidental',
  },
};

export const COMMISSION_ABBREVIATIONS: Readonly<Record<Commission, Localized>> = {
  eca: {
    ar: 'لجنة أفريقيا',
    zh: '非洲经委会',
    en: 'ECA',
    fr: 'CEA',
    ru: 'ЭКА',
    es: 'CEPA',
  },
  ece: {
    ar: 'لجنة أوروبا',
    zh: '欧洲经委会',
    en: 'ECE',
    fr: 'CEE',
    ru: 'ЕЭК',
    es: 'CEPE',
  },
  eclac: {
    ar: 'إيكلاك',
    zh: '拉加经委会',
    en: 'ECLAC',
    fr: 'CEPALC',
    ru: 'ЭКЛАК',
    es: 'CEPAL',
  },
  escap: {
    ar: 'إسكاب',
    zh: '亚太经社会',
    en: 'ESCAP',
    fr: 'CESAP',
    ru: 'ЭСКАТО',
    es: 'CESPAP',
  },
  escwa: {
    ar: 'إسكوا',
    zh: '西亚经社会',
    en: 'ESCWA',
    fr: 'CESAO',
    ru: 'ЭСКЗА',
    es: 'CESPAO',
  },
};
