import { ANSWER_CHOICES } from '#domain/initiative/deadlines.ts';
import { OFFERED_REASONS } from '#domain/initiative/reasons.ts';
import { FIELD_NAMES } from '#domain/schemas/submission.ts';
import { Button } from '../../components/Button.tsx';
import { Checkboxes } from '../../components/Checkboxes.tsx';
import { Radios } from '../../components/Radios.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';
import type { ReviewPageProps } from './ReviewPage.tsx';
import { TemplatePicker } from './TemplatePicker.tsx';

/** A decision as it stands in the form. */
export interface DecisionValues {
  action: 'approve' | 'request-changes' | 'decline' | '';
  fields: readonly string[];
  reason: string;
  /** Days to answer a change request. */
  answerDays: string;
  message: string;
}

/** The decisions that who looks may take; nothing when there is none. */
export function DecisionForm(props: ReviewPageProps) {
  const { frame, id, version, rights, query, values, errors } = props;
  const { decisions } = rights;
  const { language, t } = frame;
  if (decisions.length === 0) return null;
  const errorOf = (field: string): string | undefined => errors.find((error) => error.field === field)?.text;
  return (
    <form
      method="post"
      action={`${paths.moderation(language)}/${id}${query ? `?${query}` : ''}`}
      class="decision"
      aria-labelledby="decision"
      noValidate
    >
      <h2 id="decision">{t('moderation.decision')}</h2>
      <input type="hidden" name="expected_version" value={version} />
      <Radios
        id="action"
        name="action"
        label={t('moderation.decision.action')}
        value={values.action}
        error={errorOf('action')}
        options={decisions.map((action) => ({
          value: action,
          label: t(`moderation.action.${action}`),
        }))}
        required
      />
      {decisions.includes('request-changes') && (
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
            hint={t('moderation.decision.answer-days.hint')}
            value={values.answerDays}
            error={errorOf('answer_days')}
            options={ANSWER_CHOICES.map((days) => ({
              value: String(days),
              label: t('moderation.queue.days', { count: days, number: days }),
            }))}
          />
        </div>
      )}
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
      <TemplatePicker frame={frame} actions={decisions} />
      <TextArea
        id="message"
        name="message"
        label={t('moderation.decision.message')}
        hint={t('moderation.decision.message.hint')}
        value={values.message}
        error={errorOf('message')}
      />
      <p class="actions">
        <Button name="then" value="stay">
          {t('moderation.decide')}
        </Button>
        <Button kind="secondary" name="then" value="next">
          {t('moderation.decide-next')}
        </Button>
      </p>
    </form>
  );
}
