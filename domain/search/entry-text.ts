import { allBroader } from '../glossary/broader.ts';
import { conceptsOf, conceptTokens } from '../glossary/glossary.ts';
import { conceptsOfTags } from '../glossary/tags.ts';
import { DETAIL_FIELDS, type DetailField, type TextParts } from '../initiative/content.ts';
import { referenceOf } from '../initiative/identifiers.ts';
import type { PublicInitiative } from '../schemas/public-initiative.ts';
import { fold } from '../text/normalise.ts';
import { indexText, runs } from '../text/tokens.ts';
import { stemIn } from './stem.ts';

/** The columns of the full text of an entry, in the order of the table `entry_text`. */
export const TEXT_COLUMNS = [
  'title',
  'organizations',
  'summary',
  'title_stems',
  'stems',
  'title_concepts',
  'concepts',
  'tags',
] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

/** Between texts that are not one sentence; a phrase must not run from one to the next. */
const BORDER = ' 0border0 ';

/** The words of a text by their stems, in the language of the text. Chinese has none. */
function stemText(text: string, language: string): string {
  return runs(text)
    .flatMap(({ text: word, han }) => (han ? [] : [stemIn(word, language)]))
    .join(' ');
}

/** Everything a language version says beside its title. */
function toldIn(text: Pick<TextParts, 'summary' | DetailField>): string {
  return [text.summary, ...DETAIL_FIELDS.map((field) => text[field])].filter(Boolean).join('.\n');
}

/** What the full text holds of an entry: words as written, their stems, and the concepts they name. */
export function entryText(initiative: PublicInitiative): Record<TextColumn, string> {
  const { texts } = initiative;
  const organizations = initiative.organizations.map(({ name, acronym }) => `${name} ${acronym}`);
  const told = texts.map(({ language, ...text }) => ({ language, text: toldIn(text) }));
  const ofTitle = conceptsOf(texts.map(({ title }) => title).join('. '));
  const ofText = conceptsOf([...organizations, ...told.map(({ text }) => text)].join('. '));
  return {
    title: texts.map(({ title }) => indexText(title)).join(BORDER),
    organizations: organizations.map(indexText).join(BORDER),
    summary: told.map(({ text }) => indexText(text)).join(BORDER),
    title_stems: texts.map(({ title, language }) => stemText(title, language)).join(BORDER),
    stems: [
      ...told.map(({ text, language }) => stemText(text, language)),
      ...organizations.map((name) => stemText(name, initiative.language)),
    ].join(BORDER),
    title_concepts: conceptTokens(ofTitle).join(' '),
    concepts: conceptTokens(ofText).join(' '),
    // What the concepts are part of says as little as a tag, but finds telemedicine by health.
    tags: conceptTokens(
      new Set([...conceptsOfTags(initiative), ...allBroader([...ofTitle, ...ofText])]),
    ).join(' '),
  };
}

/** The folded form a name is looked up by: letters and digits, so that hyphens and spaces do not matter. */
export function nameKey(name: string): string {
  return fold(name).replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
}

/** Ranks of the names of an entry. */
export const NAME_RANKS = { title: 0, part: 1, acronym: 2 } as const;

const PARTS = /\s*[:(–—|]\s*|\)\s*|\s-\s|：|（|）/u;

/**
 * Names people ask for an entry by, with their rank: its titles and its reference; the parts of a title set apart by a
 * colon, a dash or brackets, such as an acronym; names and acronyms of its organisations.
 */
export function entryNames(initiative: PublicInitiative): Map<string, number> {
  const names = new Map<string, number>();
  const add = (name: string, rank: number) => {
    const key = nameKey(name);
    if (key.length > 1 && key.length <= 300 && (names.get(key) ?? 9) > rank) names.set(key, rank);
  };
  add(referenceOf(initiative.id), NAME_RANKS.title);
  add(initiative.id, NAME_RANKS.title);
  for (const { title } of initiative.texts) {
    add(title, NAME_RANKS.title);
    const parts = title.split(PARTS).filter((part) => part !== '');
    if (parts.length > 1) for (const part of parts) add(part, NAME_RANKS.part);
  }
  for (const { name, acronym } of initiative.organizations) {
    add(acronym, NAME_RANKS.acronym);
    add(name, NAME_RANKS.acronym);
  }
  return names;
}

const LETTER = /\p{L}/u;

/** Distinct words of an entry as people write them, for spelling: no Chinese, no numbers, nothing shorter than four. */
export function spellingWords(initiative: PublicInitiative): string[] {
  const texts = [
    ...initiative.texts.flatMap((text) => [text.title, toldIn(text)]),
    ...initiative.organizations.flatMap(({ name, acronym }) => [name, acronym]),
  ];
  return [
    ...new Set(
      runs(texts.join('. ')).flatMap(({ text, han }) =>
        !han && text.length >= 4 && text.length <= 32 && LETTER.test(text) ? [text] : [],
      ),
    ),
  ];
}

const MANY_WORDS = 255;

/** Words of the title in the original language; a Chinese word is about two characters. */
export function titleWords(initiative: PublicInitiative): number {
  const words = runs(initiative.title).reduce(
    (sum, { text, han }) => sum + (han ? Math.ceil(Array.from(text).length / 2) : 1),
    0,
  );
  return Math.min(words, MANY_WORDS);
}

/** How many of eight things readers look for the entry tells. */
export function completeness(initiative: PublicInitiative): number {
  const told = [
    initiative.summary !== '',
    initiative.summary.length > 200,
    initiative.organizations.length > 0,
    initiative.countries.length > 0 || initiative.coverage !== null,
    initiative.urls.length > 0,
    initiative.start_date !== null,
    initiative.activity_status !== null,
    initiative.beneficiaries.length > 0,
  ];
  return told.filter(Boolean).length;
}
