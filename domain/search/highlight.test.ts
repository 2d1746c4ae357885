import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../text/normalise.ts';
import { runs } from '../text/tokens.ts';
import type { Segment } from './excerpt.ts';
import { highlight, type ShownText } from './highlight.ts';
import { placed, SINGLE } from './places.ts';
import { planSearch } from './plan.ts';
import { type Sought, soughtIn } from './sought.ts';

function sought(q: string): Sought {
  const plan = planSearch(q);
  return plan ? soughtIn(plan) : [];
}

const written = (segments: readonly Segment[]) =>
  segments.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

function marked(q: string, text: string, language = 'en', room?: number): string {
  return highlight([{ text, language, room }], sought(q)).map(written).join();
}

describe('marks what the index finds', () => {
  test.each([
    ['school', 'en', 'Schools and SCHOOLING', '[Schools] and [SCHOOLING]'],
    ['éducation', 'fr', 'Education des filles, éducatif', '[Education] des filles, [éducatif]'],
    ['education', 'fr', 'E\u0301ducation', '[E\u0301ducation]'],
    ['библиотека', 'ru', 'сельских библиотек и библиотеки', 'сельских [библиотек] и [библиотеки]'],
    ['школа', 'ru', 'новые шко\u0301лы', 'новые [шко\u0301лы]'],
    ['مكتبة', 'ar', 'المَكتبة العامة', '[المَكتبة] العامة'],
    ['escuela', 'es', 'en las escuelas rurales', 'en las [escuelas] rurales'],
    ['农业', 'zh', '数字农业平台', '数字[农业]平台'],
    ['农业', 'zh', '鈇數位農業', '鈇數位[農業]'],
    ['人工智能', 'zh', '非洲人工智能需求', '非洲[人工智能]需求'],
    ['school 📚', 'en', '📚 a school 📚', '📚 a [school] 📚'],
    ['kilimatin', 'en', 'In Kilimatinde', 'In [Kilimatinde]'],
    ['kilimatin there', 'en', 'In Kilimatinde there', 'In Kilimatinde there'],
    ['ﬁbre', 'en', 'Cheap ﬁbre, cheap fibre', 'Cheap [ﬁbre], cheap [fibre]'],
    ['information', 'en', 'an infor\u00admation society', 'an [infor\u00admation] society'],
    ['school', 'en', '\ud800school\udc00', '\ud800[school]\udc00'],
  ])('%s in %s: %s', (q, language, text, expected) => {
    expect(marked(q, text, language)).toBe(expected);
  });

  test('words of a sentence are left alone', () => {
    expect(marked('the future of schools', 'the school of the future')).toBe('the [school] of the [future]');
  });

  test('words in quotation marks count only together', () => {
    expect(marked('"open data"', 'Open data is data; open-data too')).toBe(
      '[Open data] is data; [open-data] too',
    );
    expect(marked('"信息社会"', '信息和社会，信息社会峰会')).toBe('信息和社会，[信息社会]峰会');
    expect(marked('"ICT 农业"', '用ICT农业，农业ICT')).toBe('用[ICT农业]，农业ICT');
  });

  test('neighbours are marked as one', () => {
    expect(marked('women farmers', 'For women farmers, and farmers')).toBe(
      'For [women farmers], and [farmers]',
    );
  });
});

describe('marks the concept where the words are missing', () => {
  test.each([
    ['农业', 'Agriculture in Kenya', 'en', '[Agriculture] in Kenya'],
    ['agriculture', '肯尼亚的农业', 'zh', '肯尼亚的[农业]'],
    ['زراعة', 'Сельское хозяйство и связь', 'ru', '[Сельское хозяйство] и связь'],
    ['AI', 'Artificial intelligence for all', 'en', '[Artificial intelligence] for all'],
  ])('%s: %s', (q, text, language, expected) => {
    expect(marked(q, text, language)).toBe(expected);
  });

  test('but not where one of the texts has the words', () => {
    const texts = [
      { text: 'Agriculture', language: 'en' },
      { text: 'Farming in Kenya', language: 'en' },
    ];
    expect(highlight(texts, sought('agriculture')).map(written)).toEqual([
      '[Agriculture]',
      'Farming in Kenya',
    ]);
  });
});

describe('shows the part that says why', () => {
  const filler = (count: number) => Array.from({ length: count }, (_, index) => `word${index}`).join(' ');

  test('the beginning where that is enough', () => {
    expect(marked('school', `A school. ${filler(100)}`, 'en', 40)).toBe(
      'A [school]. word0 word1 word2 word3 word4…',
    );
  });

  test('the densest part, between ellipses, at borders of words', () => {
    const text = `School ${filler(60)} women teach women in the school ${filler(60)}`;
    const shown = marked('school women teach', text, 'en', 80);
    expect(shown).toMatch(/^…word\d+ .*\[women teach women\] in the \[school\] word0.* word\d+…$/);
    expect(shown.replace(/[[\]…]/g, '').length).toBeLessThanOrEqual(80);
  });

  test('a whole sentence where one begins near', () => {
    const text = `${filler(40)}. Every village has a school now. ${filler(40)}`;
    expect(marked('school', text, 'en', 90)).toMatch(/^…Every village has a \[school\] now\. word0/);
  });

  test('of Chinese at the borders of its words', () => {
    const text = `${'信息通信技术促进发展。'.repeat(20)}支持农村地区的农业发展和农民培训${'信息通信技术促进发展。'.repeat(20)}`;
    const shown = marked('农民', text, 'zh', 40);
    expect(shown).toContain('[农民]');
    expect(Array.from(shown.replace(/[[\]…]/g, '')).length).toBeLessThanOrEqual(40);
    expect(shown).toMatch(/^….*…$/);
  });

  test('without a hit the beginning', () => {
    expect(marked('nothing', filler(30), 'en', 20)).toBe('word0 word1 word2…');
  });

  test('of a word that never ends a part', () => {
    const shown = marked('school', `${'x'.repeat(500)} school ${'y'.repeat(500)}`, 'en', 60);
    expect(shown).toContain('[school]');
    expect(shown.length).toBeLessThanOrEqual(64);
  });
});

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'school',
        'Écoles',
        'e\u0301cole',
        'школа',
        'المدرسة',
        '学校',
        '农业ICT',
        '📚',
        '\ud800',
        '\u0301',
        '\u202e',
        ' ',
        '. ',
        '"',
        'ﬁn',
        'ß',
        'agriculture',
        '한국',
        'ประเทศ',
      ),
      { maxLength: 80 },
    )
    .map((parts) => parts.join('')),
);

describe('whatever the text', () => {
  test('the pieces are the text', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.constantFrom('en', 'zh', 'ar', 'sw'), (q, text, language) => {
        const [segments = []] = highlight([{ text, language }], sought(q));
        expect(segments.map((segment) => segment.text).join('')).toBe(text);
        expect(segments.every((segment) => segment.text !== '')).toBe(true);
      }),
    );
  });

  test('a part of it is a part of it, and fits', () => {
    fc.assert(
      fc.property(anyText, anyText, fc.integer({ min: 20, max: 90 }), (q, text, room) => {
        const [segments = []] = highlight([{ text, language: 'en', room }], sought(q));
        const shown = segments.map((segment) => segment.text).join('');
        if (text.length <= room) expect(shown).toBe(text);
        else if (segments.some(({ hit }) => hit)) {
          const bare = shown.replace(/^…|…$/g, '');
          expect(text).toContain(bare);
          expect(shown.toWellFormed() === shown || text.toWellFormed() !== text).toBe(true);
        }
      }),
    );
  });

  test('nothing is marked when nothing is searched', () => {
    const texts: ShownText[] = [{ text: 'Schools for all, 农业', language: 'en' }];
    expect(
      highlight(texts, [])
        .flat()
        .some(({ hit }) => hit),
    ).toBe(false);
  });

  test('the words are those of the index, at their places', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { pieces, starts, begin, end } = placed(text);
        expect(pieces.map((piece) => piece.text)).toEqual(runs(text).map((piece) => piece.text));
        for (const [index, piece] of pieces.entries()) {
          const start = starts[index] ?? 0;
          const there = text.slice(begin(start), end(start + piece.text.length - 1));
          expect(fold(there).replace(/\p{M}/gu, '')).toContain(piece.text);
        }
      }),
    );
  });
});

test('characters that are taken one to one fold to one unit each, but for some Chinese ones', () => {
  const single = new RegExp(`^[${SINGLE}]$`, 'u');
  const characters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter((one) =>
    single.test(one),
  );
  const longer = characters.filter((one) => fold(one).length !== 1);
  expect(longer.filter((one) => !/\p{Script=Han}/u.test(one) || fold(one).length !== 2)).toEqual([]);
  const others = characters.filter((one) => !longer.includes(one));
  expect(fold(others.join('')).length).toBe(others.length);
});

test('twenty long cards cost little', () => {
  const texts = [
    { text: 'Schools learn to farm with information technology. '.repeat(40), language: 'en', room: 260 },
  ];
  const asked = sought('农业 学校 женщины broadband');
  highlight(texts, asked);
  const start = performance.now();
  for (let card = 0; card < 20; card++) highlight(texts, asked);
  expect(performance.now() - start).toBeLessThan(200);
});
