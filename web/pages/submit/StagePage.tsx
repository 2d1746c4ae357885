import type { ComponentChildren } from 'preact';
import type { Improvement } from '#domain/initiative/completeness.ts';
import { all, one } from '#domain/schemas/form.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { Button } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { Layout } from '#web/components/Layout.tsx';
import { Notice } from '#web/components/Notice.tsx';
import { paths } from '#web/paths.ts';
import { AfterForm, BeforeForm, DraftFields, draftKey, type FormDraftProps } from '../drafts/FormDraft.tsx';
import { AboutFields } from './AboutFields.tsx';
import { AnswerList } from './AnswerList.tsx';
import type { Answers, FormView } from './answers.ts';
import { ContactFields } from './ContactFields.tsx';
import { Duplicates } from './Duplicates.tsx';
import { Errors, HiddenAnswers } from './FormParts.tsx';
import { Improvements } from './Improvements.tsx';
import { OrganizationFields } from './OrganizationFields.tsx';
import { StageList, StageProgress } from './StageSteps.tsx';
import { SuggestedTags } from './SuggestedTags.tsx';
import { GoalFields, LineFields } from './TagFields.tsx';
import { TitleFields } from './TitleFields.tsx';

export type StageId =
  | 'title'
  | 'duplicates'
  | 'about'
  | 'organizations'
  | 'lines'
  | 'goals'
  | 'contact'
  | 'check';

/** A stage that holds fields, with the names its controls have in the form. */
export interface StageSummary {
  id: StageId;
  fields: readonly string[];
}

export interface StagePageProps {
  view: FormView;
  stage: StageId;
  /** Names of the controls this stage shows, which must not travel hidden as well. */
  shown: readonly string[];
  /** Signed token of the form. */
  token: string;
  /** Place of the stage among those with fields, from 1; the check page is the last. */
  step: number;
  /** Something to say before the form, e.g. that it must be sent again. */
  notice?: MessageKey | undefined;
  candidates?: readonly PublicInitiative[];
  /** Where the answers are kept. */
  kept: FormDraftProps['kept'];
  /** The stages that the check page lists. */
  stages: readonly StageSummary[];
  /** What would make the entry more useful. */
  improvements: readonly Improvement[];
}

const FORM = 'stage';

export function StagePage(props: StagePageProps) {
  const { view, stage, notice } = props;
  const { frame } = view;
  const { t } = frame;
  const title = t(`submit.stage.${stage}` as MessageKey);
  const steps = { frame, steps: [...props.stages.map(({ id }) => id), 'check' as const], number: props.step };
  return (
    <Layout
      frame={{ ...frame, form: FORM }}
      title={
        stage === 'title' && view.errors.size === 0 ? t('submit.title') : `${title} – ${t('submit.title')}`
      }
      description={t('submit.lead')}
      canonical={paths.submit(frame.language)}
      sheets={['work']}
      wide
    >
      <div class="stage">
        <div class="stage-main">
          <Errors view={view} />
          {notice && (
            <Notice kind="warning">
              <p>{t(notice)}</p>
            </Notice>
          )}
          <StageProgress {...steps} />
          <h1>{title}</h1>
          {stage === 'title' && <Introduction frame={frame} />}
          <BeforeForm frame={frame} kept={props.kept} />
          <form
            id={FORM}
            class="form"
            method="post"
            action={paths.submit(frame.language)}
            noValidate
            data-draft={draftKey(props.kept)}
            data-draft-server={props.kept.signedIn ? props.kept.draft?.id : undefined}
          >
            <input type="hidden" name="stage" value={stage} />
            <input type="hidden" name="form" value={props.token} />
            <DraftFields kept={props.kept} />
            <HiddenAnswers answers={view.answers} except={props.shown} />
            <StageFields {...props} />
            <Buttons frame={frame} stage={stage} />
          </form>
          <AfterForm frame={frame} kept={props.kept} token={props.token} />
        </div>
        <StageList {...steps} form={FORM} all={one(view.answers, 'checked') === 'yes'} />
      </div>
    </Layout>
  );
}

function Introduction({ frame: { t, language } }: { frame: Frame }) {
  return (
    <>
      <p class="lead">{t('submit.lead')}</p>
      <p>
        {t('submit.needs')} <a href={`${paths.submit(language)}/mine`}>{t('submit.mine.link')}</a>
      </p>
    </>
  );
}

function StageFields(props: StagePageProps): ComponentChildren {
  const { view, stage } = props;
  switch (stage) {
    case 'title':
      return <TitleFields view={view} />;
    case 'duplicates':
      return <Duplicates view={view} candidates={props.candidates ?? []} />;
    case 'about':
      return <AboutFields view={view} />;
    case 'organizations':
      return <OrganizationFields view={view} />;
    case 'lines':
      return (
        <>
          <SuggestedTags view={view} field="action_lines" />
          <LineFields view={view} />
        </>
      );
    case 'goals':
      return (
        <>
          <SuggestedTags view={view} field="sdgs" />
          <GoalFields view={view} />
        </>
      );
    case 'contact':
      return <ContactFields view={view} />;
    case 'check':
      return <Check {...props} frame={view.frame} answers={view.answers} />;
  }
}

function Check({
  frame,
  answers,
  stages,
  improvements,
}: Pick<StagePageProps, 'stages' | 'improvements'> & { frame: Frame; answers: Answers }) {
  const { t } = frame;
  return (
    <>
      {stages.map(({ id, fields }) => (
        <section key={id} class="check" aria-labelledby={`check-${id}`}>
          <div class="check-head">
            <h2 id={`check-${id}`}>{t(`submit.stage.${id}` as MessageKey)}</h2>
            <Button kind="secondary" name="go" value={`change:${id}`}>
              {t('submit.change')}{' '}
              <span class="visually-hidden">{t(`submit.stage.${id}` as MessageKey)}</span>
            </Button>
          </div>
          <AnswerList frame={frame} answers={answers} fields={fields} />
        </section>
      ))}
      <Improvements
        frame={frame}
        improvements={improvements}
        lead={t('improve.before')}
        place={(improvement) => {
          const stage = stages.find(({ fields }) => fields.includes(improvement));
          return stage ? { stage: stage.id } : null;
        }}
      />
      <p class="consent">{t('submit.consent', { email: all(answers, 'contact_email')[0] ?? '' })}</p>
    </>
  );
}

/** Enter in a text box presses the first button, so that must be the one that goes on. */
function Buttons({ frame: { t }, stage }: { frame: Frame; stage: StageId }) {
  const last = stage === 'check';
  return (
    <div class="actions">
      <Button name="go" value={last ? 'send' : 'next'}>
        {t(last ? 'submit.send' : 'submit.continue')}
      </Button>
      {stage === 'organizations' && (
        <Button kind="secondary" name="go" value="rows">
          {t('submit.partners.more')}
        </Button>
      )}
      {stage !== 'title' && (
        <Button kind="secondary" name="go" value="back" formNoValidate>
          {t('submit.back')}
        </Button>
      )}
    </div>
  );
}
