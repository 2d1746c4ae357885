import type { ActionLine } from '../taxonomy/action-lines.ts';
import type {
  ActivityStatus,
  Beneficiary,
  Commission,
  CountryGroup,
  Coverage,
  Kind,
  Region,
  StakeholderType,
} from '../taxonomy/code-lists.ts';
import { groupsOf, regionsOf } from '../taxonomy/countries.ts';
import type { Sdg } from '../taxonomy/sdgs.ts';
import { fold } from '../text/normalise.ts';

export const ORGANIZATION_ROLES = ['lead', 'partner'] as const;
export type OrganizationRole = (typeof ORGANIZATION_ROLES)[number];

export interface Organization {
  name: string;
  /** Empty when there is none. */
  acronym: string;
  role: OrganizationRole;
}

/** Where a language version comes from; always shown to the reader. */
export const ORIGINS = ['original', 'human', 'machine'] as const;
export type Origin = (typeof ORIGINS)[number];

/** What an entry may tell beside its summary, in the order of the form. */
export const DETAIL_FIELDS = ['impact', 'partnerships', 'challenges', 'evidence'] as const;
export type DetailField = (typeof DETAIL_FIELDS)[number];

/** The parts of a language version that a translator writes; a detail that is not told is left out. */
export type TextParts = { title: string; summary: string | null } & { [field in DetailField]?: string };

/** Who translated a version: an owner of the entry, or a reader whose proposal was reviewed. */
export const TRANSLATORS = ['owner', 'reader'] as const;
export type Translator = (typeof TRANSLATORS)[number];

/** One language version. A version may have a title only. */
export type Text = TextParts & {
  language: string;
  origin: Origin;
  /** For translations made here. */
  translator?: Translator;
  /** When a reader's translation was accepted, in RFC 3339, UTC. */
  reviewed_at?: string;
  /** The original changed since this was translated. */
  outdated?: true;
};

export interface Source {
  /** Id of the entry in the source. */
  id: string;
  document: string | null;
  paragraph: number | null;
  url: string | null;
}

export interface Award {
  contest: string;
  status: string;
  category: ActionLine;
  category_basis: string;
}

/** The content of one revision, as stored. Immutable. Holds nothing private. */
export interface Content {
  /** Language the entry was written in. */
  language: string;
  /** The original first. */
  texts: Text[];
  organizations: Organization[];
  stakeholder_type: StakeholderType;
  kind: Kind;
  action_lines: ActionLine[];
  sdgs: Sdg[];
  coverage: Coverage | null;
  countries: string[];
  commissions: Commission[];
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
  start_date: string | null;
  end_date: string | null;
  /** The year the entry is counted under. */
  year: number;
  activity_status: ActivityStatus | null;
  beneficiaries: Beneficiary[];
  urls: string[];
  source: Source | null;
  award: Award | null;
}

/** ITU regions of an entry; one tied to no country counts as international. */
export function regionsOfContent(content: Pick<Content, 'countries'>): Region[] {
  return content.countries.length === 0 ? ['international'] : regionsOf(content.countries);
}

/** LDC, LLDC and SIDS an entry works in, from its countries (E/RES/2022/15 paras 25–31, 54, 93). */
export function countryGroupsOfContent(content: Pick<Content, 'countries'>): CountryGroup[] {
  return groupsOf(content.countries);
}

/** The version in a language; else the English one, which more readers know; else the original. */
export function textIn(content: Pick<Content, 'texts'>, language: string): Text {
  const { texts } = content;
  const found =
    texts.find((text) => text.language === language) ??
    texts.find((text) => text.language === 'en') ??
    texts[0];
  if (!found) throw new Error('content has at least one text');
  return found;
}

/** The summary to show beside a title in a language, with the language it is really in. */
export function summaryIn(
  content: Pick<Content, 'texts' | 'language'>,
  language: string,
): { language: string; summary: string } | null {
  const withSummary = content.texts.filter((text) => text.summary !== null);
  const found =
    withSummary.find((text) => text.language === language) ??
    withSummary.find((text) => text.language === content.language) ??
    withSummary[0];
  return found ? { language: found.language, summary: found.summary ?? '' } : null;
}

/** Two spellings of one organisation's name give one key. */
export function organizationKey(name: string): string {
  return fold(name)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
