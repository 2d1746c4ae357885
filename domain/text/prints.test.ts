import { describe, expect, test } from 'vitest';
import { addressPrint, sharedText, textPrints } from './prints.ts';

const TEXT =
  'Village libraries in three districts lend solar lamps and tablets with lessons in the local language. Volunteers teach adults and children how to find, judge and share information, and how to stay safe online.';
const OTHER =
  'A school of nursing trains midwives by radio and by telephone, so that mothers in the islands need not travel for a week to see somebody who can help them through the last days before birth.';

const common = (a: string, b: string): number => {
  const marks = new Set(textPrints(b));
  return textPrints(a).filter((mark) => marks.has(mark)).length;
};

describe('marks of a text', () => {
  test('a copy has them all, whatever the case, spaces and marks', () => {
    expect(common(TEXT, TEXT.toUpperCase().replaceAll(',', ' ;'))).toBe(12);
    expect(sharedText(TEXT, TEXT.toUpperCase())).toBe(1);
  });

  test('a text with another beginning and end shares several', () => {
    const copied = `In the north, ${TEXT.replace('three', 'four')} Come and see.`;
    expect(common(TEXT, copied)).toBeGreaterThanOrEqual(3);
    expect(sharedText(TEXT, copied)).toBeGreaterThan(0.5);
  });

  test('other texts share none; a few words have none', () => {
    expect(common(TEXT, OTHER)).toBe(0);
    expect(sharedText(TEXT, OTHER)).toBe(0);
    expect(textPrints('Village libraries')).toEqual([]);
    expect(sharedText('', TEXT)).toBe(0);
  });

  test('Chinese has marks too', () => {
    const text = '三个地区的乡村图书馆出借太阳能灯和装有当地语言课程的平板电脑。';
    expect(common(text, `${text}志愿者教成人。`)).toBeGreaterThanOrEqual(3);
  });
});

describe('marks of an address', () => {
  test('spellings of one page are one', () => {
    const mark = addressPrint('https://example.org/river');
    for (const same of [
      'http://www.example.org/river/',
      'https://EXAMPLE.org/river/index.html',
      'https://example.org/river?utm_source=mail#part',
    ])
      expect([same, addressPrint(same)]).toEqual([same, mark]);
    for (const other of [
      'https://example.org/',
      'https://example.org/river?id=1',
      'https://example.com/river',
    ])
      expect(addressPrint(other)).not.toBe(mark);
    expect(addressPrint('river')).toBeNull();
  });
});
