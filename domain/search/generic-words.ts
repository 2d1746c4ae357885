import { fold } from '../text/normalise.ts';

/** What every entry of the register is, or does: in a question such a word says nothing of what is sought. */
const GENERIC = `
project projects initiative initiatives programme programmes program programs activity activities effort efforts
example examples help helps helping support supports supporting use uses using used improve improving provide providing
projet projets activités effort efforts exemple exemples aider aide aident soutenir utiliser utilisant améliorer
proyecto proyectos iniciativa iniciativas programa programas actividad actividades ejemplo ejemplos ayudar ayuda ayudan
apoyar usar usando utilizar utilizando mejorar
проект проекты проектов проекта инициатива инициативы инициатив программа программы программ пример примеры помощь
помогает помогают помочь использование использовать использует
مشروع مشاريع المشروع المشاريع مبادرة مبادرات المبادرة المبادرات برنامج برامج البرنامج البرامج تساعد يساعد مساعدة
استخدام باستخدام دعم تحسين
项目 倡议 计划 方案 活动 举措 帮助 支持 利用 使用 改善 哪些 期间
`;

const WORDS: ReadonlySet<string> = new Set(fold(GENERIC).trim().split(/\s+/));

/** Whether a folded word says nothing of what is sought; beside others it is left out of a search. */
export function isGenericWord(word: string): boolean {
  return WORDS.has(word);
}
