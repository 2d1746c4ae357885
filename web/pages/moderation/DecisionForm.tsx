import { Button } from '../../components/Button.tsx';
import { Radios } from '../../components/Radios.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';
import { ReasonFields, RequestFields } from './DecisionFields.tsx';
import type { ReviewPageProps } from './ReviewPage.tsx';
import { TemplatePicker } from './TemplatePicker.tsx';

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
        <RequestFields
          frame={frame}
          values={values}
          errorOf={errorOf}
          hint={t('moderation.decision.answer-days.hint')}
        />
      )}
      <ReasonFields frame={frame} values={values} errorOf={errorOf} />
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
