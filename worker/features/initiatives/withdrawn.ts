import { Problem } from '#domain/problems.ts';

/** The problem of an entry that was public and is not any more. `at` in milliseconds. */
export function withdrawnProblem({ at }: { at: number }): Problem {
  return new Problem('withdrawn', { extra: { withdrawn_at: new Date(at).toISOString() } });
}
