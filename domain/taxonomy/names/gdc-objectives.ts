import type { GdcObjective } from '../code-lists.ts';
import type { Localized } from '../language.ts';

export const GDC_OBJECTIVE_NAMES: Readonly<Record<GdcObjective, Localized>> = {
  1: {
    ar: 'سد جميع الفجوات الرقمية وتسريع التقدم المحرز في تحقيق أهداف التنمية المستدامة',
    zh: '弥合所有数字鸿沟，加快在实现各项可持续发展目标方面的进展',
    en: 'Close all digital divides and accelerate progress across the Sustainable Development Goals',
    fr: 'Combler toutes les fractures numériques et accélérer les progrès dans la réalisation de l’ensemble des objectifs de développement durable',
    ru: 'Устранение всех цифровых разрывов и ускорение прогресса в достижении целей в области устойчивого развития',
    es: 'Cerrar todas las brechas digitales y acelerar el progreso hacia los Objetivos de Desarrollo Sostenible',
  },
  2: {
    ar: 'توسيع نطاق الشمول في الاقتصاد الرقمي وإتاحة فوائده للجميع',
    zh: '扩大数字经济的包容性，让所有人受益于数字经济',
    en: 'Expand inclusion in and benefits from the digital economy for all',
    fr: 'Élargir l’accès de toutes et de tous à l’économie numérique et à ses avantages',
    ru: 'Расширение доступа к цифровой экономике и ее благам для всех',
    es: 'Ampliar la inclusión en la economía digital y los beneficios que esta reporta a todas las personas',
  },
  3: {
    ar: 'تعزيز فضاء رقمي شامل للجميع ومفتوح وسليم وآمن يحترم حقوق الإنسان ويحميها ويعززها',
    zh: '营造一个包容、开放、安全和可靠的数字空间，尊重、保护和促进人权',
    en: 'Foster an inclusive, open, safe and secure digital space that respects, protects and promotes human rights',
    fr: 'Favoriser un espace numérique inclusif, ouvert, sûr et sécurisé, qui respecte, protège et promeut les droits humains',
    ru: 'Содействие формированию инклюзивного, открытого, безопасного и защищенного цифрового пространства, в котором права человека соблюдаются, защищаются и поощряются',
    es: 'Fomentar un espacio digital inclusivo, abierto, seguro y protegido que respete, proteja y promueva los derechos humanos',
  },
  4: {
    ar: 'النهوض بنُهج مسؤولة ومنصفة وقابلة للتشغيل البيني لحوكمة البيانات',
    zh: '推进负责任、公平和可互操作的数据治理办法',
    en: 'Advance responsible, equitable and interoperable data governance approaches',
    fr: 'Promouvoir des modes de gouvernance des données responsables, équitables et interopérables',
    ru: 'Продвижение ответственных, справедливых и обеспечивающих совместимость подходов к управлению данными',
    es: 'Promover enfoques responsables, equitativos e interoperables de la gobernanza de los datos',
  },
  5: {
    ar: 'تعزيز الحوكمة الدولية للذكاء الاصطناعي لما فيه خير البشرية',
    zh: '加强人工智能国际治理，造福人类',
    en: 'Enhance international governance of artificial intelligence for the benefit of humanity',
    fr: 'Renforcer la gouvernance internationale de l’intelligence artificielle dans l’intérêt de l’humanité',
    ru: 'Укрепление международного управления искусственным интеллектом на благо человечества',
    es: 'Reforzar la gobernanza internacional de la inteligencia artificial en beneficio de la humanidad',
  },
};
