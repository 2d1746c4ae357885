import type { ComponentChildren } from 'preact';
import { formatDate } from '#domain/strings/strings.ts';
import type { Frame } from '#web/components/frame.ts';

/** The way of a submission to its first decision. */
export const ENTRY_STEPS = ['sent', 'confirmed', 'looked-at', 'decided'] as const;
export type EntryStep = (typeof ENTRY_STEPS)[number];

export interface EntryStepsProps {
  frame: Frame;
  /** How many of the steps are behind the entry. */
  done: number;
  /** When each was done, in milliseconds since 1970. */
  at?: Readonly<Partial<Record<EntryStep, number>>>;
  /** More about a step. */
  about?: Readonly<Partial<Record<EntryStep, ComponentChildren>>>;
}

/** Where an entry is on its way: what is done, what happens now, what comes. */
export function EntrySteps({ frame, done, at = {}, about = {} }: EntryStepsProps) {
  const { language, t } = frame;
  return (
    <ol class="entry-steps" aria-label={t('submit.status.steps')}>
      {ENTRY_STEPS.map((step, index) => {
        const behind = index < done;
        const when = at[step];
        return (
          <li
            key={step}
            class={behind ? 'done' : undefined}
            aria-current={index === done ? 'step' : undefined}
          >
            <p class="entry-step">
              {t(behind || step === 'sent' ? `submit.status.step.${step}` : `submit.status.ahead.${step}`)}
              {behind && <span class="visually-hidden"> {t('submit.status.step-done')}</span>}
              {behind && when !== undefined && (
                <>
                  {' '}
                  <time dateTime={new Date(when).toISOString()}>{formatDate(language, when)}</time>
                </>
              )}
            </p>
            {about[step]}
          </li>
        );
      })}
    </ol>
  );
}
