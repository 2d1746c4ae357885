import { improvementsOf } from '#domain/initiative/completeness.ts';
import type { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { inputFrom } from '#web/pages/submit/input.ts';
import { ReceiptPage } from '#web/pages/submit/ReceiptPage.tsx';
import type { AppContext } from '#worker/http/context.ts';
import { MINIMUM_TIME, newFormToken } from '#worker/http/form-token.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { log } from '#worker/http/log.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { asProblem } from '#worker/http/problem.ts';
import { fieldOfIssue, toldIn } from './form-input.ts';
import { type Filled, stagePage } from './form-pages.tsx';
import { allIssues, issuesOnStage, trapIssues } from './form-problems.ts';
import { stageOf, stageOfField } from './stages.ts';
import { submitInitiative } from './submit-initiative.ts';

/** Sends the whole form: to the first stage with an error, back to the check page with a way out, or to the receipt. */
export async function sendForm(c: AppContext, filled: Filled): Promise<Response> {
  const { answers, token } = filled;
  const draft = c.get('user') ? filled.draft : null;
  const check = stageOf('check');
  const [first] = allIssues(answers);
  if (first) {
    const stage = stageOfField(fieldOfIssue(first));
    return stagePage(c, stage, filled, { issues: issuesOnStage(answers, stage) });
  }
  if (trapIssues(answers).length > 0)
    return stagePage(c, stageOf('contact'), filled, { issues: trapIssues(answers) });
  if (token.renewed) return stagePage(c, check, filled, { status: 422 });
  if (c.get('clock')() - token.openedAt < MINIMUM_TIME)
    return stagePage(c, check, filled, { status: 422, notice: 'submit.notice.too-fast' });
  try {
    await limitNetwork(c, 'submit');
    const receipt = await submitInitiative(c, inputFrom(answers), {
      idempotencyKey: token.id,
      draftId: draft?.id ?? null,
      language: c.get('language'),
    });
    return page(
      c,
      <ReceiptPage
        frame={frameOf(c)}
        reference={receipt.reference}
        email={one(answers, 'contact_email').trim()}
        draft={draft?.id ?? null}
        improvements={improvementsOf(toldIn(answers))}
      />,
      { private: true },
    );
  } catch (error) {
    return again(c, filled, error);
  }
}

const NOTICES: Partial<Record<Problem['code'], MessageKey>> = {
  'too-many-requests': 'submit.notice.busy',
  'idempotency-key-reused': 'submit.notice.sent-before',
};

/** The check page once more after a failure. Even our own mistake must not cost people what they typed. */
async function again(c: AppContext, filled: Filled, error: unknown): Promise<Response> {
  const problem = asProblem(error);
  if (problem.code === 'internal')
    log({
      event: 'problem',
      request_id: c.get('requestId'),
      route: c.req.routePath,
      problem: problem.code,
      error: error instanceof Error ? error.name : 'unknown',
    });
  // What was sent is sent; sending these answers again registers another entry.
  const renewed =
    problem.code === 'idempotency-key-reused' ? { token: await newFormToken(c), draft: null } : {};
  return stagePage(
    c,
    stageOf('check'),
    { ...filled, ...renewed },
    {
      status: problem.status as 422, // any error status is right here
      notice: NOTICES[problem.code] ?? 'submit.notice.failed',
      headers: problem.headers,
    },
  );
}
