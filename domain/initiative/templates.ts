import type { MessageKey, Translate } from '../strings/strings.ts';

/**
 * Prepared words of moderators (`template.<id>`; `template.<id>.name` tells colleagues what it is for), by what they go
 * with. `fills` names the places in the text that a moderator has to fill in (`placeholder.<name>`); the title and the
 * reference of the entry are filled in by themselves.
 */
export const TEMPLATES = [
  { id: 'welcome', action: 'approve', fills: [] },
  { id: 'more-detail', action: 'request-changes', fills: ['question'] },
  { id: 'evidence', action: 'request-changes', fills: [] },
  { id: 'dead-link', action: 'request-changes', fills: ['link'] },
  { id: 'who-runs-it', action: 'request-changes', fills: [] },
  { id: 'held-already', action: 'decline', fills: ['link'] },
  { id: 'not-our-field', action: 'decline', fills: ['why'] },
  { id: 'reads-like-advertising', action: 'decline', fills: ['why'] },
  { id: 'appeal-heard', action: 'grant-appeal', fills: ['why'] },
  { id: 'appeal-refused', action: 'reject-appeal', fills: ['why'] },
  { id: 'ended', action: 'archive', fills: ['year'] },
] as const;
export type Template = (typeof TEMPLATES)[number];

/** The templates that go with some actions, in the order of the list. */
export function templatesFor(actions: readonly string[]): Template[] {
  return TEMPLATES.filter(({ action }) => actions.includes(action));
}

export function templateById(id: string): Template | null {
  return TEMPLATES.find((template) => template.id === id) ?? null;
}

/** The text of a template in the language of `t`; what is still to be filled in stands in braces, in that language. */
export function templateText(
  t: Translate,
  { id, fills }: Template,
  entry: { title: string; reference: string },
): string {
  const open = fills.map((name) => [name, `{${t(`placeholder.${name}`)}}`]);
  return t(`template.${id}` as MessageKey, { ...entry, ...Object.fromEntries(open) });
}

/** What in a message was left for somebody to fill in, or null. */
export function unfilledPlaceholder(message: string): string | null {
  return /\{[^{}\n]{1,80}\}/.exec(message)?.[0] ?? null;
}
