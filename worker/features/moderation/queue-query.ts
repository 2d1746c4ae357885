import * as v from 'valibot';
import { QUEUE_STATES } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { code, issue, LanguageCode } from '#domain/schemas/atoms.ts';
import { issuesOf } from '#domain/schemas/parse.ts';
import { type ACTION_LINE_CODES, expandActionLine } from '#domain/taxonomy/action-lines.ts';

/** Entries on a page of the queue. */
export const QUEUE_SIZE = 25;

const wholeNumber = (max: number) =>
  v.pipe(
    v.string(issue('wrong-type')),
    v.regex(/^\d{1,6}$/, issue('invalid-number')),
    v.transform(Number),
    v.minValue(1, issue('out-of-range')),
    v.maxValue(max, issue('out-of-range')),
  );

const some = <T extends v.GenericSchema>(item: T) => v.optional(v.array(item), []);

/** Parameters of the queue. Filters may be repeated; an empty value filters nothing. */
const QueueQuery = v.object({
  state: some(code(QUEUE_STATES)),
  language: some(LanguageCode),
  action_line: some(
    v.pipe(
      v.string(issue('wrong-type')),
      v.check((value) => expandActionLine(value).length > 0, issue('unknown-code')),
    ),
  ),
  page: v.optional(wholeNumber(10_000), '1'),
  size: v.optional(wholeNumber(100), String(QUEUE_SIZE)),
});
export type QueueQuery = v.InferOutput<typeof QueueQuery>;
export type QueueFilters = Pick<QueueQuery, 'state' | 'language' | 'action_line'>;

const FILTERS = ['state', 'language', 'action_line'] as const;

/** Reads the queue's parameters, or throws `invalid-query`. Unknown parameters are ignored. */
export function readQueueQuery(params: URLSearchParams): QueueQuery {
  const input: Record<string, string | string[]> = {};
  for (const name of FILTERS) {
    const values = new Set(params.getAll(name).filter((value) => value !== ''));
    if (values.size > 0) input[name] = [...values];
  }
  for (const name of ['page', 'size'] as const) {
    const value = params.get(name);
    if (value) input[name] = value;
  }
  const result = v.safeParse(QueueQuery, input);
  if (result.success) return result.output;
  const issues = issuesOf(result.issues).map((found) => ({
    ...found,
    pointer: `?${found.pointer.split('/')[1] ?? ''}`,
  }));
  throw new Problem('invalid-query', { issues });
}

/** Lines a filter selects, with `C7` resolved. */
export function linesOf(filters: QueueFilters): (typeof ACTION_LINE_CODES)[number][] {
  return [...new Set(filters.action_line.flatMap(expandActionLine))];
}

/** The filters as URL parameters, without the page. */
export function filterParams(filters: QueueFilters): URLSearchParams {
  return new URLSearchParams(FILTERS.flatMap((name) => filters[name].map((value) => [name, value])));
}
