import type { PublicInitiative } from '../schemas/public-initiative.ts';
import { actionLine } from '../taxonomy/action-lines.ts';
import type { Kind } from '../taxonomy/code-lists.ts';
import { countryName } from '../taxonomy/countries.ts';
import { SDG_NAMES } from '../taxonomy/names/sdgs.ts';
import { permanentAddress } from './citation.ts';

type Node = Record<string, unknown>;

/** The schema.org type of a kind. Work under way is a Project, which schema.org counts among organisations. */
const TYPES: Readonly<Record<Kind, 'Project' | 'Event' | 'CreativeWork'>> = {
  project: 'Project',
  programme: 'Project',
  training: 'Project',
  platform: 'Project',
  fund: 'Project',
  campaign: 'Project',
  event: 'Event',
  publication: 'CreativeWork',
  guidelines: 'CreativeWork',
  toolkit: 'CreativeWork',
  policy: 'CreativeWork',
  standard: 'CreativeWork',
  index: 'CreativeWork',
};

function tagged(language: string, value: string): Node {
  return { '@language': language, '@value': value };
}

function terms(initiative: PublicInitiative): Node[] {
  return [
    ...initiative.action_lines.map((code) => ({
      '@type': 'DefinedTerm',
      termCode: code,
      name: actionLine(code).name.en,
      inDefinedTermSet: 'https://www.itu.int/net4/wsis/sdg/',
    })),
    ...initiative.sdgs.map((sdg) => ({
      '@type': 'DefinedTerm',
      termCode: String(sdg),
      name: SDG_NAMES[sdg].en,
      inDefinedTermSet: 'https://sdgs.un.org/goals',
    })),
  ];
}

function particulars(initiative: PublicInitiative): Node {
  const organizations = initiative.organizations.map(({ name, acronym }) => ({
    '@type': 'Organization',
    name,
    ...(acronym && { alternateName: acronym }),
  }));
  const places = initiative.countries.map((code) => ({
    '@type': 'Country',
    name: countryName(code, 'en'),
    identifier: code,
  }));
  const { start_date: start, end_date: end } = initiative;
  switch (TYPES[initiative.kind]) {
    case 'Event':
      return { startDate: start, endDate: end, organizer: organizations, location: places };
    case 'CreativeWork':
      return {
        datePublished: start ?? String(initiative.year),
        creator: organizations,
        spatialCoverage: places,
        inLanguage: initiative.language,
      };
    case 'Project':
      return { foundingDate: start, dissolutionDate: end, member: organizations, areaServed: places };
  }
}

const isEmpty = (value: unknown) => value === null || (Array.isArray(value) && value.length === 0);

/** An entry in the vocabulary of schema.org, as JSON-LD. */
export function jsonLd(initiative: PublicInitiative, context: { origin: string; register: string }): Node {
  const address = permanentAddress(context.origin, initiative.id);
  const node: Node = {
    '@context': 'https://schema.org',
    '@type': TYPES[initiative.kind],
    '@id': address,
    identifier: initiative.id,
    url: address,
    name: initiative.texts.map(({ language, title }) => tagged(language, title)),
    description: initiative.texts.flatMap(({ language, summary }) =>
      summary ? [tagged(language, summary)] : [],
    ),
    ...particulars(initiative),
    keywords: terms(initiative),
    award:
      initiative.award &&
      `${initiative.award.contest}: ${initiative.award.status} (${initiative.award.category})`,
    sameAs: initiative.urls,
    subjectOf: {
      '@type': 'WebPage',
      '@id': address,
      datePublished: initiative.published_at,
      dateModified: initiative.updated_at,
      isPartOf: { '@type': 'DataCatalog', name: context.register, url: context.origin },
    },
  };
  return Object.fromEntries(Object.entries(node).filter(([, value]) => !isEmpty(value)));
}

/** JSON safe inside a `<script>` element. */
export function scriptJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('<', '\\u003c')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029');
}
