import { slugify } from '../../domain/text/slug.ts';
import { randomFor } from './random.mjs';

/** Parts of the mix; text, alone or with filters, is a third of it. */
export const CLASSES = {
  'browse-0': 0.08,
  'browse-1': 0.12,
  'browse-2': 0.12,
  'browse-3': 0.08,
  text: 0.22,
  'text-filter': 0.12,
  deep: 0.08,
  suggest: 0.06,
  'suggest-first': 0.04,
  entry: 0.04,
  'entry-first': 0.04,
};

const PAGE_SIZE = 20;
/** What a question for a first answer has to ask: more than a run has rounds. */
const FIRST_ROUNDS = 60;
/** How the people who ask are spread over the languages; as the entries are. */
const ASKED_IN = { en: 55, fr: 12, es: 12, ru: 7, ar: 7, zh: 7 };

/** Where an entry keeps the values of a filter. */
const VALUES = {
  sdg: ({ sdgs }) => sdgs,
  country: ({ countries }) => countries,
  action_line: ({ action_lines }) => action_lines,
  kind: ({ kind }) => [kind],
  year: ({ year }) => [year],
  language: ({ language }) => [language],
  stakeholder_type: ({ stakeholder_type }) => [stakeholder_type],
  beneficiary: ({ beneficiaries }) => beneficiaries,
  status: ({ activity_status }) => [activity_status],
};
const FILTERS = Object.keys(VALUES);

/**
 * @typedef {object} Question
 * @property {string} class
 * @property {string} path of the request
 * @property {'search' | 'suggest' | 'entry'} kind
 * @property {string} q
 * @property {string} language of the words, or of the reader of a suggestion
 * @property {Record<string, (string | number)[]>} filters alternatives by facet; what `-facet` has is left out
 * @property {'relevance' | 'newest' | 'title'} sort
 * @property {number} page
 * @property {number} size
 * @property {string} [id] of the entry
 * @property {Question[]} [rounds] what is asked instead in each round, where nothing may be asked twice
 */

/**
 * The fixed mix: what people ask, by class, each question different. The same register gives the same questions.
 *
 * @param {ReturnType<import('./entries.mjs').createRegister>} register
 * @param {number} count at least one a class
 * @returns {Question[]}
 */
export function questionsFor(register, count) {
  const seen = new Set();
  return Object.entries(CLASSES).flatMap(([name, share]) => {
    const random = randomFor(register.seed, 'questions', name);
    const wanted = Math.max(1, Math.round(share * count));
    const make = (index) => ({ class: name, ...MAKERS[name](register, random, index) });
    const questions = different(wanted, seen, make);
    if (name.endsWith('-first'))
      for (const question of questions) question.rounds = different(FIRST_ROUNDS, seen, make);
    return questions;
  });
}

/** Questions that nobody asked yet; fewer where there are no more. */
function different(wanted, seen, make) {
  const questions = [];
  for (let attempt = 0; questions.length < wanted && attempt < 50 * wanted; attempt++) {
    const question = make(questions.length);
    question.path = pathOf(question);
    if (seen.has(question.path)) continue;
    seen.add(question.path);
    questions.push(question);
  }
  return questions;
}

const search = (more) => ({
  kind: 'search',
  q: '',
  language: 'en',
  filters: {},
  sort: more.q ? 'relevance' : 'newest',
  page: 1,
  size: PAGE_SIZE,
  ...more,
});

const MAKERS = {
  'browse-0': (_register, random, index) =>
    search({
      sort: random.pick(['newest', 'newest', 'title']),
      page: 1 + Math.floor(index / 2),
      size: random.pick([PAGE_SIZE, PAGE_SIZE, PAGE_SIZE, 10, 50]),
    }),
  'browse-1': (register, random) => browse(register, random, 1),
  'browse-2': (register, random) => browse(register, random, 2),
  'browse-3': (register, random) => browse(register, random, 3),
  text: (register, random, index) => search(words(register, random, index)),
  'text-filter': (register, random, index) =>
    search({
      ...words(register, random, index),
      filters: filters(register, random, random.between(1, 2)),
      sort: random.chance(0.15) ? 'newest' : 'relevance',
    }),
  deep: (register, random, index) => deep(register, random, index),
  suggest,
  'suggest-first': suggest,
  entry,
  'entry-first': entry,
};

function entry(register, random) {
  const { id, content } = register.entry(random.between(0, register.entries - 1));
  const reader = random.weighted(ASKED_IN);
  const slug = slugify(content.texts[0].title);
  return { kind: 'entry', id, q: '', language: reader, filters: {}, slug };
}

/** Values as entries have them, so that common ones are asked for more often and every filter finds something. */
function filters(register, random, count) {
  const someEntry = () => register.entry(random.between(0, register.entries - 1)).content;
  const chosen = {};
  const content = someEntry();
  for (const name of random.several(FILTERS, count, 0.6)) {
    const values = new Set(VALUES[name](content).slice(0, 1));
    if (random.chance(0.35))
      for (let more = random.between(1, 2); more > 0; more--) values.add(VALUES[name](someEntry())[0]);
    values.delete(undefined);
    if (name === 'action_line' && [...values][0]?.startsWith('C7-') && random.chance(0.3))
      chosen[name] = ['C7'];
    else if (values.size > 0) chosen[name] = [...values];
  }
  return Object.keys(chosen).length === count ? chosen : filters(register, random, count);
}

function browse(register, random, count) {
  const chosen = Object.entries(filters(register, random, count));
  // "This, but not that."
  if (count > 1 && random.chance(0.15)) chosen[count - 1][0] = `-${chosen[count - 1][0]}`;
  return search({
    filters: Object.fromEntries(chosen),
    sort: random.chance(0.2) ? 'title' : 'newest',
    page: random.chance(0.15) ? 2 : 1,
  });
}

/** One to four words: some that very many entries have, most that some have, some that few have; and names and themes. */
function words(register, random, index) {
  const language = random.weighted(ASKED_IN);
  const vocabulary = register.words[language];
  const band = (low, high) => vocabulary.word(random.between(low, high));
  const first = vocabulary.functionWords;
  const known = vocabulary.known.length;
  const common = () => band(first, first + 60);
  const middling = () => band(first + 60, Math.min(1200, known - 1));
  const rare = () => band(Math.min(1200, known - 1), Math.floor(known * 1.2));
  switch (index % 8) {
    case 0:
      return { language, q: common() };
    case 1:
    case 2:
      return { language, q: middling() };
    case 3:
      return { language, q: vocabulary.join([common(), middling()]) };
    case 4:
      return { language, q: rare() };
    case 5:
      return { language, q: titlePart(register, random, language, random.between(2, 4)) };
    case 6:
      return { language, q: theme(register, random, language) };
    default:
      return { language, q: titlePart(register, random, language, random.between(1, 3)) };
  }
}

/** Words that stand beside each other in some title of a language. */
function titlePart(register, random, language, count) {
  for (;;) {
    const { content } = register.entry(random.between(0, register.entries - 1));
    if (content.language !== language) continue;
    const { title } = content.texts[0];
    const parts = language === 'zh' ? Array.from(title) : title.split(' ');
    const length = language === 'zh' ? 2 * count : count;
    const start = random.between(0, Math.max(0, parts.length - length));
    return parts.slice(start, start + length).join(language === 'zh' ? '' : ' ');
  }
}

/** A term of the glossary, which finds entries in the other languages too. */
function theme(register, random, language) {
  return random.pick(register.concepts[random.zipf(register.concepts.length)][language]);
}

/** Pages that only a patient reader or a program opens: of everything, of a broad filter, of a common word. */
function deep(register, random, index) {
  const page = (share) =>
    Math.max(2, Math.min(500, Math.floor((register.entries * share) / PAGE_SIZE), random.between(20, 500)));
  switch (index % 4) {
    case 0:
      return search({ page: page(1), sort: 'newest' });
    case 1:
      return search({ page: page(1), sort: 'title' });
    case 2:
      return search({ page: page(0.2), filters: { sdg: [random.between(1, 17)] } });
    default: {
      const { functionWords } = register.words.en;
      const q = register.words.en.word(functionWords + random.between(0, 20));
      return search({ q, page: page(0.1) });
    }
  }
}

/** What somebody has typed so far of a title, an organisation or a theme. */
function suggest(register, random) {
  const language = random.weighted(ASKED_IN);
  const letters = random.between(2, language === 'zh' ? 3 : 8);
  const whole = random.chance(0.3)
    ? register.organization(random.zipf(register.organizationCount, 0.9)).name
    : random.chance(0.5)
      ? theme(register, random, language)
      : titlePart(register, random, language, 3);
  return { kind: 'suggest', q: Array.from(whole).slice(0, letters).join('').trim(), language, filters: {} };
}

function pathOf({ kind, q, language, filters, sort, page, size, id, slug }) {
  if (kind === 'entry') return encodeURI(`/${language}/initiatives/${id}/${slug}`);
  const params = new URLSearchParams();
  if (q) params.set('q', q);
  if (kind === 'suggest') {
    params.set('language', language);
    return `/api/v1/suggest?${params}`;
  }
  for (const [facet, values] of Object.entries(filters))
    for (const value of values) params.append(facet, String(value));
  if (sort !== (q ? 'relevance' : 'newest')) params.set('sort', sort);
  if (page > 1) params.set('page', String(page));
  if (size !== PAGE_SIZE) params.set('size', String(size));
  return `/api/v1/initiatives?${params}`;
}
