import type { CountryGroup } from '../code-lists.ts';
import type { Localized } from '../language.ts';

export const COUNTRY_GROUP_NAMES: Readonly<Record<CountryGroup, Localized>> = {
  ldc: {
    ar: 'أقل البلدان نمواً',
    zh: '最不发达国家',
    en: 'Least developed countries',
    fr: 'Pays les moins avancés',
    ru: 'Наименее развитые страны',
    es: 'Países menos adelantados',
  },
  lldc: {
    ar: 'البلدان النامية غير الساحلية',
    zh: '内陆发展中国家',
    en: 'Landlocked developing countries',
    fr: 'Pays en développement sans littoral',
    ru: 'Развивающиеся страны, не имеющие выхода к морю',
    es: 'Países en desarrollo sin litoral',
  },
  sids: {
    ar: 'الدول الجزرية الصغيرة النامية',
    zh: '小岛屿发展中国家',
    en: 'Small island developing States',
    fr: 'Petits États insulaires en développement',
    ru: 'Малые островные развивающиеся государства',
    es: 'Pequeños Estados insulares en desarrollo',
  },
};
