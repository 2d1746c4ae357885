import { describe, expect, test } from 'vitest';
import { fold } from '../text/normalise.ts';
import { stemIn, stemsOf } from './stem.ts';

const stem = (word: string, language: string) => stemIn(fold(word), language);

/** Whether somebody who asks for one word finds a text in a language that has the other. */
const finds = (asked: string, written: string, language: string) =>
  stemsOf(fold(asked)).includes(stem(written, language));

describe('inflections of one word meet, whichever is asked for', () => {
  test.each([
    ['en', 'farmer', 'farmers'],
    ['en', 'training', 'trained'],
    ['en', 'community', 'communities'],
    ['en', 'innovation', 'innovations'],
    ['en', 'digital', 'digitally'],
    ['en', 'connect', 'connection'],
    ['en', 'connected', 'connections'],
    ['en', 'protection', 'protecting'],
    ['en', 'prevent', 'prevention'],
    ['en', 'distribution', 'distribute'],
    ['en', 'production', 'producing'],
    ['en', 'reduce', 'reduction'],
    ['en', 'institutions', 'institutional'],
    ['fr', 'agriculteur', 'agriculteurs'],
    ['fr', 'national', 'nationale'],
    ['fr', 'numérique', 'numériques'],
    ['fr', 'formation', 'formations'],
    ['es', 'niña', 'niños'],
    ['es', 'región', 'regiones'],
    ['es', 'educación', 'educaciones'],
    ['es', 'educacion', 'educación'],
    ['es', 'campesino', 'campesinas'],
    ['es', 'mujer', 'mujeres'],
    ['es', 'joven', 'jóvenes'],
    ['es', 'ciudad', 'ciudades'],
    ['es', 'imagen', 'imágenes'],
    ['es', 'institución', 'instituciones'],
    ['es', 'sostenible', 'sostenibles'],
    ['es', 'padre', 'padres'],
    ['ru', 'женщина', 'женщины'],
    ['ru', 'образование', 'образования'],
    ['ru', 'цифровой', 'цифровых'],
    ['ru', 'детей', 'дети'],
    ['ar', 'مزارع', 'المزارع'],
    ['ar', 'التعليم', 'والتعليم'],
    ['ar', 'مدرسة', 'المدرسة'],
    ['ar', 'مزارعين', 'المزارعون'],
    ['ar', 'صحة', 'الصحة'],
    ['ar', 'نساء', 'والنساء'],
  ])('%s: %s, %s', (language, one, other) => {
    expect(finds(one, other, language)).toBe(true);
    expect(finds(other, one, language)).toBe(true);
  });
});

describe('other words do not', () => {
  test.each([
    ['en', 'farm', 'form'],
    ['en', 'nation', 'nature'],
    ['en', 'water', 'waste'],
    ['en', 'act', 'action'],
    ['en', 'sect', 'section'],
    ['fr', 'femme', 'ferme'],
    ['fr', 'santé', 'sang'],
    ['es', 'mujer', 'mundo'],
    ['es', 'agua', 'agosto'],
    ['es', 'vida', 'video'],
    ['ru', 'дети', 'дело'],
    ['ru', 'школа', 'шкала'],
    ['ar', 'التعليم', 'الصحة'],
    ['ar', 'ماء', 'مال'],
  ])('%s: %s, %s', (language, one, other) => {
    expect(finds(one, other, language)).toBe(false);
    expect(finds(other, one, language)).toBe(false);
  });
});

test('where the algorithm cuts too much of the singular, that still finds the plural', () => {
  expect(finds('mujer', 'mujeres', 'es')).toBe(true);
  expect(finds('connections', 'connect', 'en')).toBe(true);
});

test('the script decides where it can: Russian and Arabic in a text of any language', () => {
  expect(stem('женщины', 'en')).toBe(stem('женщина', 'ru'));
  expect(stem('المزارع', 'fr')).toBe(stem('مزارع', 'ar'));
});

test('a language without a stemmer keeps its words, and short words stay', () => {
  expect(stem('ngambarinya', 'sw')).toBe('ngambarinya');
  expect(stem('수업', 'ko')).toBe(fold('수업'));
  expect(stem('it', 'en')).toBe('it');
  expect(stem('5g', 'en')).toBe('5g');
  expect(stem('2025', 'en')).toBe('2025');
});

test('no stem is empty', () => {
  for (const word of ['ing', 'ions', 'ement', 'ность', 'ого', 'ات', 'الا', 'وال', 'mente', 'aaa', '123'])
    for (const language of ['en', 'fr', 'es', 'ru', 'ar', 'xx'])
      expect(stem(word, language), `${language} ${word}`).not.toBe('');
});

test('a word of unknown language has itself and its stem in each language, each once', () => {
  expect(stemsOf('communities')).toEqual(expect.arrayContaining(['communities', stem('community', 'en')]));
  expect(stemsOf('communes')).toContain(stem('commune', 'fr'));
  expect(stemsOf('campesinas')).toContain(stem('campesino', 'es'));
  expect(stemsOf('школами')).toEqual(['школами', stem('школа', 'ru')]);
  expect(stemsOf('it')).toEqual(['it']);
  expect(stemsOf('broadband')).toEqual(['broadband']);
});
