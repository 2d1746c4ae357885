import { expect, test } from 'vitest';
import { SEED_ENTRIES } from '#db/seed/load.ts';
import { conceptNames } from '../glossary/glossary.ts';
import type { ActionLine } from '../taxonomy/action-lines.ts';
import type { Sdg } from '../taxonomy/sdgs.ts';
import { GOAL_CONCEPTS, LINE_CONCEPTS } from './tag-concepts.ts';
import { suggestTags } from './tag-suggestions.ts';

const written = (title: string, summary = '', language = 'en') => ({ title, summary, language });

test('every concept that speaks for a tag is in the glossary, once for each tag', () => {
  const known = conceptNames();
  for (const [tag, { itself, strong, weak }] of Object.entries({ ...LINE_CONCEPTS, ...GOAL_CONCEPTS })) {
    const ids = [...itself, ...strong, ...weak];
    expect(
      ids.filter((id) => !known.has(id)),
      tag,
    ).toEqual([]);
    expect(new Set(ids).size, tag).toBe(ids.length);
  }
});

test('says which words speak for a tag, as they were written', () => {
  const { action_lines, sdgs } = suggestTags(
    written('Doctors on the line', 'Nurses in the valley use Telemedicine to reach hospitals.'),
  );
  expect(action_lines).toEqual([
    { tag: 'C7-ehealth', words: ['Telemedicine', 'Doctors', 'hospitals'], lines: [] },
  ]);
  expect(sdgs[0]).toEqual({
    tag: 3,
    words: ['Telemedicine', 'Doctors', 'hospitals'],
    lines: ['C7-ehealth'],
  });
});

test.each([
  ['fr', 'Télémédecine pour les zones rurales', 'C7-ehealth', 3],
  ['es', 'Agricultura de precisión y seguridad alimentaria', 'C7-eagriculture', 2],
  ['ru', 'Кибербезопасность и защита данных', 'C5', 16],
  ['zh', '为农村学校提供宽带互联网接入', 'C2', 9],
  ['ar', 'محو الأمية والمهارات الرقمية', 'C4', 4],
])('understands %s: %s', (language, title, line, goal) => {
  const { action_lines, sdgs } = suggestTags(written(title, '', language));
  expect(action_lines[0]?.tag).toBe(line);
  expect(sdgs.map(({ tag }) => tag)).toContain(goal);
});

test('suggests nothing of which the text says nothing', () => {
  expect(suggestTags(written('Blue river', 'Stones and birds along the way.'))).toEqual({
    action_lines: [],
    sdgs: [],
  });
  expect(suggestTags(written(''))).toEqual({ action_lines: [], sdgs: [] });
});

test('the matrix speaks for a goal only through chosen lines that it links with the goal as a whole', () => {
  const goal4 = (lines: ActionLine[]) =>
    suggestTags(written('Teachers of the valley', 'Lessons for schools.'), lines).sdgs.find(
      ({ tag }) => tag === 4,
    )?.lines;
  expect(goal4(['C7-elearning'])).toEqual(['C7-elearning']);
  // It links C3 with every goal, and C4 with single targets of this one.
  expect(goal4(['C3', 'C4'])).toEqual([]);
});

/** How many of the first three suggestions the entries of the register really have, and how many of theirs are found. */
function measured<T extends ActionLine | Sdg>(
  suggested: (entry: (typeof SEED_ENTRIES)[number]) => { tag: T }[],
  real: (entry: (typeof SEED_ENTRIES)[number]) => readonly unknown[],
) {
  let [given, right, there] = [0, 0, 0];
  for (const entry of SEED_ENTRIES) {
    const first = suggested(entry).slice(0, 3);
    given += first.length;
    right += first.filter(({ tag }) => real(entry).includes(tag)).length;
    there += real(entry).length;
  }
  return { precision: right / given, recall: right / there };
}

const inEnglish = ({ title, summary }: (typeof SEED_ENTRIES)[number]) =>
  written(title.en ?? '', summary.en ?? '');

test('of the first three suggestions for the 306 entries, more than three in four are right', () => {
  const lines = measured(
    (entry) => suggestTags(inEnglish(entry)).action_lines,
    (entry) => entry.action_lines,
  );
  const goals = measured(
    (entry) => suggestTags(inEnglish(entry), entry.action_lines as ActionLine[]).sdgs,
    (entry) => entry.sdgs,
  );
  expect(lines.precision).toBeGreaterThan(0.77);
  expect(lines.recall).toBeGreaterThan(0.55);
  expect(goals.precision).toBeGreaterThan(0.8);
  expect(goals.recall).toBeGreaterThan(0.6);
});
