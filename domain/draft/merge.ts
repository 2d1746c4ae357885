import { sha256 } from '../text/digest.ts';

/** Answers of the form by the name of the control. An empty list says that a control was there and left empty. */
export type DraftAnswers = Readonly<Record<string, readonly string[]>>;

/** For each field the versions in which it changed, each with a digest of what it became; oldest first. */
export type Marks = Readonly<Record<string, readonly (readonly [version: number, digest: string])[]>>;

/** Changes of a field that are remembered; whoever saw an older version is asked instead of guessed at. */
const MARKS_KEPT = 200;

/** Answers that say how far the form is: the last one stands, and nobody is asked. */
const PROGRESS = new Set(['distinct', 'checked', 'refused_tags']);

export interface Merged {
  answers: DraftAnswers;
  marks: Marks;
  /** Whether anything differs from what was there. */
  changed: boolean;
}

/** The field that a control belongs to: all rows of organizations are one. */
export function fieldOfName(name: string): string {
  return name.split('.')[0] ?? name;
}

/** The fields of answers, in their order. */
export function fieldsOf(...all: readonly DraftAnswers[]): string[] {
  return [...new Set(all.flatMap((answers) => Object.keys(answers).map(fieldOfName)))].filter(
    (field) => !PROGRESS.has(field),
  );
}

/** The controls of one field with something in them; the role of a row alone is nothing. */
function said(answers: DraftAnswers, field: string): [name: string, values: string[]][] {
  const filled = Object.entries(answers)
    .filter(([name]) => fieldOfName(name) === field)
    .map(([name, values]): [string, string[]] => [name, values.filter((value) => value.trim() !== '')])
    .filter(([, values]) => values.length > 0);
  const texts = filled.filter(([name]) => !name.endsWith('.role'));
  return filled.filter(
    ([name]) =>
      !name.endsWith('.role') || texts.some(([text]) => text.startsWith(name.slice(0, -'role'.length))),
  );
}

/** What a field says, to be compared: order of controls, empty ones and kinds of line ends do not count. */
export function saying(answers: DraftAnswers, field: string): string {
  const lines = said(answers, field).map(([name, values]) => [
    name,
    values
      .join('\n')
      .split(/\r\n|\r|\n/)
      .filter((line) => line.trim() !== '')
      .join('\n'),
  ]);
  return lines.length === 0 ? '' : JSON.stringify(lines.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)));
}

/** Fields in which two sets of answers differ. */
export function differingFields(a: DraftAnswers, b: DraftAnswers): string[] {
  return fieldsOf(a, b).filter((field) => saying(a, field) !== saying(b, field));
}

/** The answers of one field put in the place of those that were there. */
export function withField(answers: DraftAnswers, field: string, from: DraftAnswers): DraftAnswers {
  const of = (all: DraftAnswers, its: boolean) =>
    Object.entries(all).filter(([name]) => (fieldOfName(name) === field) === its);
  return Object.fromEntries([...of(answers, false), ...of(from, true)]);
}

/** Answers put over others: fields that they do not name stay. */
export function over(answers: DraftAnswers, mine: DraftAnswers): DraftAnswers {
  return fieldsOf(mine).reduce((all, field) => withField(all, field, mine), answers);
}

const digestOf = async (text: string) => (await sha256(text)).slice(0, 16);
const NOTHING = '';

async function digestOfField(answers: DraftAnswers, field: string): Promise<string> {
  const text = saying(answers, field);
  return text === '' ? NOTHING : digestOf(text);
}

/** Digest of a field in a version; undefined if that is too long ago to be known. */
function digestAt(marks: Marks, field: string, version: number): string | undefined {
  const list = marks[field] ?? [];
  const mark = list.findLast(([at]) => at <= version);
  if (mark) return mark[1];
  return list.length < MARKS_KEPT ? NOTHING : undefined;
}

async function marked(marks: Marks, answers: DraftAnswers, fields: readonly string[], version: number) {
  const entries = await Promise.all(
    fields.map(
      async (field) =>
        [
          field,
          [...(marks[field] ?? []), [version, await digestOfField(answers, field)] as const].slice(
            -MARKS_KEPT,
          ),
        ] as const,
    ),
  );
  return { ...marks, ...Object.fromEntries(entries) };
}

/** The marks of a first version. */
export function firstMarks(answers: DraftAnswers): Promise<Marks> {
  return marked({}, answers, fieldsOf(answers), 1);
}

/**
 * Answers that go on from version `base`, brought together with what is there by now, version `version`: of each field
 * the side counts that changed it. Null if both changed the same field to something else. Fields that the answers do not
 * name stay. The merged answers will be version `version + 1`.
 */
export async function merge(
  current: { answers: DraftAnswers; marks: Marks; version: number },
  mine: DraftAnswers,
  base: number,
): Promise<Merged | null> {
  const { marks, version } = current;
  let answers = current.answers;
  const taken: string[] = [];
  for (const field of fieldsOf(mine)) {
    if (saying(mine, field) === saying(answers, field)) continue;
    const before = base <= version ? digestAt(marks, field, base) : undefined;
    if (before !== undefined && before === (await digestOfField(mine, field))) continue;
    if (before === undefined || before !== (await digestOfField(answers, field))) return null;
    answers = withField(answers, field, mine);
    taken.push(field);
  }
  const progress = Object.entries(mine).filter(([name]) => PROGRESS.has(name));
  const further = progress.some(([name, values]) => values[0] !== answers[name]?.[0]);
  return {
    answers: { ...answers, ...Object.fromEntries(progress) },
    marks: taken.length > 0 ? await marked(marks, answers, taken, version + 1) : marks,
    changed: taken.length > 0 || further,
  };
}

/** Answers chosen by a person who saw both: they replace what is there. */
export async function replaced(
  current: { answers: DraftAnswers; marks: Marks; version: number },
  chosen: DraftAnswers,
): Promise<Merged> {
  const fields = differingFields(current.answers, chosen);
  return {
    answers: chosen,
    marks: await marked(current.marks, chosen, fields, current.version + 1),
    changed: fields.length > 0,
  };
}

/**
 * For each field in which a copy differs from its draft the side that alone changed it since the version the copy went
 * on from; null where both did.
 */
export async function sidesOf(
  draft: { answers: DraftAnswers; marks: Marks },
  copy: { answers: DraftAnswers; base: number },
): Promise<Map<string, 'draft' | 'copy' | null>> {
  const sides = await Promise.all(
    differingFields(draft.answers, copy.answers).map(async (field) => {
      const before = digestAt(draft.marks, field, copy.base);
      if (before === undefined) return [field, null] as const;
      if (before === (await digestOfField(draft.answers, field))) return [field, 'copy'] as const;
      return [field, before === (await digestOfField(copy.answers, field)) ? 'draft' : null] as const;
    }),
  );
  return new Map(sides);
}
