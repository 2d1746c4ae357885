import type { DecisionValues } from '#web/pages/moderation/DecisionForm.tsx';

const ACTIONS = ['approve', 'request-changes', 'decline'] as const;

export const EMPTY: DecisionValues = { action: '', fields: [], reason: '', message: '' };

/** A form as the input of `decideInitiative`. */
export function decisionOf(form: ReadonlyMap<string, readonly string[]>): Record<string, unknown> {
  const one = (name: string): string => form.get(name)?.[0] ?? '';
  const version = one('expected_version');
  return {
    action: one('action'),
    fields: form.get('fields') ?? [],
    reason: one('reason'),
    message: one('message'),
    expected_version: /^\d{1,7}$/.test(version) ? Number(version) : version,
  };
}

/** A form as it is shown again. */
export function valuesOf(form: ReadonlyMap<string, readonly string[]>): DecisionValues {
  const action = form.get('action')?.[0];
  return {
    action: ACTIONS.find((known) => known === action) ?? '',
    fields: form.get('fields') ?? [],
    reason: form.get('reason')?.[0] ?? '',
    message: form.get('message')?.[0] ?? '',
  };
}
