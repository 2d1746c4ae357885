import fc from 'fast-check';
import { expect, test } from 'vitest';
import { apply, EVENT_BY_ACTION, EVENT_TYPES, type InitiativeEvent, standingOf } from './events.ts';
import { ACTIONS, type Action, allows, type State } from './states.ts';

const AFTER: Record<Action, State> = {
  confirm: 'pending',
  revise: 'pending',
  withdraw: 'withdrawn',
  approve: 'published',
  'request-changes': 'changes-requested',
  decline: 'declined',
};

/** A log as verbs write it: the first event, then actions that the state allows at the time. */
const log = fc
  .tuple(
    fc.constantFrom('initiative.submitted' as const, 'initiative.imported' as const),
    fc.array(fc.tuple(fc.constantFrom(...ACTIONS), fc.integer({ min: 0, max: 1e6 })), { maxLength: 30 }),
  )
  .map(([first, wishes]) => {
    const events: InitiativeEvent[] = [{ type: first, version: 1, data: { revision: 1 }, at: 1000 }];
    const taken: Action[] = [];
    for (const [action, later] of wishes) {
      const { state, revision, version, updatedAt } = standingOf(events);
      if (!allows(state, action)) continue;
      taken.push(action);
      events.push({
        type: EVENT_BY_ACTION[action],
        version: version + 1,
        data: action === 'revise' ? { revision: revision + 1 } : {},
        at: updatedAt + later,
      });
    }
    return { events, taken };
  });

test('state is a reduce over the log: one more event on what was known gives the same', () => {
  fc.assert(
    fc.property(log, ({ events }) => {
      for (let length = 2; length <= events.length; length++) {
        const last = events[length - 1];
        if (!last) throw new Error('a log has no holes');
        expect(apply(standingOf(events.slice(0, length - 1)), last)).toEqual(
          standingOf(events.slice(0, length)),
        );
      }
    }),
  );
});

test('the standing follows from the actions taken', () => {
  fc.assert(
    fc.property(log, ({ events, taken }) => {
      const standing = standingOf(events);
      const last = taken.at(-1);
      const first = events[0]?.type === 'initiative.imported' ? 'published' : 'unconfirmed';
      expect(standing.state).toBe(last ? AFTER[last] : first);
      expect(standing.version).toBe(events.length);
      expect(standing.revision).toBe(1 + taken.filter((action) => action === 'revise').length);
      expect(standing.updatedAt).toBe(events.at(-1)?.at);
      const published = events.filter(
        ({ type }) => type === 'initiative.approved' || type === 'initiative.imported',
      );
      expect(standing.publishedAt).toBe(published[0]?.at ?? null);
      expect(standing.publishedRevision !== null).toBe(
        published.length > 0 && standing.state !== 'withdrawn',
      );
    }),
  );
});

test('every action has an event of its own', () => {
  expect(Object.keys(EVENT_BY_ACTION).sort()).toEqual([...ACTIONS].sort());
  expect(new Set(Object.values(EVENT_BY_ACTION)).size).toBe(ACTIONS.length);
  expect(EVENT_TYPES).toEqual(expect.arrayContaining(Object.values(EVENT_BY_ACTION)));
});

test('an empty log stands for nothing', () => {
  expect(() => standingOf([])).toThrow('at least one event');
});
