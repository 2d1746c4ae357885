import * as v from 'valibot';
import { AGE_NAMES, DESK_QUEUES, type DeskQueue, VIEWS } from '#domain/initiative/desk.ts';
import { QUEUES } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { code, issue, LanguageCode } from '#domain/schemas/atoms.ts';
import { issuesOf } from '#domain/schemas/parse.ts';
import { type ACTION_LINE_CODES, expandActionLine } from '#domain/taxonomy/action-lines.ts';

/** Entries on a page of the queue. */
export const QUEUE_SIZE = 25;

/** One queue, or `open`: all that waits for a decision. */
export const TABS = ['open', ...DESK_QUEUES] as const;
export type Tab = (typeof TABS)[number];

/** States that the entries of a queue are in, where all are in the same one. */
const STATE_OF_QUEUE = {
  new: 'pending',
  changed: 'pending',
  answered: 'pending',
  appealed: 'appealed',
  asked: 'changes-requested',
} as const satisfies Partial<Record<DeskQueue, string>>;
/** States to narrow the queue by. */
export const WAITING_STATES = ['pending', 'changes-requested', 'appealed'] as const;

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
  queue: v.optional(code(TABS)),
  view: v.optional(code(VIEWS), 'all'),
  age: v.optional(code(AGE_NAMES)),
  state: some(code(WAITING_STATES)),
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
export type QueueFilters = Omit<QueueQuery, 'page' | 'size'>;

const REPEATED = ['state', 'language', 'action_line'] as const;
const SINGLE = ['queue', 'view', 'age', 'page', 'size'] as const;

/** Reads the queue's parameters, or throws `invalid-query`. Unknown parameters are ignored. */
export function readQueueQuery(params: URLSearchParams): QueueQuery {
  const input: Record<string, string | string[]> = {};
  for (const name of REPEATED) {
    const values = new Set(params.getAll(name).filter((value) => value !== ''));
    if (values.size > 0) input[name] = [...values];
  }
  for (const name of SINGLE) {
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

/** The queues that a question is about: if it names none, what waits for a decision or for its submitter. */
export function queuesOf({ queue, state }: QueueFilters): DeskQueue[] {
  const named: readonly DeskQueue[] =
    queue === undefined ? [...QUEUES, 'asked'] : queue === 'open' ? QUEUES : [queue];
  if (state.length === 0) return [...named];
  return named.filter((name) => name in STATE_OF_QUEUE && state.includes(stateOf(name)));
}

function stateOf(queue: DeskQueue): (typeof WAITING_STATES)[number] {
  return STATE_OF_QUEUE[queue as keyof typeof STATE_OF_QUEUE];
}

/** The filters as URL parameters, without the page. What is usual is left out. */
export function filterParams(filters: QueueFilters): URLSearchParams {
  const params = new URLSearchParams();
  if (filters.queue && filters.queue !== 'open') params.set('queue', filters.queue);
  if (filters.view !== 'all') params.set('view', filters.view);
  if (filters.age) params.set('age', filters.age);
  for (const name of REPEATED) for (const value of filters[name]) params.append(name, value);
  return params;
}
