import { Button } from '../../components/Button.tsx';
import { ErrorSummary } from '../../components/ErrorSummary.tsx';
import type { Frame } from '../../components/frame.ts';
import { Layout } from '../../components/Layout.tsx';
import { Radios } from '../../components/Radios.tsx';
import { Select } from '../../components/Select.tsx';
import { TextArea } from '../../components/TextArea.tsx';
import { paths } from '../../paths.ts';
import { type DecisionValues, ReasonFields, RequestFields } from './DecisionFields.tsx';

export interface BulkFormProps {
  frame: Frame;
  /** The filters of the queue, as a query. */
  query: string;
  /** The entries that were chosen. */
  ids: readonly string[];
  /** Whom entries may be given to. */
  colleagues: readonly { id: string; name: string }[];
  values: Omit<DecisionValues, 'action'> & { action: string; assignee: string };
  errors: readonly { field: string; text: string }[];
}

const ACTIONS = ['approve', 'request-changes', 'decline', 'assign'] as const;

/** What shall be done to the chosen entries. Sending it changes nothing yet: it leads to the preview. */
export function BulkForm({ frame, query, ids, colleagues, values, errors }: BulkFormProps) {
  const { language, t } = frame;
  const queue = `${paths.moderation(language)}${query ? `?${query}` : ''}`;
  const errorOf = (field: string): string | undefined => errors.find((error) => error.field === field)?.text;
  return (
    <Layout frame={frame} title={t('bulk.title')} noindex alternates={false}>
      {errors.length > 0 && (
        <ErrorSummary
          title={t('problem.invalid-input.title')}
          items={errors.map(({ field, text }) => ({ href: `#${field}`, text }))}
        />
      )}
      <p>
        <a href={queue}>{t('moderation.back')}</a>
      </p>
      <h1>{t('bulk.title')}</h1>
      <p class="lead">{ids.length === 0 ? t('bulk.none') : t('bulk.entries', { count: ids.length })}</p>
      {ids.length > 0 && (
        <form
          method="post"
          action={`${paths.moderation(language)}/bulk${query ? `?${query}` : ''}`}
          class="decision"
          noValidate
        >
          {ids.map((id) => (
            <input key={id} type="hidden" name="ids" value={id} />
          ))}
          <Radios
            id="action"
            name="action"
            label={t('moderation.decision.action')}
            value={values.action}
            error={errorOf('action')}
            options={ACTIONS.map((action) => ({
              value: action,
              label: action === 'assign' ? t('moderation.assign') : t(`moderation.action.${action}`),
            }))}
            required
          />
          <RequestFields frame={frame} values={values} errorOf={errorOf} />
          <ReasonFields frame={frame} values={values} errorOf={errorOf} />
          <TextArea
            id="message"
            name="message"
            label={t('moderation.decision.message')}
            hint={t('moderation.decision.message.hint')}
            value={values.message}
            error={errorOf('message')}
          />
          <Select
            id="assignee"
            name="assignee"
            label={t('moderation.assign.to')}
            value={values.assignee}
            error={errorOf('assignee')}
            emptyLabel={t('moderation.assign.nobody')}
            options={[
              { value: 'me', label: t('moderation.assign.me') },
              ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          <p class="actions">
            <Button>{t('bulk.preview')}</Button>
          </p>
        </form>
      )}
    </Layout>
  );
}
