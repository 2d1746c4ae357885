import { expect, test } from 'vitest';
import { ACTIONS, ACTIONS_BY_STATE, allows, QUEUE_STATES, STATES } from './states.ts';

test('every state has decided about its actions, and names only real ones, once', () => {
  expect(Object.keys(ACTIONS_BY_STATE).sort()).toEqual([...STATES].sort());
  for (const actions of Object.values(ACTIONS_BY_STATE)) {
    expect(ACTIONS).toEqual(expect.arrayContaining([...actions]));
    expect(new Set(actions).size).toBe(actions.length);
  }
});

test('nothing happens any more to what was deleted', () => {
  for (const action of ACTIONS) expect(allows('deleted', action)).toBe(false);
});

test('a moderator can decide on every state of the queue, and on no other', () => {
  const decided = STATES.filter((state) => allows(state, 'decline'));
  expect(decided).toEqual([...QUEUE_STATES]);
});
