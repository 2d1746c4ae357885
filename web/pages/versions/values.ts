import type { FieldName, TextField } from '#domain/initiative/changed-fields.ts';
import type { Content, Organization } from '#domain/initiative/content.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { COVERAGE_NAMES } from '#domain/taxonomy/names/coverages.ts';
import type { Frame } from '../../components/frame.ts';
import { valueSaid } from '../initiatives/labels.ts';

export type FactField = Exclude<FieldName, TextField>;

/** Fields whose values a facet of the search names. */
const FACET_OF = {
  kind: 'kind',
  stakeholder_type: 'stakeholder_type',
  activity_status: 'status',
  countries: 'country',
  action_lines: 'action_line',
  sdgs: 'sdg',
  beneficiaries: 'beneficiary',
} as const;

function named({ frame: { t } }: { frame: Frame }, { name, acronym, role }: Organization): string {
  return `${acronym ? `${name} (${acronym})` : name} – ${t(`moderation.organization.${role}`)}`;
}

/** The values of a field as readers see them; none when it is empty. */
export function valuesOf(frame: Frame, content: Content, field: FactField): string[] {
  switch (field) {
    case 'language':
      return [languageName(content.language, frame.language)];
    case 'coverage':
      return content.coverage ? [COVERAGE_NAMES[content.coverage][frame.language]] : [];
    case 'start_date':
    case 'end_date':
      return content[field] === null ? [] : [content[field]];
    case 'urls':
      return content.urls;
    case 'organizations':
      return content.organizations.map((organization) => named({ frame }, organization));
    default:
      return [content[field] ?? []].flat().map((value) => valueSaid(frame, FACET_OF[field], value));
  }
}

export interface ValueDifference {
  kind: 'same' | 'added' | 'removed';
  text: string;
}

/** Which values of a field went, stayed and came, in the order of before, then of after. */
export function valueDifferences(before: readonly string[], after: readonly string[]): ValueDifference[] {
  return [
    ...before.map((text) => ({
      kind: after.includes(text) ? ('same' as const) : ('removed' as const),
      text,
    })),
    ...after.filter((text) => !before.includes(text)).map((text) => ({ kind: 'added' as const, text })),
  ];
}
