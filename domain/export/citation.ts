import { textIn } from '../initiative/content.ts';
import { referenceOf } from '../initiative/identifiers.ts';
import type { PublicInitiative } from '../schemas/public-initiative.ts';

/** The address that never changes. */
export function permanentAddress(origin: string, id: string): string {
  return `${origin}/i/${id}`;
}

/** How to cite an entry: who, year, title, register, reference, permanent address. */
export function citation(
  initiative: PublicInitiative,
  context: { language: string; register: string; origin: string },
): string {
  const leads = initiative.organizations.filter(({ role }) => role === 'lead');
  const who = (leads.length > 0 ? leads : initiative.organizations).map(({ name }) => name).join('; ');
  const title = textIn(initiative, context.language).title.replace(/[.。]$/u, '');
  return [
    `${who ? `${who} ` : ''}(${initiative.year}).`,
    `${title}.`,
    `${context.register}, ${referenceOf(initiative.id)}.`,
    permanentAddress(context.origin, initiative.id),
  ].join(' ');
}
