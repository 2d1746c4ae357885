import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Issue } from '#domain/problems.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import type { Answers } from '#web/pages/submit/answers.ts';
import { StagePage } from '#web/pages/submit/StagePage.tsx';
import { type AppContext, t } from '#worker/http/context.ts';
import type { FormToken } from '#worker/http/form-token.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { errorTexts } from './form-problems.ts';
import { namesOf, STAGES, STEPS, type Stage } from './stages.ts';

export interface Filled {
  answers: Answers;
  token: FormToken;
}

export interface Shown {
  issues?: readonly Issue[];
  notice?: MessageKey | undefined;
  candidates?: readonly PublicInitiative[];
  status?: ContentfulStatusCode;
  headers?: Readonly<Record<string, string>>;
}

/** A stage of the form with what was answered so far. */
export function stagePage(c: AppContext, stage: Stage, filled: Filled, shown: Shown = {}): Response {
  const issues = shown.issues ?? [];
  return page(
    c,
    <StagePage
      view={{ frame: frameOf(c), answers: filled.answers, errors: errorTexts(t(c), issues) }}
      stage={stage.id}
      shown={namesOf(stage)}
      token={filled.token.token}
      step={{ number: stage.step, of: STEPS }}
      notice={shown.notice ?? (filled.token.renewed ? 'submit.notice.renewed' : undefined)}
      candidates={shown.candidates ?? []}
      stages={STAGES.filter(({ fields }) => fields.length > 0)}
    />,
    {
      status: shown.status ?? (issues.length > 0 ? 422 : 200),
      ...(shown.headers && { headers: { ...shown.headers } }),
    },
  );
}
