import fc from 'fast-check';
import {
  EVENT_BY_ACTION,
  EVENT_BY_PROPOSAL,
  type EventData,
  type InitiativeEvent,
} from '#domain/initiative/events.ts';
import { standingOf } from '#domain/initiative/standing.ts';
import { ACTIONS, type Action, allows, PROPOSALS } from '#domain/initiative/states.ts';

const WITH_CONTENT: readonly Action[] = ['revise', 'amend', 'correct', 'roll-back'];

/** A log as verbs write it: the first event, then actions that the state takes at the time. */
export const aLog = fc
  .tuple(
    fc.constantFrom('initiative.submitted' as const, 'initiative.imported' as const),
    fc.array(
      fc.record({
        action: fc.constantFrom(...ACTIONS),
        later: fc.integer({ min: 1, max: 1e6 }),
        kind: fc.constantFrom(...PROPOSALS),
        by: fc.constantFrom('ann', 'ben'),
      }),
      { maxLength: 40 },
    ),
  )
  .map(([first, wishes]) => {
    const events: InitiativeEvent[] = [
      { type: first, version: 1, data: { revision: 1 }, actorId: null, at: 1000 },
    ];
    for (const { action, later, kind, by } of wishes) {
      const standing = standingOf(events);
      if (!allows(standing.state, action)) continue;
      if (action === 'undo' && !standing.undo) continue;
      if (action === 'second' && !standing.proposal) continue;
      const data: EventData = {
        ...(WITH_CONTENT.includes(action) && { revision: standing.revisions + 1 }),
        ...(action === 'propose' && { proposal: kind }),
        ...(action === 'second' && { into: 'another' }),
      };
      const type =
        action === 'second' ? EVENT_BY_PROPOSAL[standing.proposal?.kind ?? 'hide'] : EVENT_BY_ACTION[action];
      const at = (events.at(-1)?.at ?? 0) + later;
      events.push({ type, version: standing.version + 1, data, actorId: by, at });
    }
    return events;
  });
