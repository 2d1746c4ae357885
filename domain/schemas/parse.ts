import * as v from 'valibot';
import { ISSUE_CODES, type Issue, type IssueCode, Problem, type ProblemCode } from '../problems.ts';

const KNOWN = new Set<string>(ISSUE_CODES);

function codeOf(issue: v.BaseIssue<unknown>): IssueCode {
  if (issue.received === 'undefined') return 'required';
  return KNOWN.has(issue.message) ? (issue.message as IssueCode) : 'wrong-type';
}

function paramsOf(issue: v.BaseIssue<unknown>): Issue['params'] {
  const params: Issue['params'] = {};
  const limit = issue.requirement ?? issue.expected;
  if (typeof limit === 'number') params.limit = limit;
  else if (typeof limit === 'string' && /^\d+$/.test(limit)) params.limit = Number(limit);
  if (/^\d+$/.test(issue.received)) params.actual = Number(issue.received);
  return params;
}

/** RFC 6901, as a fragment. */
export function pointerTo(path: readonly (string | number)[]): string {
  return `#${path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')}`;
}

/** What is wrong with an input: the first issue of each place, in the order of the schema. */
export function issuesOf(issues: readonly v.BaseIssue<unknown>[]): Issue[] {
  const found = new Map<string, Issue>();
  for (const issue of issues) {
    const pointer = pointerTo((issue.path ?? []).map((item) => item.key as string | number));
    if (!found.has(pointer)) found.set(pointer, { pointer, code: codeOf(issue), params: paramsOf(issue) });
  }
  return [...found.values()];
}

/** Parse at the edge, or throw the problem that says which fields are wrong. */
export function parse<const TSchema extends v.GenericSchema>(
  schema: TSchema,
  input: unknown,
  problem: ProblemCode = 'invalid-input',
): v.InferOutput<TSchema> {
  const result = v.safeParse(schema, input);
  if (result.success) return result.output;
  throw new Problem(problem, { issues: issuesOf(result.issues) });
}
