import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aLog } from '#test/support/logs.ts';
import {
  EVENT_BY_ACTION,
  EVENT_BY_PROPOSAL,
  EVENT_TYPES,
  type EventData,
  type InitiativeEvent,
} from './events.ts';
import { apply, standingOf } from './standing.ts';
import { faceOf, type State } from './states.ts';

test('state is a reduce over the log: one more event on what was known gives the same', () => {
  fc.assert(
    fc.property(aLog, (events) => {
      for (let length = 2; length <= events.length; length++) {
        const last = events[length - 1];
        if (!last) throw new Error('a log has no holes');
        expect(apply(standingOf(events.slice(0, length - 1)), last)).toEqual(
          standingOf(events.slice(0, length)),
        );
      }
    }),
    { numRuns: 5000 },
  );
});

test('what stands is consistent after any log', () => {
  fc.assert(
    fc.property(aLog, (events) => {
      const standing = standingOf(events);
      const { state, revision, revisions, publishedRevision, queue, queuedAt, publicAt, publishedAt } =
        standing;
      expect(standing.version).toBe(events.length);
      expect(revision).toBeLessThanOrEqual(revisions);
      expect(publishedRevision ?? 1).toBeLessThanOrEqual(revisions);
      expect(queue !== null).toBe(state === 'pending' || state === 'appealed');
      expect(queuedAt !== null).toBe(queue !== null);
      expect(state === 'merged').toBe(standing.mergedInto !== null);
      if (state === 'published' || state === 'archived') expect(publishedRevision).not.toBeNull();
      if (['withdrawn', 'hidden', 'merged', 'deleted'].includes(state)) expect(publishedRevision).toBeNull();
      if (publishedRevision !== null) expect(publishedAt).not.toBeNull();
      if (publishedAt !== null) expect(publicAt).not.toBeNull();
    }),
    { numRuns: 5000 },
  );
});

test('whenever what the public sees changes, so does the time it last changed', () => {
  fc.assert(
    fc.property(aLog, (events) => {
      for (let length = 2; length <= events.length; length++) {
        const before = standingOf(events.slice(0, length - 1));
        const after = standingOf(events.slice(0, length));
        const faces = [before, after].map((one) => `${faceOf(one)} ${one.publishedRevision}`);
        if (faces[0] !== faces[1]) expect(after.publicAt).toBe(after.updatedAt);
      }
    }),
    { numRuns: 5000 },
  );
});

function played(...events: [InitiativeEvent['type'], (EventData & { by?: string })?][]) {
  return standingOf(
    events.map(([type, { by = 'ann', ...data } = {}], index) => ({
      type,
      version: index + 1,
      data,
      actorId: by,
      at: 1000 * (index + 1),
    })),
  );
}

const NEW = [['initiative.submitted', { revision: 1 }], ['initiative.confirmed']] as const;
const PUBLIC = [...NEW, ['initiative.approved']] as const;
type Steps = Parameters<typeof played>;
const after = (...steps: Steps) => played(...(steps as Steps));

test('a changed entry stays public as it was until the change is approved', () => {
  const waiting = after(...(PUBLIC as unknown as Steps), ['initiative.revised', { revision: 2 }]);
  expect(waiting).toMatchObject({ state: 'pending', queue: 'changed', revision: 2, publishedRevision: 1 });
  const approved = after(
    ...(PUBLIC as unknown as Steps),
    ['initiative.revised', { revision: 2 }],
    ['initiative.approved'],
  );
  expect(approved).toMatchObject({
    state: 'published',
    queue: null,
    publishedRevision: 2,
    publishedAt: 3000,
  });
});

test('a refused change leaves what is public, and the next change begins from it', () => {
  const refused = after(
    ...(PUBLIC as unknown as Steps),
    ['initiative.revised', { revision: 2 }],
    ['initiative.declined'],
  );
  expect(refused).toMatchObject({ state: 'published', revision: 1, revisions: 2, publishedRevision: 1 });
  expect(refused.decision).toMatchObject({ action: 'decline', revision: 2, appealed: false });
});

test('an appeal brings back what was refused, once', () => {
  const appealed = after(...(NEW as unknown as Steps), ['initiative.declined'], ['initiative.appealed']);
  expect(appealed).toMatchObject({
    state: 'appealed',
    queue: 'appealed',
    decision: { by: 'ann', appealed: true },
  });
  const granted = after(
    ...(NEW as unknown as Steps),
    ['initiative.declined'],
    ['initiative.appealed'],
    ['initiative.appeal-granted', { by: 'ben' }],
  );
  expect(granted).toMatchObject({ state: 'pending', queue: 'answered', queuedAt: 5000 });
  const rejected = after(
    ...(NEW as unknown as Steps),
    ['initiative.declined'],
    ['initiative.appealed'],
    ['initiative.appeal-rejected', { by: 'ben' }],
  );
  expect(rejected).toMatchObject({ state: 'declined', queue: null, decision: { appealed: true } });
});

test('an undone decision leaves everything as before but the version', () => {
  const before = after(...(NEW as unknown as Steps));
  const undone = after(...(PUBLIC as unknown as Steps), ['initiative.decision-undone']);
  expect(undone).toEqual({ ...before, version: 4, updatedAt: 4000, publicAt: 4000 });
});

test('what was never public can become an address that leads on, and stop to be one', () => {
  const merged = after(...(NEW as unknown as Steps), ['initiative.merged', { into: 'another' }]);
  expect(merged).toMatchObject({ state: 'merged', publicAt: 3000, publishedAt: null });
  const back = apply(merged, {
    type: 'initiative.restored',
    version: 4,
    data: {},
    actorId: 'ann',
    at: 4000,
  });
  expect(back).toMatchObject({ state: 'pending', publicAt: 4000, publishedAt: null });
});

test.each<[InitiativeEvent['type'], State, ReturnType<typeof faceOf>]>([
  ['initiative.withdrawn', 'withdrawn', 'tombstone'],
  ['initiative.archived', 'archived', 'archived'],
  ['initiative.hidden', 'hidden', 'none'],
  ['initiative.merged', 'merged', 'redirect'],
  ['initiative.deleted', 'deleted', 'tombstone'],
])('%s: %s, and the public sees: %s; restored it is public again', (type, state, face) => {
  const gone = after(...(PUBLIC as unknown as Steps), [type, { into: 'another' }]);
  expect(gone.state).toBe(state);
  expect(faceOf(gone)).toBe(face);
  if (state === 'deleted') return;
  const back = after(...(PUBLIC as unknown as Steps), [type, { into: 'another' }], ['initiative.restored']);
  expect(back).toMatchObject({ state: 'published', publishedRevision: 1, mergedInto: null });
});

test('every action has an event of its own', () => {
  const types = [...Object.values(EVENT_BY_ACTION), ...Object.values(EVENT_BY_PROPOSAL)];
  expect(new Set(types).size).toBe(types.length);
  expect(EVENT_TYPES).toEqual(expect.arrayContaining(types));
  expect(types.length).toBe(EVENT_TYPES.length - 2);
});

test('an empty log stands for nothing', () => {
  expect(() => standingOf([])).toThrow('at least one event');
});
