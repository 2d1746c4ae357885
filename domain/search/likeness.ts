import { conceptsOf, conceptTokens, termOfQuery } from '../glossary/glossary.ts';
import { REGION_CONCEPTS } from '../glossary/regions.ts';
import { TAG_CONCEPTS } from '../glossary/tags.ts';
import type { PublicInitiative } from '../schemas/public-initiative.ts';
import { isStopWord } from '../text/stop-words.ts';
import { capped, runs } from '../text/tokens.ts';
import { stemIn } from './stem.ts';

const MAX_CONCEPTS = 8;
const MAX_STEMS = 5;

let beside: Set<string> | undefined;

/** Concepts of where an entry is, of its form and of who stands behind it: not of what it is about. */
function isBeside(id: string): boolean {
  beside ??= new Set([
    ...REGION_CONCEPTS,
    ...Object.values(TAG_CONCEPTS.kinds).flat(),
    ...Object.values(TAG_CONCEPTS.stakeholderTypes).flat(),
  ]);
  return id.startsWith('country-') || beside.has(id);
}

/** The concepts that a whole name stands for. */
function named(name: string): readonly string[] {
  const words = runs(name);
  const term = termOfQuery(words, 0);
  return term?.length === words.length ? term.ids : [];
}

/** What an entry is about: concepts of its titles, and further ones of its summaries. */
export function conceptsOfEntry({ texts, organizations }: PublicInitiative): {
  title: string[];
  text: string[];
} {
  const bodies = new Set(organizations.flatMap(({ name, acronym }) => [...named(name), ...named(acronym)]));
  const isTopic = (id: string) => !isBeside(id) && !bodies.has(id);
  const title = [...conceptsOf(texts.map((text) => text.title).join('. '))].filter(isTopic);
  const text = [...conceptsOf(texts.map((text) => text.summary ?? '').join('. '))].filter(
    (id) => isTopic(id) && !title.includes(id),
  );
  return { title: title.slice(0, MAX_CONCEPTS), text: text.slice(0, MAX_CONCEPTS) };
}

/** The longest words of the original title by their stems: the ones that tell most. */
export function strongWords({ title, language }: PublicInitiative): string[] {
  const words = runs(title).filter(({ text, han }) => !han && text.length > 3 && !isStopWord(text));
  return [...new Set(words.map(({ text }) => stemIn(capped(text), language)))]
    .sort((a, b) => b.length - a.length)
    .slice(0, MAX_STEMS);
}

/** What an entry shares with others like it: tokens of the full text, by what they are. */
export interface Traits {
  /** Concepts of the titles. */
  title: string[];
  /** Further concepts of the summaries. */
  text: string[];
  /** Stems of the strong words. */
  words: string[];
}

export function traitsOf(initiative: PublicInitiative): Traits {
  const { title, text } = conceptsOfEntry(initiative);
  return { title: conceptTokens(title), text: conceptTokens(text), words: strongWords(initiative) };
}
