import type { ActivityStatus } from '../code-lists.ts';
import type { Localized } from '../language.ts';

export const ACTIVITY_STATUS_NAMES: Readonly<Record<ActivityStatus, Localized>> = {
  planned: {
    ar: 'مخطط له',
    zh: '计划中',
    en: 'Planned',
    fr: 'Prévu',
    ru: 'Планируется',
    es: 'Previsto',
  },
  ongoing: {
    ar: 'جارٍ',
    zh: '进行中',
    en: 'Ongoing',
    fr: 'En cours',
    ru: 'Осуществляется',
    es: 'En curso',
  },
  completed: {
    ar: 'مكتمل',
    zh: '已完成',
    en: 'Completed',
    fr: 'Achevé',
    ru: 'Завершено',
    es: 'Finalizado',
  },
  discontinued: {
    ar: 'متوقف',
    zh: '已终止',
    en: 'Discontinued',
    fr: 'Abandonné',
    ru: 'Прекращено',
    es: 'Interrumpido',
  },
};
