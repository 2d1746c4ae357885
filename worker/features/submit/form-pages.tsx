import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { improvementsOf } from '#domain/initiative/completeness.ts';
import type { Issue } from '#domain/problems.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import type { Answers } from '#web/pages/submit/answers.ts';
import { StagePage } from '#web/pages/submit/StagePage.tsx';
import { type AppContext, t } from '#worker/http/context.ts';
import type { FormToken } from '#worker/http/form-token.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { draftShown, type FormDraft } from './form-draft.ts';
import { toldIn } from './form-input.ts';
import { errorTexts } from './form-problems.ts';
import { namesOf, STAGES, type Stage } from './stages.ts';

export interface Filled {
  answers: Answers;
  token: FormToken;
  /** The draft that it is kept in. */
  draft?: FormDraft | null;
}

export interface Shown {
  issues?: readonly Issue[];
  notice?: MessageKey | undefined;
  candidates?: readonly PublicInitiative[];
  status?: ContentfulStatusCode;
  headers?: Readonly<Record<string, string>>;
}

/** A stage of the form with what was answered so far. */
export async function stagePage(
  c: AppContext,
  stage: Stage,
  filled: Filled,
  shown: Shown = {},
): Promise<Response> {
  const issues = shown.issues ?? [];
  return page(
    c,
    <StagePage
      view={{ frame: frameOf(c), answers: filled.answers, errors: errorTexts(t(c), issues) }}
      stage={stage.id}
      shown={namesOf(stage)}
      token={filled.token.token}
      step={stage.step}
      notice={shown.notice ?? (filled.token.renewed ? 'submit.notice.renewed' : undefined)}
      candidates={shown.candidates ?? []}
      kept={await draftShown(c, stage, filled.draft ?? null)}
      stages={STAGES.filter(({ fields }) => fields.length > 0)}
      improvements={stage.id === 'check' ? improvementsOf(toldIn(filled.answers)) : []}
    />,
    {
      status: shown.status ?? (issues.length > 0 ? 422 : 200),
      ...(shown.headers && { headers: { ...shown.headers } }),
    },
  );
}
