import { describe, expect, test } from 'vitest';
import { otherLanguage } from './written-in.ts';

const TEXTS: Record<string, string> = {
  en: 'Village libraries in three districts lend solar lamps and tablets with lessons in the local language. Volunteers teach adults and children how to find, judge and share information, and how to stay safe online. Last year more than four thousand people took part in the courses.',
  fr: 'Les bibliothèques de village de trois districts prêtent des lampes solaires et des tablettes avec des leçons dans la langue locale. Des bénévoles apprennent aux adultes et aux enfants à trouver, à juger et à partager l’information. L’an dernier, plus de quatre mille personnes ont suivi les cours.',
  es: 'Las bibliotecas de los pueblos de tres distritos prestan lámparas solares y tabletas con lecciones en la lengua local. Los voluntarios enseñan a adultos y niños a encontrar, valorar y compartir información. El año pasado más de cuatro mil personas siguieron los cursos.',
  ru: 'Сельские библиотеки трёх районов выдают солнечные лампы и планшеты с уроками на местном языке. Добровольцы учат взрослых и детей находить, оценивать и распространять информацию. В прошлом году на курсах занималось более четырёх тысяч человек, и многие из них продолжают учёбу.',
  ar: 'تعير مكتبات القرى في ثلاث مناطق مصابيح شمسية وأجهزة لوحية بها دروس باللغة المحلية. ويعلّم المتطوعون الكبار والأطفال كيفية العثور على المعلومات وتقييمها وتبادلها. وشارك في الدورات في العام الماضي أكثر من أربعة آلاف شخص، ويواصل كثير منهم التعلم حتى الآن في المكتبات نفسها.',
  zh: '三个地区的乡村图书馆出借太阳能灯和装有当地语言课程的平板电脑。志愿者教成人和儿童如何查找、判断和分享信息，以及如何安全上网。去年有四千多人参加了这些课程，其中许多人今年仍在图书馆继续学习，并帮助邻居使用网络服务。',
};

describe('the language of a text', () => {
  test.each(Object.entries(TEXTS))('%s is taken for what it is', (language, text) => {
    expect(otherLanguage(text, language)).toBeNull();
    for (const declared of Object.keys(TEXTS).filter((other) => other !== language))
      expect([declared, otherLanguage(text, declared)]).toEqual([declared, language]);
  });

  test('nothing is said of few words, of abbreviations, or of languages that are not known', () => {
    expect(otherLanguage('Les bibliothèques de village', 'en')).toBeNull();
    expect(otherLanguage('ICT4D e-Health mHealth WSIS ITU UNESCO FAO', 'en')).toBeNull();
    expect(otherLanguage(TEXTS.fr ?? '', 'sw')).toBeNull();
    expect(otherLanguage('', 'en')).toBeNull();
  });

  test('nothing is said of a text in two languages', () => {
    expect(otherLanguage(`${TEXTS.en} ${TEXTS.fr}`, 'en')).toBeNull();
  });
});
