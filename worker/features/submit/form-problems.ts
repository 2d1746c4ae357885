import * as v from 'valibot';
import type { Issue } from '#domain/problems.ts';
import { issuesOf } from '#domain/schemas/parse.ts';
import { Submission } from '#domain/schemas/submission.ts';
import type { Translate } from '#domain/strings/strings.ts';
import type { Answers } from '#web/pages/submit/answers.ts';
import { inputFrom } from '#web/pages/submit/input.ts';
import { issueText } from '#worker/http/problem.ts';
import { controlOf, fieldOfIssue } from './form-input.ts';
import { STAGES, type Stage } from './stages.ts';
import { tidied } from './submission-input.ts';

const ORDER: readonly string[] = STAGES.flatMap((stage): readonly string[] => stage.fields);

/** Everything wrong with the answers, in the order of the form. */
export function allIssues(answers: Answers): Issue[] {
  const result = v.safeParse(Submission, tidied(inputFrom(answers)));
  return result.success ? [] : inOrder(issuesOf(result.issues));
}

export function inOrder(issues: readonly Issue[]): Issue[] {
  return issues.toSorted((a, b) => ORDER.indexOf(fieldOfIssue(a)) - ORDER.indexOf(fieldOfIssue(b)));
}

/** What is wrong on one stage. A field filled in by a program belongs to the stage that shows it. */
export function issuesOnStage(answers: Answers, stage: Stage): Issue[] {
  const fields: readonly string[] = stage.fields;
  const issues = allIssues(answers).filter((issue) => fields.includes(fieldOfIssue(issue)));
  return stage.names?.includes('trap') ? [...issues, ...trapIssues(answers)] : issues;
}

/** The field that only programs fill in. */
export function trapIssues(answers: Answers): Issue[] {
  return (answers.get('trap') ?? []).some((value) => value !== '')
    ? [{ pointer: '#/trap', code: 'unexpected', params: {} }]
    : [];
}

/** The first message of each control. */
export function errorTexts(t: Translate, issues: readonly Issue[]): Map<string, string> {
  const errors = new Map<string, string>();
  for (const issue of issues) {
    const control = controlOf(issue);
    if (!errors.has(control)) errors.set(control, issueText(t, issue));
  }
  return errors;
}
