import { textIn } from '#domain/initiative/content.ts';
import { ANSWER_DAYS } from '#domain/initiative/deadlines.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { templateById, templateText } from '#domain/initiative/templates.ts';
import { DESK_ACTIONS } from '#domain/schemas/decision.ts';
import { type Form, one } from '#domain/schemas/form.ts';
import { translator } from '#domain/strings/strings.ts';
import type { DecisionValues } from '#web/pages/moderation/DecisionFields.tsx';
import type { Review } from './review.ts';

const ACTIONS = ['approve', 'request-changes', 'decline'] as const;

/** A number of a form; what is none stays as it is, and is refused where a number is needed. */
function numberOf(text: string): number | string {
  return /^\d{1,7}$/.test(text) ? Number(text) : text;
}

export const EMPTY: DecisionValues = {
  action: '',
  fields: [],
  reason: '',
  answerDays: String(ANSWER_DAYS),
  message: '',
};

/** A form as the input of `decideInitiative`. */
export function decisionOf(form: Form): Record<string, unknown> {
  return {
    action: one(form, 'action'),
    fields: form.get('fields') ?? [],
    reason: one(form, 'reason'),
    message: one(form, 'message'),
    ...(form.has('answer_days') && { answer_days: numberOf(one(form, 'answer_days')) }),
    expected_version: numberOf(one(form, 'expected_version')),
  };
}

/** A form as it is shown again. */
export function valuesOf(form: Form): DecisionValues {
  const action = one(form, 'action');
  return {
    action: ACTIONS.find((known) => known === action) ?? '',
    fields: form.get('fields') ?? [],
    reason: one(form, 'reason'),
    answerDays: form.has('answer_days') ? one(form, 'answer_days') : EMPTY.answerDays,
    message: one(form, 'message'),
  };
}

/** A form of the desk as the input of `actAtDesk`. Fields that the action does not know are ignored. */
export function deskActionOf(form: Form): Record<string, unknown> {
  const assignee = one(form, 'assignee');
  return {
    action: one(form, 'action'),
    message: one(form, 'message'),
    recommendation: one(form, 'recommendation'),
    proposal: one(form, 'proposal'),
    ...(one(form, 'into').trim() && { into: one(form, 'into') }),
    assignee: assignee === '' ? null : assignee,
    expected_version: numberOf(one(form, 'expected_version')),
  };
}

/** The action that a form or an address names, or null. */
export function deskActionNamed(name: string): (typeof DESK_ACTIONS)[number] | null {
  return DESK_ACTIONS.find((known) => known === name) ?? null;
}

/** A message with the chosen template after what is written already, in the language of the submitter. */
export function withTemplate(form: Form, { entry, contactLanguage }: Review): string {
  const message = one(form, 'message');
  const template = templateById(one(form, 'template'));
  if (!template) return message;
  const text = templateText(translator(contactLanguage), template, {
    title: textIn(entry.content, entry.content.language).title,
    reference: referenceOf(entry.id),
  });
  return message.trim() ? `${message.trimEnd()}\n\n${text}` : text;
}
