import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newId } from './identifiers.ts';
import { type Actor, can, canModerate, mayEver, ROLES } from './permissions.ts';
import { ACTIONS, type Action, allows, STATES, type State } from './states.ts';

/** Written by hand from the rules, not from the code: `yes` where the state takes the action at all. */
const TAKES: Record<State, Record<Action, boolean>> = {
  unconfirmed: {
    confirm: true,
    revise: false,
    withdraw: true,
    approve: false,
    'request-changes': false,
    decline: false,
  },
  pending: {
    confirm: false,
    revise: false,
    withdraw: true,
    approve: true,
    'request-changes': true,
    decline: true,
  },
  'changes-requested': {
    confirm: false,
    revise: true,
    withdraw: true,
    approve: false,
    'request-changes': false,
    decline: true,
  },
  published: {
    confirm: false,
    revise: false,
    withdraw: true,
    approve: false,
    'request-changes': false,
    decline: false,
  },
  declined: {
    confirm: false,
    revise: false,
    withdraw: false,
    approve: false,
    'request-changes': false,
    decline: false,
  },
  withdrawn: {
    confirm: false,
    revise: false,
    withdraw: false,
    approve: false,
    'request-changes': false,
    decline: false,
  },
};

const KINDS = [
  'anonymous',
  'system',
  'own link',
  'foreign link',
  'submitter',
  'moderator',
  'administrator',
] as const;
type Kind = (typeof KINDS)[number];

/** Who may take an action in principle. */
const MAY: Record<Action, readonly Kind[]> = {
  confirm: ['own link'],
  revise: ['own link'],
  withdraw: ['own link', 'moderator', 'administrator'],
  approve: ['moderator', 'administrator'],
  'request-changes': ['moderator', 'administrator'],
  decline: ['moderator', 'administrator'],
};

function actorOf(kind: Kind, initiativeId: string): Actor {
  switch (kind) {
    case 'anonymous':
    case 'system':
      return { kind };
    case 'own link':
      return { kind: 'link', initiativeId, contactId: crypto.randomUUID() };
    case 'foreign link':
      return { kind: 'link', initiativeId: newId(), contactId: crypto.randomUUID() };
    default:
      return { kind: 'account', id: crypto.randomUUID(), role: kind };
  }
}

const kind = fc.constantFrom(...KINDS);
const action = fc.constantFrom(...ACTIONS);
const state = fc.constantFrom(...STATES);

test('the table is complete', () => {
  expect(Object.keys(TAKES).sort()).toEqual([...STATES].sort());
  for (const row of Object.values(TAKES)) expect(Object.keys(row).sort()).toEqual([...ACTIONS].sort());
  expect(KINDS).toEqual(expect.arrayContaining([...ROLES]));
});

test('each state takes the actions of the table and no other', () => {
  fc.assert(
    fc.property(state, action, (state, action) => {
      expect(allows(state, action)).toBe(TAKES[state][action]);
    }),
  );
});

test('each actor may take the actions of the table and no other, in the states that take them', () => {
  fc.assert(
    fc.property(kind, action, state, (kind, action, state) => {
      const id = newId();
      const actor = actorOf(kind, id);
      const may = MAY[action].includes(kind);
      expect(mayEver(actor, action, id)).toBe(may);
      expect(can(actor, action, { id, state })).toBe(may && TAKES[state][action]);
    }),
    { numRuns: 1000 },
  );
});

test('only moderators and administrators may moderate', () => {
  fc.assert(
    fc.property(kind, (kind) => {
      expect(canModerate(actorOf(kind, newId()))).toBe(kind === 'moderator' || kind === 'administrator');
    }),
  );
});
