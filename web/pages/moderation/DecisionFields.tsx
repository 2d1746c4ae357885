import { ANSWER_CHOICES } from '#domain/initiative/deadlines.ts';
import { OFFERED_REASONS } from '#domain/initiative/reasons.ts';
import { FIELD_NAMES } from '#domain/schemas/submission.ts';
import { Checkboxes } from '../../components/Checkboxes.tsx';
import type { Frame } from '../../components/frame.ts';
import { Radios } from '../../components/Radios.tsx';
import { Select } from '../../components/Select.tsx';

/** A decision as it stands in the form. */
export interface DecisionValues {
  action: 'approve' | 'request-changes' | 'decline' | '';
  fields: readonly string[];
  reason: string;
  /** Days to answer a change request. */
  answerDays: string;
  message: string;
}

interface FieldsProps {
  frame: Frame;
  values: Pick<DecisionValues, 'fields' | 'reason' | 'answerDays'>;
  errorOf: (field: string) => string | undefined;
}

/** What a change request is about, and how long there is to answer it. */
export function RequestFields({
  frame: { t },
  values,
  errorOf,
  hint,
}: FieldsProps & { hint?: string | undefined }) {
  return (
    <div class="for-changes">
      <Checkboxes
        id="fields"
        name="fields"
        label={t('moderation.decision.fields')}
        values={values.fields}
        error={errorOf('fields')}
        options={FIELD_NAMES.map((field) => ({ value: field, label: t(`field.${field}`) }))}
        columns
      />
      <Select
        id="answer_days"
        name="answer_days"
        label={t('moderation.decision.answer-days')}
        hint={hint}
        value={values.answerDays}
        error={errorOf('answer_days')}
        options={ANSWER_CHOICES.map((days) => ({
          value: String(days),
          label: t('moderation.queue.days', { count: days, number: days }),
        }))}
      />
    </div>
  );
}

/** Why an entry is declined. */
export function ReasonFields({ frame: { t }, values, errorOf }: FieldsProps) {
  return (
    <div class="for-decline">
      <Radios
        id="reason"
        name="reason"
        label={t('moderation.decision.reason')}
        value={values.reason}
        error={errorOf('reason')}
        options={OFFERED_REASONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))}
      />
    </div>
  );
}
