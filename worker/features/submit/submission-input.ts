import { type Content, DETAIL_FIELDS } from '#domain/initiative/content.ts';
import { originalOf, partsOf } from '#domain/initiative/translations.ts';
import { parse } from '#domain/schemas/parse.ts';
import { type Revision, Submission } from '#domain/schemas/submission.ts';
import { commissionsOf } from '#domain/taxonomy/countries.ts';
import { clean, hasControl } from '#domain/text/unsafe.ts';

type Fields = Record<string, unknown>;

/** A line with a control character inside stays as it is, so that it is refused and not silently changed. */
function tidyLine(value: unknown): unknown {
  if (typeof value !== 'string' || hasControl(value.trim(), { multiline: false })) return value;
  return clean(value, { multiline: false });
}

function tidyOrganization(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { name, acronym } = value as Fields; // any JSON object; what it holds is checked by the schema
  return {
    ...value,
    ...(name !== undefined && { name: tidyLine(name) }),
    ...(acronym !== undefined && { acronym: tidyLine(acronym) }),
  };
}

/**
 * The input with its texts as they would be stored. Runs before validation: taking out hidden characters afterwards
 * could put together what was just refused.
 */
export function tidied(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const fields: Fields = { ...input };
  if ('title' in fields) fields.title = tidyLine(fields.title);
  for (const field of ['summary', ...DETAIL_FIELDS])
    if (typeof fields[field] === 'string') fields[field] = clean(fields[field], { multiline: true });
  if (Array.isArray(fields.organizations)) fields.organizations = fields.organizations.map(tidyOrganization);
  return fields;
}

/** A submission from anywhere, parsed; the address in lower case, as contacts are kept. */
export function submissionFrom(input: unknown): Submission {
  const submission = parse(Submission, tidied(input));
  return { ...submission, contact_email: submission.contact_email.toLowerCase() };
}

/** What the submitter says, as it is stored. `year` counts for entries without a start. */
export function contentOf(said: Revision, year: number): Content {
  return {
    language: said.language,
    texts: [{ language: said.language, ...partsOf(said), origin: 'original' }],
    organizations: said.organizations,
    stakeholder_type: said.stakeholder_type,
    kind: said.kind,
    action_lines: said.action_lines,
    sdgs: said.sdgs,
    coverage: said.coverage,
    countries: said.countries,
    commissions: commissionsOf(said.countries),
    start_date: said.start_date,
    end_date: said.end_date,
    year: said.start_date ? Number(said.start_date.slice(0, 4)) : year,
    activity_status: said.activity_status,
    beneficiaries: said.beneficiaries,
    urls: said.urls,
    source: null,
    award: null,
  };
}

/** Stored content in the words of the form and the API: the opposite of `contentOf`. */
export function revisionOf(content: Content): Revision {
  const original = originalOf(content);
  return {
    title: original.title,
    language: content.language,
    summary: original.summary ?? '',
    kind: content.kind,
    stakeholder_type: content.stakeholder_type,
    action_lines: content.action_lines,
    sdgs: content.sdgs,
    organizations: content.organizations,
    coverage: content.coverage,
    countries: content.countries as Revision['countries'], // stored content was parsed by the same schema
    start_date: content.start_date,
    end_date: content.end_date,
    activity_status: content.activity_status,
    beneficiaries: content.beneficiaries,
    urls: content.urls,
    impact: original.impact ?? null,
    partnerships: original.partnerships ?? null,
    challenges: original.challenges ?? null,
    evidence: original.evidence ?? null,
  };
}
