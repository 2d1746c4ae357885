import { describe, expect, test } from 'vitest';
import { aPublicEntry } from '../../test/support/public-entry.ts';
import { conceptToken } from '../glossary/recognise.ts';
import { referenceOf } from '../initiative/identifiers.ts';
import {
  completeness,
  entryNames,
  entryText,
  NAME_RANKS,
  nameKey,
  spellingWords,
  TEXT_COLUMNS,
  titleWords,
} from './entry-text.ts';
import { stemIn } from './stem.ts';

const titled = (title: string, language = 'en') => aPublicEntry({ language, texts: [{ title }] });
const organization = (name: string, acronym = '') => ({ name, acronym, role: 'lead' as const });

describe('what the full text holds', () => {
  const entry = aPublicEntry({
    language: 'fr',
    texts: [
      { language: 'fr', title: 'Écoles connectées', summary: 'Des enseignants formés.' },
      { language: 'en', title: 'Connected schools' },
      { language: 'zh', title: '农村学校' },
    ],
    organizations: [organization('Ministry of Education', 'MoE'), organization('Villages Unis')],
    sdgs: [4],
    countries: ['SN'],
  });
  const text = entryText(entry);

  test('every column, with words as written', () => {
    expect(Object.keys(text)).toEqual([...TEXT_COLUMNS]);
    expect(text.title).toBe('ecoles connectees 0border0 connected schools 0border0 农村 村学 学校 校');
    expect(text.organizations).toBe('ministry of education moe 0border0 villages unis');
    expect(text.summary.replaceAll('0border0', '').trim()).toBe('des enseignants formes');
  });

  test('stems in the language of each text, none of Chinese', () => {
    expect(text.title_stems.split(/ 0border0 ?/)).toEqual([
      `${stemIn('ecoles', 'fr')} ${stemIn('connectees', 'fr')}`,
      `${stemIn('connected', 'en')} ${stemIn('schools', 'en')}`,
      '',
    ]);
    expect(text.stems).toContain(stemIn('enseignants', 'fr'));
    expect(text.stems).toContain(stemIn('ministry', 'fr'));
  });

  test('concepts of titles, of other text, and of tags', () => {
    expect(text.title_concepts.split(' ')).toContain(conceptToken('schools'));
    expect(text.concepts.split(' ')).toContain(conceptToken('teachers'));
    expect(text.concepts.split(' ')).toContain(conceptToken('education'));
    expect(text.tags.split(' ')).toEqual(
      expect.arrayContaining([conceptToken('sdg-4'), conceptToken('country-sn')]),
    );
    expect(text.title).not.toContain('zqx');
  });

  test('nothing but borders for what an entry does not tell', () => {
    const empty = entryText(titled('🙂'));
    for (const column of ['title', 'organizations', 'summary', 'title_concepts'] as const)
      expect(empty[column]).toBe('');
  });
});

test.each([
  ['E-Health', 'ehealth'],
  ['She Trades', 'shetrades'],
  ['«ИТ» – Ещё', 'итеще'],
  ['École 2.0', 'ecole20'],
  ['الصِّحَّة', 'الصحه'],
  ['!!!', ''],
])('%s is looked up as %s', (name, key) => {
  expect(nameKey(name)).toBe(key);
});

describe('names people ask for an entry by', () => {
  const { title, part, acronym } = NAME_RANKS;

  test.each<[string, Record<string, number>]>([
    [
      'SheTrades: women in trade',
      { 'shetrades women in trade': title, shetrades: part, 'women in trade': part },
    ],
    ['GIGA – school connectivity', { giga: part, 'school connectivity': part }],
    ['National Roaming Platform (NRP)', { nrp: part, 'national roaming platform': part }],
    ['Plateforme | Portail', { plateforme: part, portail: part }],
    ['数字乡村：平台（试点）', { 数字乡村: part, 平台: part, 试点: part }],
    ['Smart - city', { smart: part, city: part }],
  ])('%s', (name, expected) => {
    const names = entryNames(titled(name));
    expect(names.get(nameKey(name))).toBe(title);
    for (const [asked, rank] of Object.entries(expected)) expect(names.get(nameKey(asked)), asked).toBe(rank);
  });

  test('a hyphen inside a word parts nothing', () => {
    const names = entryNames(titled('E-learning for all'));
    expect(names.has('learningforall')).toBe(false);
    expect(names.has('e')).toBe(false);
  });

  test('the titles of every language, and the acronyms of its organisations', () => {
    const names = entryNames(
      aPublicEntry({
        texts: [{ title: 'Connected schools' }, { language: 'fr', title: 'Écoles connectées' }],
        organizations: [organization('International Telecommunication Union', 'ITU')],
      }),
    );
    expect(names.get('connectedschools')).toBe(title);
    expect(names.get('ecolesconnectees')).toBe(title);
    expect(names.get('itu')).toBe(acronym);
    expect(names.get('internationaltelecommunicationunion')).toBe(acronym);
  });

  test('the best rank of a name wins', () => {
    const names = entryNames(
      aPublicEntry({ texts: [{ title: 'ITU (ITU): ITU' }], organizations: [organization('ITU', 'ITU')] }),
    );
    expect(names.get('itu')).toBe(part);
    expect(
      entryNames(aPublicEntry({ texts: [{ title: 'ITU' }], organizations: [organization('ITU')] })).get(
        'itu',
      ),
    ).toBe(title);
  });

  test('its reference, in any spelling', () => {
    const entry = titled('Anything');
    const names = entryNames(entry);
    expect(names.get(nameKey(referenceOf(entry.id)))).toBe(title);
    expect(names.get(nameKey(entry.id.toUpperCase()))).toBe(title);
  });

  test('nothing of one character, and nothing endless', () => {
    const names = entryNames(titled(`A: ${'very '.repeat(100)}long`));
    for (const name of names.keys()) {
      expect(name.length).toBeGreaterThan(1);
      expect(name.length).toBeLessThanOrEqual(300);
    }
  });
});

test('words to spell by: each once, folded, of four to 32 letters, no Chinese and no numbers', () => {
  const entry = aPublicEntry({
    texts: [{ title: 'Télémédecine and télémédecine in 2025', summary: '农村 covid19 ICT школа' }],
    organizations: [organization('x'.repeat(33), 'UNESCO')],
  });
  expect(spellingWords(entry).sort()).toEqual(['covid19', 'telemedecine', 'unesco', 'школа'].sort());
});

test.each([
  ['Radio for the valley', 4],
  ['农村电子商务平台', 4],
  ['5G网络', 2],
  ['🙂', 0],
  ['w '.repeat(400), 255],
])('%s has %i words', (title, words) => {
  expect(titleWords(titled(title))).toBe(words);
});

test('completeness goes from nothing told to everything', () => {
  expect(completeness(titled('Only a title'))).toBe(0);
  expect(completeness(aPublicEntry({ texts: [{ title: 'A', summary: 'Short.' }] }))).toBe(1);
  expect(completeness(aPublicEntry({ coverage: 'international', urls: ['https://example.org/'] }))).toBe(2);
  expect(
    completeness(
      aPublicEntry({
        texts: [{ title: 'A', summary: 'Long. '.repeat(40) }],
        organizations: [organization('Trust')],
        countries: ['KE'],
        coverage: 'national',
        urls: ['https://example.org/'],
        start_date: '2020',
        activity_status: 'ongoing',
        beneficiaries: ['children-and-youth'],
      }),
    ),
  ).toBe(8);
});
