import type { MessageKey } from '#domain/strings/strings.ts';
import type { Frame } from '#web/components/frame.ts';
import type { StageId } from './StagePage.tsx';

export interface StageStepsProps {
  frame: Frame;
  /** The stages that count as steps, in order. */
  steps: readonly StageId[];
  /** Place of the shown stage among them, from 1. */
  number: number;
}

const nameOf = ({ t }: Frame, step: StageId) => t(`submit.stage.${step}` as MessageKey);

/** Above the form: which step this is and what comes next. */
export function StageProgress({ frame, steps, number }: StageStepsProps) {
  const { t } = frame;
  const next = steps[number];
  return (
    <div class="progress">
      <p class="step">
        {t('submit.step', { number, total: steps.length })}
        {next && <span class="step-next"> {t('submit.step-next', { name: nameOf(frame, next) })}</span>}
      </p>
      <ol class="segments" aria-hidden="true">
        {steps.map((step, index) => (
          <li key={step} class={index < number ? 'done' : undefined} />
        ))}
      </ol>
    </div>
  );
}

export interface StageListProps extends StageStepsProps {
  /** Id of the form whose answers travel with a change of step. */
  form: string;
  /** Whether every step was filled in before, so that each can be opened again. */
  all: boolean;
}

/** All steps by name; those behind lead back with every answer. */
export function StageList({ frame, steps, number, form, all }: StageListProps) {
  const { t } = frame;
  return (
    <nav class="stage-list" aria-label={t('submit.steps')}>
      <ol>
        {steps.map((step, index) => {
          const here = index + 1 === number;
          const open = !here && (all || index + 1 < number);
          return (
            <li key={step} class={open ? 'done' : undefined} aria-current={here ? 'step' : undefined}>
              {open ? (
                <button type="submit" form={form} name="go" value={`change:${step}`} formNoValidate>
                  {nameOf(frame, step)}
                </button>
              ) : (
                <span>{nameOf(frame, step)}</span>
              )}
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
