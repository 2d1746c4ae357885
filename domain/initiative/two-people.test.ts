import fc from 'fast-check';
import { expect, test } from 'vitest';
import { EVENT_BY_ACTION, EVENT_BY_PROPOSAL, type InitiativeEvent, type Standing } from './events.ts';
import {
  type AccountActor,
  type Actor,
  can,
  canPropose,
  STAFF_ROLES,
  type StaffRole,
  type Subject,
} from './permissions.ts';
import { apply, standingOf } from './standing.ts';
import { ACTIONS, type Action, PROPOSALS } from './states.ts';

const OWNER: Actor = { kind: 'link', initiativeId: 'entry', contactId: 'owner' };
const NO_LIMITS = { languages: [], action_lines: [], commissions: [], countries: [] };

function colleague(id: string, roles: readonly StaffRole[]): AccountActor {
  const grants = roles.map((role) => ({ role, ...NO_LIMITS }));
  return { kind: 'account', id, grants, memberships: [], staffPower: true };
}

const idOf = (actor: Actor): string => (actor.kind === 'account' ? actor.id : 'owner');

function subjectOf(standing: Standing): Subject {
  const { state, publishedRevision, lastPublicRevision, decision, proposal, undo } = standing;
  return {
    ...{ state, publishedRevision, lastPublicRevision, decision, proposal },
    ...{ id: 'entry', language: 'en', action_lines: ['C4'], commissions: [], countries: ['TZ'] },
    ...{ organizationId: null, organizationVerified: false, organizationIds: [], submitterId: null },
    undoable: undo !== null,
  };
}

/** The event of what somebody wishes to do, or null where it is refused. */
function eventOf(
  standing: Standing,
  actor: Actor,
  { action, kind }: { action: Action; kind: (typeof PROPOSALS)[number] },
): InitiativeEvent | null {
  const subject = subjectOf(standing);
  const { proposal } = standing;
  if (action === 'propose' ? !canPropose(actor, kind, subject) : !can(actor, action, subject)) return null;
  const type = action === 'second' ? EVENT_BY_PROPOSAL[proposal?.kind ?? 'hide'] : EVENT_BY_ACTION[action];
  return {
    type,
    version: standing.version + 1,
    data: {
      ...(action === 'propose' && { proposal: kind, into: 'another' }),
      ...(action === 'second' && { into: 'another' }),
      ...(['revise', 'amend', 'correct', 'roll-back'].includes(action) && {
        revision: standing.revisions + 1,
      }),
    },
    actorId: idOf(actor),
    at: standing.updatedAt + 1,
  };
}

const KIND_OF = {
  'initiative.hidden': 'hide',
  'initiative.merged': 'merge',
  'initiative.deleted': 'delete',
} as const;

/** Who first wanted what an event of two people does: read from the log alone. */
function firstOf(log: readonly InitiativeEvent[], event: InitiativeEvent): string | null | undefined {
  const kind = KIND_OF[event.type as keyof typeof KIND_OF];
  const proposed = log.findLast(({ type }) =>
    ['initiative.proposed', 'initiative.proposal-dropped', ...Object.keys(KIND_OF)].includes(type),
  );
  return proposed?.type === 'initiative.proposed' && proposed.data.proposal === kind
    ? proposed.actorId
    : undefined;
}

const wishes = fc.array(
  fc.record({
    who: fc.integer({ min: 0, max: 3 }),
    action: fc.oneof(
      fc.constantFrom(...ACTIONS),
      fc.constantFrom<Action>('propose', 'second', 'undo', 'decline', 'appeal', 'grant-appeal', 'approve'),
    ),
    kind: fc.constantFrom(...PROPOSALS),
  }),
  { minLength: 20, maxLength: 60 },
);
const roles = fc.uniqueArray(fc.constantFrom(...STAFF_ROLES), { minLength: 1, maxLength: 3 });

function playedBy(
  actors: readonly Actor[],
  steps: { who: number; action: Action; kind: (typeof PROPOSALS)[number] }[],
) {
  const log: InitiativeEvent[] = [
    { type: 'initiative.submitted', version: 1, data: { revision: 1 }, actorId: 'owner', at: 1 },
    { type: 'initiative.confirmed', version: 2, data: {}, actorId: 'owner', at: 2 },
  ];
  let standing = standingOf(log);
  for (const step of steps) {
    const event = eventOf(standing, actors[step.who % actors.length] as Actor, step);
    if (!event) continue;
    standing = apply(standing, event);
    log.push(event);
  }
  return log;
}

test('whatever happens before, nothing is hidden, merged or deleted by one person, and no appeal settled by who decided', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(wishes, roles, roles, roles, (steps, ...each) => {
      const actors = [OWNER, ...each.map((own, index) => colleague(`colleague-${index}`, own))];
      const log = playedBy(actors, steps);
      for (const [index, event] of log.entries()) {
        const before = log.slice(0, index);
        if (event.type in KIND_OF) {
          const first = firstOf(before, event);
          expect(first).toBeTypeOf('string');
          expect(first).not.toBe(event.actorId);
          seen.add(event.type);
        }
        if (event.type === 'initiative.appeal-granted' || event.type === 'initiative.appeal-rejected') {
          expect(before.findLast(({ type }) => type === 'initiative.declined')?.actorId).not.toBe(
            event.actorId,
          );
          seen.add(event.type);
        }
      }
    }),
    { numRuns: 5000 },
  );
  expect(seen.size).toBe(5);
});

test('one person alone never gets there, with every role and on the owner’s side too', () => {
  const alone = [OWNER, colleague('alone', STAFF_ROLES)];
  fc.assert(
    fc.property(wishes, (steps) => {
      const types = playedBy(alone, steps).map(({ type }) => type);
      for (const type of [...Object.keys(KIND_OF), 'initiative.appeal-granted', 'initiative.appeal-rejected'])
        expect(types).not.toContain(type);
    }),
    { numRuns: 2000 },
  );
});
