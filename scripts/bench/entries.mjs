import { createHash } from 'node:crypto';
import { idFromBytes } from '../../domain/initiative/identifiers.ts';
import { ACTION_LINE_CODES } from '../../domain/taxonomy/action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  KINDS,
  STAKEHOLDER_TYPES,
} from '../../domain/taxonomy/code-lists.ts';
import { COUNTRY_CODES, commissionsOf, countryName } from '../../domain/taxonomy/countries.ts';
import { WSIS_SDG_MATRIX } from '../../domain/taxonomy/matrix.ts';
import { randomFor, shuffled } from './random.mjs';
import { LANGUAGES, readConcepts, vocabularies } from './words.mjs';

/** Raised when the same number and seed give other entries than before. */
export const GENERATOR_VERSION = 1;

const SPOKEN = { en: 55, fr: 12, es: 12, ru: 7, ar: 7, zh: 7 };

/** Where most entries in a language come from; others come from anywhere. */
const HOME = {
  en: 'IN NG KE US GB ZA GH PK BD LK UG TZ RW ZM MW PH NP AU CA',
  fr: 'SN CI CM ML BF FR BJ TG CD MG GA NE TN MA CH BE',
  es: 'CO MX PE AR EC ES CU BO CL GT DO CR UY PY HN',
  ru: 'RU KZ BY UZ KG TJ AM AZ TM',
  ar: 'SA EG AE OM JO MA TN DZ SD QA BH KW IQ YE LB',
  zh: 'CN CN CN CN HK MO SG',
};
const WEIGHTS = {
  kind: [38, 14, 11, 7, 10, 5, 3, 3, 4, 1, 1, 1, 2],
  stakeholder: [34, 14, 20, 12, 10, 5, 4, 1],
  status: [5, 55, 30, 3],
};
const weights = (list, numbers) => Object.fromEntries(list.map((code, index) => [code, numbers[index] ?? 1]));
const KIND_WEIGHTS = weights(KINDS, WEIGHTS.kind);
const STAKEHOLDER_WEIGHTS = weights(STAKEHOLDER_TYPES, WEIGHTS.stakeholder);
const STATUS_WEIGHTS = weights(ACTIVITY_STATUSES, WEIGHTS.status);

const FIRST_YEAR = 2004;
const LAST_YEAR = 2026;
const DAY = 86_400_000;

const BODIES = {
  en: ['Ministry of', 'Institute for', 'University of', 'Foundation for', 'Centre for', 'Association of'],
  fr: ['Ministère de', 'Institut de', 'Université de', 'Fondation', 'Centre de', 'Association de'],
  es: ['Ministerio de', 'Instituto de', 'Universidad de', 'Fundación', 'Centro de', 'Asociación de'],
  ru: ['Министерство', 'Институт', 'Университет', 'Фонд', 'Центр', 'Ассоциация'],
  ar: ['وزارة', 'معهد', 'جامعة', 'مؤسسة', 'مركز', 'جمعية'],
  zh: ['部', '研究院', '大学', '基金会', '中心', '协会'],
};

const upperFirst = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * A register that does not exist: as many languages, words, organisations and tags as a real one of this size would
 * have, with their skew. The same numbers give the same register in every run.
 *
 * @param {{ entries: number, seed: number }} options
 */
export function createRegister({ entries, seed }) {
  const concepts = shuffled(readConcepts(), seed, 'concepts');
  const words = vocabularies(concepts);
  const countries = shuffled(COUNTRY_CODES, seed, 'countries');
  const lines = shuffled(ACTION_LINE_CODES, seed, 'lines');
  const organizations = new Map();
  const organizationCount = Math.max(50, Math.floor(entries / 8));

  const countryIn = (language, random) =>
    random.chance(0.75)
      ? HOME[language].split(' ')[random.zipf(HOME[language].split(' ').length)]
      : countries[random.zipf(countries.length, 0.8)];

  function organization(index) {
    let made = organizations.get(index);
    if (made) return made;
    const random = randomFor(seed, 'organization', index);
    const language = random.weighted(SPOKEN);
    const vocabulary = words[language];
    const country = countryIn(language, random);
    const name = [vocabulary.drawContent(random), vocabulary.word(vocabulary.known.length + index)].map(
      upperFirst,
    );
    const body = random.pick(BODIES[language]);
    const parts = [body, ...name, ...(random.chance(0.4) ? [countryName(country, language)] : [])];
    if (language === 'zh') parts.push(parts.shift());
    const latin = ['en', 'fr', 'es'].includes(language);
    made = {
      language,
      country,
      type: random.weighted(STAKEHOLDER_WEIGHTS),
      name: vocabulary.join(parts),
      acronym:
        latin && random.chance(0.6)
          ? parts
              .join(' ')
              .split(' ')
              .map((part) => part.charAt(0).toUpperCase())
              .join('')
          : '',
    };
    organizations.set(index, made);
    return made;
  }

  /** A title and a summary that speak of these concepts in a language. */
  function textIn(language, topics, country, random) {
    const vocabulary = words[language];
    const terms = topics.map((concept) => random.pick(concept[language]));
    const title = Array.from({ length: random.between(3, 8) }, (_, at) =>
      at % 3 === 2 ? vocabulary.draw(random) : vocabulary.drawContent(random),
    );
    title.splice(random.between(0, title.length), 0, terms[0]);
    if (country && random.chance(0.3)) title.push(countryName(country, language));
    const sentences = [];
    let left = random.between(30, 90);
    while (left > 0) {
      const length = Math.min(left, random.between(8, 22));
      const sentence = Array.from({ length }, () => vocabulary.draw(random));
      const term = terms[sentences.length];
      if (term !== undefined) sentence.splice(random.between(0, length), 0, term);
      if (country && random.chance(0.15)) sentence.push(countryName(country, language));
      sentences.push(`${upperFirst(vocabulary.join(sentence))}${language === 'zh' ? '。' : '.'}`);
      left -= length;
    }
    return { title: upperFirst(vocabulary.join(title)), summary: vocabulary.join(sentences) };
  }

  /** The entry with a number: its public id, its content, and when it was published. */
  function entry(index) {
    const random = randomFor(seed, 'entry', index);
    const lead = organization(random.zipf(organizationCount, 0.9));
    const partners = random.chance(0.3) ? [organization(random.zipf(organizationCount, 0.9))] : [];
    const language = random.chance(0.85) ? lead.language : random.weighted(SPOKEN);
    const line = lines[random.zipf(lines.length, 0.8)];
    const actionLines = [...new Set([line, ...random.several(lines, random.between(0, 3), 0.8)])];
    const served = WSIS_SDG_MATRIX[line];
    const sdgs = [...new Set([...random.several(served, random.between(1, 4)), random.between(1, 17)])];
    // Concepts belong to lines, so that words and tags go together.
    const place = lines.indexOf(line);
    const ofLine = concepts.filter((_, at) => at % lines.length === place);
    const topics = Array.from({ length: random.between(1, 3) }, () =>
      random.chance(0.7) ? ofLine[random.zipf(ofLine.length)] : concepts[random.zipf(concepts.length)],
    );
    const isEverywhere = random.chance(0.15);
    const own = isEverywhere ? [] : [random.chance(0.8) ? lead.country : countryIn(language, random)];
    const more = !isEverywhere && random.chance(0.12) ? random.several(countries, random.between(1, 6)) : [];
    const places = [...new Set([...own, ...more])];
    const year = LAST_YEAR - Math.floor((LAST_YEAR - FIRST_YEAR + 1) * random.next() ** 1.5);
    const languages = [language];
    if (random.chance(0.15)) {
      const other = language === 'en' ? random.pick(LANGUAGES.slice(1)) : 'en';
      languages.push(other);
    }
    const texts = languages.map((code, at) => ({
      language: code,
      ...textIn(code, topics, places[0], random),
      origin: at === 0 ? 'original' : 'human',
    }));
    const publishedAt = Date.UTC(year, 0, 1) + Math.floor(random.next() * 330 * DAY);
    const id = idFromBytes(createHash('sha256').update(`bench ${seed} ${index}`).digest());
    const content = {
      language,
      texts,
      organizations: [lead, ...partners.filter((partner) => partner !== lead)].map((body, at) => ({
        name: body.name,
        acronym: body.acronym,
        role: at === 0 ? 'lead' : 'partner',
      })),
      stakeholder_type: lead.type,
      kind: random.weighted(KIND_WEIGHTS),
      action_lines: ACTION_LINE_CODES.filter((code) => actionLines.includes(code)),
      sdgs: sdgs.sort((a, b) => a - b),
      coverage: isEverywhere ? 'international' : random.weighted({ local: 3, national: 6, regional: 1 }),
      countries: places,
      commissions: random.chance(0.3) ? commissionsOf(places) : [],
      start_date: String(year),
      end_date: random.chance(0.5) ? String(year + random.between(0, 4)) : null,
      year,
      activity_status: random.weighted(STATUS_WEIGHTS),
      beneficiaries: random.several(BENEFICIARIES, random.between(0, 3)),
      urls: [`https://example.org/${id}`],
      source: null,
      award: null,
    };
    return { id, content, publishedAt };
  }

  return { entries, seed, concepts, words, countries, lines, organization, organizationCount, entry };
}
