import type { StakeholderType } from '../code-lists.ts';
import type { Localized } from '../language.ts';

export const STAKEHOLDER_TYPE_NAMES: Readonly<Record<StakeholderType, Localized>> = {
  government: {
    ar: 'جهة حكومية',
    zh: '政府',
    en: 'Government',
    fr: 'Gouvernement',
    ru: 'Правительство',
    es: 'Gobierno',
  },
  'private-sector': {
    ar: 'القطاع الخاص',
    zh: '私营部门',
    en: 'Private sector',
    fr: 'Secteur privé',
    ru: 'Частный сектор',
    es: 'Sector privado',
  },
  'civil-society': {
    ar: 'المجتمع المدني',
    zh: '民间社会',
    en: 'Civil society',
    fr: 'Société civile',
    ru: 'Гражданское общество',
    es: 'Sociedad civil',
  },
  'international-organization': {
    ar: 'منظمة دولية',
    zh: '国际组织',
    en: 'International organization',
    fr: 'Organisation internationale',
    ru: 'Международная организация',
    es: 'Organización internacional',
  },
  academia: {
    ar: 'مؤسسة أكاديمية',
    zh: '学术界',
    en: 'Academia',
    fr: 'Secteur académique',
    ru: 'Академическая организация',
    es: 'Sector académico',
  },
  other: {
    ar: 'جهة أخرى',
    zh: '其他',
    en: 'Other',
    fr: 'Autre',
    ru: 'Другое',
    es: 'Otro',
  },
  'technical-community': {
    ar: 'الأوساط التقنية',
    zh: '技术界',
    en: 'Technical community',
    fr: 'Communauté technique',
    ru: 'Техническое сообщество',
    es: 'Comunidad técnica',
  },
  'multistakeholder-partnership': {
    ar: 'شراكة بين أصحاب مصلحة متعددين',
    zh: '多利益攸关方伙伴关系',
    en: 'Multi-stakeholder partnership',
    fr: 'Partenariat multipartite',
    ru: 'Многостороннее партнерство',
    es: 'Asociación de múltiples partes interesadas',
  },
};
