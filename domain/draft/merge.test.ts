import { expect, test } from 'vitest';
import {
  type DraftAnswers,
  differingFields,
  firstMarks,
  type Marks,
  merge,
  over,
  replaced,
  sidesOf,
} from './merge.ts';

interface Draft {
  answers: DraftAnswers;
  marks: Marks;
  version: number;
}

const draftOf = async (answers: DraftAnswers): Promise<Draft> => ({
  answers,
  marks: await firstMarks(answers),
  version: 1,
});

/** The next version, as it is stored. */
async function next(draft: Draft, mine: DraftAnswers, base: number): Promise<Draft | null> {
  const merged = await merge(draft, mine, base);
  return merged && { answers: merged.answers, marks: merged.marks, version: draft.version + 1 };
}

async function must<T>(value: Promise<T | null>): Promise<T> {
  const found = await value;
  if (found === null) throw new Error('it was refused');
  return found;
}

const FIRST: DraftAnswers = { title: ['Radio'], kind: ['project'], countries: ['TZ'] };

test('a field that only one side changed is taken from that side', async () => {
  const draft = await must(next(await draftOf(FIRST), { ...FIRST, title: ['Radio for all'] }, 1));
  const both = await must(next(draft, { ...FIRST, kind: ['event'] }, 1));
  expect(both.answers).toEqual({ title: ['Radio for all'], kind: ['event'], countries: ['TZ'] });
  // What was emptied is a change, what was not named is none.
  const emptied = await must(next(both, { countries: [] }, 1));
  expect(emptied.answers).toEqual({ title: ['Radio for all'], kind: ['event'], countries: [] });
});

test('a field that both changed is refused, unless both say the same now', async () => {
  const draft = await must(next(await draftOf(FIRST), { ...FIRST, title: ['A'] }, 1));
  expect(await merge(draft, { ...FIRST, title: ['B'] }, 1)).toBeNull();
  expect((await merge(draft, { ...FIRST, title: ['A'] }, 1))?.changed).toBe(false);
  expect((await merge(draft, { ...FIRST, title: ['B'] }, 2))?.answers.title).toEqual(['B']);
  // There and back again is a change too: the other saw what stood between.
  const back = await must(next(draft, { title: ['Radio'] }, 2));
  expect((await merge(back, { ...FIRST, title: ['C'] }, 1))?.answers.title).toEqual(['C']);
  expect(await merge(back, { ...FIRST, title: ['C'] }, 2)).toBeNull();
});

test('a version that is not known is never guessed at', async () => {
  let draft = await draftOf(FIRST);
  for (let change = 0; change < 210; change++)
    draft = await must(next(draft, { title: [`Radio ${change}`] }, draft.version));
  expect(draft.marks.title).toHaveLength(200);
  expect(await merge(draft, { title: ['Mine'] }, 2)).toBeNull();
  expect(await merge(draft, { title: [] }, 2)).toBeNull();
  expect(await merge(draft, { title: ['Mine'] }, draft.version + 1)).toBeNull();
});

test('line ends, empty rows and the role of a row are no difference', () => {
  const rows = { 'organizations.0.name': ['Trust'], 'organizations.0.role': ['lead'] };
  expect(
    differingFields(
      { urls: ['https://a.example\r\nhttps://b.example'], ...rows },
      {
        urls: ['https://a.example', '', 'https://b.example'],
        ...rows,
        'organizations.1.name': [' '],
        'organizations.1.role': ['partner'],
        checked: ['yes'],
      },
    ),
  ).toEqual([]);
  expect(differingFields(rows, { ...rows, 'organizations.0.role': ['partner'] })).toEqual(['organizations']);
});

test('of what was set aside each field says which side changed it', async () => {
  const draft = await must(next(await draftOf(FIRST), { ...FIRST, title: ['A'], countries: ['KE'] }, 1));
  const answers = over(FIRST, { title: ['B'], kind: ['event'] });
  expect(Object.fromEntries(await sidesOf(draft, { answers, base: 1 }))).toEqual({
    title: null,
    kind: 'copy',
    countries: 'draft',
  });
  const chosen = await replaced(draft, answers);
  expect([chosen.answers, chosen.changed]).toEqual([answers, true]);
  // From then on the choice is what others go on from.
  expect(await merge({ ...chosen, version: 3 }, { ...draft.answers, title: ['D'] }, 2)).toBeNull();
});
