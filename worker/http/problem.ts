import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type Issue, Problem } from '#domain/problems.ts';
import { type MessageKey, type Translate, translator } from '#domain/strings/strings.ts';
import type { AppContext } from './context.ts';
import { negotiate } from './language.ts';

/** One issue as the API says it. */
export function issueText(t: Translate, issue: Issue): string {
  return t(`issue.${issue.code}` as MessageKey, { limit: 0, actual: 0, ...issue.params });
}

/** What is wrong with the fields of a form; `field` for what belongs to no field of its own. */
export function fieldErrors(
  t: Translate,
  problem: Problem | null | undefined,
  field: string,
): { field: string; text: string }[] {
  return (problem?.issues ?? []).map((issue) => ({
    field: issue.pointer.split('/')[1] ?? field,
    text: issueText(t, issue),
  }));
}

/** What a page says at its top of something that was not done: the first of its issues, or else what happened instead. */
export function warningOf(t: Translate, problem: Problem): string {
  const [issue] = problem.issues;
  if (issue) return issueText(t, issue);
  return t(problem.code === 'edit-conflict' ? 'submit.held.conflict' : `problem.${problem.code}.detail`);
}

/** The problem document of RFC 9457; `errors` is our extension for validation. */
export function problemDocument(problem: Problem, t: Translate, origin: string, requestId: string) {
  return {
    type: `${origin}/problems/${problem.code}`,
    title: t(`problem.${problem.code}.title` as MessageKey),
    status: problem.status,
    detail: t(`problem.${problem.code}.detail` as MessageKey),
    instance: `urn:uuid:${requestId}`,
    ...(problem.issues.length > 0 && {
      errors: problem.issues.map((issue) => ({
        pointer: issue.pointer,
        code: issue.code,
        detail: issueText(t, issue),
      })),
    }),
    ...problem.extra,
  };
}

/** RFC 9110 §11.6.1: an answer 401 says how one signs in. Ours is a session cookie, which no registered scheme names. */
const CHALLENGE = { 'www-authenticate': 'Session realm="WSIS Stocktaking"' };

/** The headers that go with a problem. */
export function headersOf(problem: Problem): Record<string, string> {
  return { ...(problem.status === 401 && CHALLENGE), ...problem.headers };
}

/** Answers a problem as `application/problem+json`, in the language the caller prefers. */
export function problemResponse(c: AppContext, problem: Problem): Response {
  const language = c.get('language') ?? negotiate(c.req.header('accept-language'));
  const document = problemDocument(problem, translator(language), c.env.SITE_ORIGIN, c.get('requestId'));
  return c.body(JSON.stringify(document), problem.status as ContentfulStatusCode, {
    ...headersOf(problem),
    'content-type': 'application/problem+json; charset=utf-8',
    'content-language': language,
    'cache-control': 'no-store',
  });
}

/** Anything thrown as a problem; what is not one is a bug and becomes `internal`. */
export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('internal');
}
