import { textIn } from '../initiative/content.ts';
import { referenceOf } from '../initiative/identifiers.ts';
import type { PublicInitiative } from '../schemas/public-initiative.ts';

/** The address that never changes. */
export function permanentAddress(origin: string, id: string): string {
  return `${origin}/i/${id}`;
}

/** The address of one public version, which never changes either. */
export function versionAddress(origin: string, id: string, number: number): string {
  return `${permanentAddress(origin, id)}/v/${number}`;
}

/**
 * How to cite an entry: who, year, title, register, reference, permanent address. `version` names one public version by
 * its number and by the words for it.
 */
export function citation(
  initiative: PublicInitiative,
  context: {
    language: string;
    register: string;
    origin: string;
    version?: { number: number; label: string };
  },
): string {
  const { origin, register, version } = context;
  const leads = initiative.organizations.filter(({ role }) => role === 'lead');
  const who = (leads.length > 0 ? leads : initiative.organizations).map(({ name }) => name).join('; ');
  const title = textIn(initiative, context.language).title.replace(/[.。]$/u, '');
  return [
    `${who ? `${who} ` : ''}(${initiative.year}).`,
    `${title}.`,
    `${[register, referenceOf(initiative.id), ...(version ? [version.label] : [])].join(', ')}.`,
    version ? versionAddress(origin, initiative.id, version.number) : permanentAddress(origin, initiative.id),
  ].join(' ');
}
