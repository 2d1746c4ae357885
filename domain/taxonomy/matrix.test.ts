import { expect, test } from 'vitest';
import { ACTION_LINE_CODES } from './action-lines.ts';
import { suggestedSdgs, WSIS_SDG_MATRIX, WSIS_SDG_TARGETS } from './matrix.ts';
import { SDG_IDS } from './sdgs.ts';

test('the matrix has its 124 links, spread over the goals as published', () => {
  const goals = Object.values(WSIS_SDG_MATRIX).flat();
  expect(goals).toHaveLength(124);
  const perGoal = SDG_IDS.map((id) => goals.filter((goal) => goal === id).length);
  expect(perGoal).toEqual([10, 8, 6, 10, 10, 4, 3, 9, 11, 5, 7, 7, 6, 4, 3, 8, 13]);
});

test('the targets of a line belong to exactly the goals it is linked to', () => {
  for (const line of ACTION_LINE_CODES) {
    const goals = new Set(WSIS_SDG_TARGETS[line].map((target) => Number(target.split('.')[0])));
    expect(
      [...goals].sort((a, b) => a - b),
      line,
    ).toEqual(WSIS_SDG_MATRIX[line]);
  }
});

test('e-health suggests goals 1, 2, 3, 5 and 17 with its targets', () => {
  const suggested = suggestedSdgs(['C7-ehealth']);
  expect(suggested.map(({ sdg }) => sdg)).toEqual([1, 2, 3, 5, 17]);
  expect(suggested[2]).toEqual({ sdg: 3, lines: ['C7-ehealth'], targets: ['3', '3.3', '3.8'] });
});

test('goals shared by more lines come first, then by number', () => {
  expect(suggestedSdgs(['C11', 'C7-egov', 'C9'])).toEqual([
    { sdg: 9, lines: ['C7-egov', 'C9'], targets: ['9.c'] },
    { sdg: 16, lines: ['C7-egov', 'C9'], targets: ['16.6', '16.7', '16.10'] },
    { sdg: 17, lines: ['C7-egov', 'C11'], targets: ['17.8', '17.9', '17.16', '17.17'] },
    { sdg: 5, lines: ['C9'], targets: ['5.b'] },
    { sdg: 12, lines: ['C9'], targets: ['12.8'] },
  ]);
});

test('a line given twice counts once, and no line suggests nothing', () => {
  expect(suggestedSdgs(['C11', 'C11'])).toEqual(suggestedSdgs(['C11']));
  expect(suggestedSdgs([])).toEqual([]);
});

test('targets follow the official order: the goal, its numbers, its letters', () => {
  const goal3 = suggestedSdgs(['C4', 'C3', 'C1']).find(({ sdg }) => sdg === 3);
  expect(goal3?.targets).toEqual(['3', '3.7', '3.8', '3.b', '3.d']);
});
