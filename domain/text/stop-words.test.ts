import { expect, test } from 'vitest';
import { TABLE } from '../glossary/table.generated.ts';
import { isStopWord } from './stop-words.ts';
import { runs } from './tokens.ts';

const left = (text: string) =>
  runs(text)
    .map((run) => run.text)
    .filter((word) => !isStopWord(word))
    .join(' ');

test.each([
  ['What is being done about the safety of children?', 'done safety children'],
  ['Accès des femmes à l’éducation où elles sont', 'acces femmes education'],
  ['¿Cómo ayudan más a los agricultores?', 'ayudan agricultores'],
  ['Как помочь всем, кто её ещё не получил', 'помочь получил'],
  ['المشاريع التي إلى أن في الزراعة', 'المشاريع الزراعه'],
  ['的', ''],
])('%s', (text, rest) => {
  expect(left(text)).toBe(rest);
});

test.each(['it', 'us', 'who', 'ai', 'car', 'mais', 'sea', 'era', 'red', 'aids', 'mine', 'net', 'oms', 'ит'])(
  '%s means something',
  (word) => {
    expect(isStopWord(word)).toBe(false);
  },
);

test('no word that names a concept of the glossary is passed over', () => {
  const [, ...lines] = TABLE.split('\n');
  const keys = lines.map((line) => line.split('\t')[0] ?? '');
  expect(keys.filter(isStopWord)).toEqual([]);
});

test.each(['إلى', 'ещё', 'où', 'más', 'ЧТО', 'qu’'])('%s is met as it is folded', (word) => {
  expect(left(word)).toBe('');
});
