import type { ComponentChildren } from 'preact';
import { SUMMARY_WORDS } from '#domain/schemas/atoms.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { Button } from '#web/components/Button.tsx';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { paths } from '#web/paths.ts';
import { AboutFields } from '../submit/AboutFields.tsx';
import type { FormView } from '../submit/answers.ts';
import { ContactFields } from '../submit/ContactFields.tsx';
import { OrganizationFields } from '../submit/OrganizationFields.tsx';
import type { StageId } from '../submit/StagePage.tsx';
import { StageProgress } from '../submit/StageSteps.tsx';
import { GoalFields, LineFields } from '../submit/TagFields.tsx';
import { TitleFields } from '../submit/TitleFields.tsx';

/** A step that needs nothing from the register. */
export type OfflineStage = Exclude<StageId, 'duplicates' | 'check'>;

export interface OfflineFormPageProps {
  view: FormView;
  script: string;
  /** The steps before the last, in order. */
  stages: readonly OfflineStage[];
}

const FIELDS: Record<OfflineStage, (props: { view: FormView }) => ComponentChildren> = {
  title: TitleFields,
  about: AboutFields,
  organizations: OrganizationFields,
  lines: LineFields,
  goals: GoalFields,
  contact: ContactFields,
};

/** Groups of boxes of which one has to be chosen; other controls say themselves that they are required. */
const REQUIRED_GROUPS = 'stakeholder_type action_lines sdgs';

/**
 * All steps of the form on one page, which needs no connection: a script shows one step at a time and keeps the answers
 * on the device. Without the script it is a long form that is sent as it is.
 */
export function OfflineFormPage({ view, script, stages }: OfflineFormPageProps) {
  const { frame } = view;
  const { t, language } = frame;
  const steps = [...stages, 'check' as const];
  return (
    <Layout
      frame={frame}
      title={t('submit.title')}
      noindex
      sheets={['work']}
      head={<script type="module" src={script} />}
    >
      <h1>{t('submit.title')}</h1>
      <Notice kind="info">
        <div class="offline-lead">
          <p>{t('offline.form.lead')}</p>
          <p id="goes-on" hidden>
            {t('offline.form.goes-on')}{' '}
            <button type="button" id="begin">
              {t('offline.form.begin')}
            </button>
          </p>
        </div>
      </Notice>
      <div id="errors" class="error-summary" role="alert" tabIndex={-1} aria-labelledby="errors-title" hidden>
        <h2 id="errors-title">{t('submit.error.title')}</h2>
        <ul />
      </div>
      <form
        id="offline-form"
        class="form"
        method="post"
        action={paths.submit(language)}
        noValidate
        data-groups={REQUIRED_GROUPS}
        data-required={t('issue.required')}
        data-choose={t('issue.too-few-items', { limit: 1 })}
        data-email={t('issue.invalid-email')}
        data-words={t('submit.summary.hint', SUMMARY_WORDS)}
        data-error={t('submit.error', { field: '#', message: '@' })}
        data-unanswered={t('submit.no-answer')}
        data-device={paths.onDevice(language)}
      >
        <input type="hidden" name="stage" value="check" />
        {stages.map((id, index) => (
          <Step key={id} view={view} steps={steps} number={index + 1}>
            {FIELDS[id]({ view })}
          </Step>
        ))}
        <section id="stage-check" data-stage="check" aria-labelledby="stage-check-title">
          <div data-scripted hidden>
            <StageProgress frame={frame} steps={steps} number={steps.length} />
          </div>
          <h2 id="stage-check-title" tabIndex={-1}>
            {t('submit.stage.check')}
          </h2>
          <div id="answers" />
          <p class="consent">{t('offline.form.consent')}</p>
          <div class="actions">
            <Button name="go" value="send">
              {t('submit.send')}
            </Button>
            <GoButton to="before" kind="secondary">
              {t('submit.back')}
            </GoButton>
          </div>
        </section>
      </form>
      <template id="answered-stage">
        <section class="check">
          <div class="check-head">
            <h2>
              <span data-part="title" />
            </h2>
            <button type="button" class="button secondary" data-go="">
              {t('submit.change')} <span class="visually-hidden" data-part="title" />
            </button>
          </div>
          <dl class="facts" />
        </section>
      </template>
    </Layout>
  );
}

function Step(props: {
  view: FormView;
  steps: readonly StageId[];
  number: number;
  children: ComponentChildren;
}) {
  const { view, steps, number, children } = props;
  const { t } = view.frame;
  const id = steps[number - 1];
  return (
    <section id={`stage-${id}`} data-stage={id} aria-labelledby={`stage-${id}-title`}>
      <div data-scripted hidden>
        <StageProgress frame={view.frame} steps={steps} number={number} />
      </div>
      <h2 id={`stage-${id}-title`} tabIndex={-1}>
        {t(`submit.stage.${id}` as MessageKey)}
      </h2>
      <div class="fields">{children}</div>
      <div class="actions">
        <GoButton to="after">{t('submit.continue')}</GoButton>
        {number > 1 && (
          <GoButton to="before" kind="secondary">
            {t('submit.back')}
          </GoButton>
        )}
      </div>
    </section>
  );
}

/** Goes to another step without asking the register; there only with the script. */
function GoButton({
  to,
  kind = 'primary',
  children,
}: {
  to: 'before' | 'after';
  kind?: 'primary' | 'secondary';
  children: ComponentChildren;
}) {
  return (
    <button type="button" class={`button ${kind}`} data-go={to} data-scripted hidden>
      {children}
    </button>
  );
}
