import * as v from 'valibot';
import {
  type Content,
  countryGroupsOfContent,
  type DetailField,
  ORGANIZATION_ROLES,
  ORIGINS,
  regionsOfContent,
  summaryIn,
  TRANSLATORS,
} from '../initiative/content.ts';
import { ACTION_LINE_CODES } from '../taxonomy/action-lines.ts';
import {
  ACTIVITY_STATUSES,
  BENEFICIARIES,
  COMMISSIONS,
  COUNTRY_GROUPS,
  COVERAGES,
  KINDS,
  REGIONS,
  STAKEHOLDER_TYPES,
} from '../taxonomy/code-lists.ts';
import { SDG_IDS } from '../taxonomy/sdgs.ts';
import { slugify } from '../text/slug.ts';

const described = (description: string) => v.pipe(v.string(), v.description(description));
const timestamp = described('Instant in RFC 3339, UTC.');

const DETAIL_ENTRIES = {
  impact: v.exactOptional(described('What came of it. Left out if not told, as the three below.')),
  partnerships: v.exactOptional(described('Who works on it together, and how.')),
  challenges: v.exactOptional(described('What was hard, and what comes next.')),
  evidence: v.exactOptional(described('How the results can be checked.')),
} satisfies Record<DetailField, unknown>;

/** An initiative as anybody may see it. Output passes through it, so that a new private column can never leak. */
export const PublicInitiative = v.object({
  id: described('Permanent public id.'),
  slug: described('Decorative part of the address; changes with the title.'),
  title: described('Title in the language the entry was written in.'),
  titles: v.pipe(v.record(v.string(), v.string()), v.description('Titles by ISO 639-1 code.')),
  summary: described('Plain text.'),
  summary_language: described('ISO 639-1 code of the summary.'),
  language: described('ISO 639-1 code of the language the entry was written in.'),
  texts: v.pipe(
    v.array(
      v.object({
        language: v.string(),
        title: v.string(),
        summary: v.nullable(v.string()),
        ...DETAIL_ENTRIES,
        origin: v.picklist(ORIGINS),
        translator: v.exactOptional(
          v.pipe(
            v.picklist(TRANSLATORS),
            v.description('Who translated it here: an owner of the entry, or a reader.'),
          ),
        ),
        reviewed_at: v.exactOptional(
          described('When a translation by a reader was accepted: instant in RFC 3339, UTC.'),
        ),
        outdated: v.exactOptional(
          v.pipe(v.literal(true), v.description('The original changed since this was translated.')),
        ),
      }),
    ),
    v.description('Every language version, and whether it is the original or a translation.'),
  ),
  organizations: v.array(
    v.object({
      id: described('Id of the page and filter of the organisation.'),
      name: v.string(),
      acronym: v.string(),
      role: v.picklist(ORGANIZATION_ROLES),
    }),
  ),
  stakeholder_type: v.picklist(STAKEHOLDER_TYPES),
  kind: v.picklist(KINDS),
  action_lines: v.array(v.picklist(ACTION_LINE_CODES)),
  sdgs: v.array(v.picklist(SDG_IDS)),
  coverage: v.nullable(v.picklist(COVERAGES)),
  countries: v.pipe(v.array(v.string()), v.description('ISO 3166-1 alpha-2 codes.')),
  country_groups: v.array(v.picklist(COUNTRY_GROUPS)),
  regions: v.pipe(v.array(v.picklist(REGIONS)), v.description('ITU regions, one per country.')),
  commissions: v.pipe(v.array(v.picklist(COMMISSIONS)), v.description('UN regional commissions.')),
  start_date: v.nullable(described('YYYY, YYYY-MM or YYYY-MM-DD.')),
  end_date: v.nullable(described('YYYY, YYYY-MM or YYYY-MM-DD.')),
  year: v.pipe(v.number(), v.description('The year the entry is counted under.')),
  activity_status: v.nullable(v.picklist(ACTIVITY_STATUSES)),
  beneficiaries: v.array(v.picklist(BENEFICIARIES)),
  urls: v.array(v.string()),
  source: v.nullable(
    v.object({
      id: v.string(),
      document: v.nullable(v.string()),
      paragraph: v.nullable(v.number()),
      url: v.nullable(v.string()),
    }),
  ),
  award: v.nullable(
    v.object({
      contest: v.string(),
      status: v.string(),
      category: v.picklist(ACTION_LINE_CODES),
      category_basis: v.string(),
    }),
  ),
  version: v.pipe(v.number(), v.description('Number of the public revision.')),
  published_at: timestamp,
  updated_at: timestamp,
});
export type PublicInitiative = v.InferOutput<typeof PublicInitiative>;

export interface Published {
  id: string;
  content: Content;
  /** Ids of `content.organizations`, in their order. */
  organizationIds: readonly string[];
  revision: number;
  /** Milliseconds since 1970, UTC. */
  publishedAt: number;
  updatedAt: number;
}

/** The public form of a published revision. */
export function publicInitiative(published: Published): PublicInitiative {
  const { content } = published;
  const original = content.texts.find((text) => text.language === content.language) ?? content.texts[0];
  const summary = summaryIn(content, content.language);
  const title = original?.title ?? '';
  return v.parse(PublicInitiative, {
    ...content,
    id: published.id,
    slug: slugify(title),
    title,
    titles: Object.fromEntries(content.texts.map((text) => [text.language, text.title])),
    summary: summary?.summary ?? '',
    summary_language: summary?.language ?? content.language,
    organizations: content.organizations.map((organization, index) => ({
      ...organization,
      id: published.organizationIds[index],
    })),
    country_groups: countryGroupsOfContent(content),
    regions: regionsOfContent(content),
    version: published.revision,
    published_at: new Date(published.publishedAt).toISOString(),
    updated_at: new Date(published.updatedAt).toISOString(),
  });
}
