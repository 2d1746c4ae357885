/**
 * The one table of problems (RFC 9457). A code is part of the API and is never renamed or reused.
 * Title and explanation of each code live in the catalogues as `problem.<code>.title` and `problem.<code>.detail`.
 */
export const PROBLEMS = {
  'malformed-json': 400,
  'duplicate-key': 400,
  'malformed-form': 400,
  'sign-in-required': 401,
  'cross-origin': 403,
  'not-allowed': 403,
  'passkey-refused': 403,
  'another-person': 403,
  'not-found': 404,
  'link-invalid': 404,
  'method-not-allowed': 405,
  'edit-conflict': 409,
  'wrong-state': 409,
  'last-administrator': 409,
  'last-owner': 409,
  withdrawn: 410,
  'link-expired': 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  'invalid-input': 422,
  'invalid-query': 422,
  'idempotency-key-reused': 422,
  'too-many-requests': 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof PROBLEMS;

/** Codes of one wrong field. Texts live in the catalogues as `issue.<code>`, with the parameters named there. */
export const ISSUE_CODES = [
  'required',
  'wrong-type',
  'too-short',
  'too-long',
  'too-few-words',
  'too-many-words',
  'too-few-items',
  'too-many-items',
  'unknown-code',
  'unknown-country',
  'unknown-language',
  'invalid-email',
  'invalid-url',
  'invalid-date',
  'date-order',
  'invalid-number',
  'out-of-range',
  'duplicate-item',
  'control-characters',
  'bidi-override',
  'half-character',
  'markup',
  'formula',
  'message-needed',
  'reason-needed',
  'unfilled-placeholder',
  'unknown-entry',
  'name-taken',
  'unknown-organization',
  'unchanged',
  'unexpected',
] as const;

export type IssueCode = (typeof ISSUE_CODES)[number];

/** One wrong value: where (RFC 6901 pointer with `#`, `?name` of a query parameter, or the name of a header), which rule, and its figures. */
export interface Issue {
  pointer: string;
  code: IssueCode;
  params: Record<string, string | number>;
}

/** An expected failure. Thrown by verbs, rendered as problem+json, as a page, or as the form again. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly issues: readonly Issue[];
  /** Extra members of the problem document, e.g. `current_version`. */
  readonly extra: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    options: {
      issues?: readonly Issue[];
      extra?: Record<string, unknown>;
      headers?: Record<string, string>;
    } = {},
  ) {
    super(code);
    this.name = 'Problem';
    this.code = code;
    this.status = PROBLEMS[code];
    this.issues = options.issues ?? [];
    this.extra = options.extra ?? {};
    this.headers = options.headers ?? {};
  }
}
