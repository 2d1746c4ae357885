import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type AccountActor,
  type Actor,
  can,
  canPropose,
  canRead,
  canReadAtDesk,
  type Grant,
  type MemberRole,
  STAFF_ROLES,
  type StaffRole,
  type Subject,
} from './permissions.ts';
import { ACTIONS, type Action, PROPOSALS, type ProposalKind, STATES, type State } from './states.ts';

/**
 * Who may do what, by hand: a row for each party to an action, a column for each state. Nothing in it is taken from the
 * code that it checks. What the words mean stands in `PARTIES` and `CONDITIONS`.
 */
const TRUTH = `
  action          party        condition        unc pen chg app pub dec clo arc wit hid mer del
  confirm         link         always            x   .   .   .   .   .   .   .   .   .   .   .
  revise          owner        always            .   x   x   .   x   .   .   .   .   .   .   .
  amend           proved       always            .   .   .   .   x   .   .   .   .   .   .   .
  reopen          owner        always            .   .   .   .   .   .   x   .   .   .   .   .
  appeal          owner        refused-once      .   .   .   .   x   x   .   .   .   .   .   .
  withdraw        owner        always            x   x   x   x   x   .   x   x   .   .   .   .
  withdraw        decider      always            .   x   x   x   x   .   x   x   .   .   .   .
  archive         owner        always            .   .   .   .   x   .   .   .   .   .   .   .
  archive         decider      always            .   .   .   .   x   .   .   .   .   .   .   .
  message         owner        always            .   x   x   x   x   x   x   x   .   x   .   .
  message         commentator  always            .   x   x   x   x   x   x   x   .   x   .   .
  note            commentator  always            .   x   x   x   x   x   x   x   x   x   x   .
  recommend       reviewer     always            .   x   .   x   .   .   .   .   .   .   .   .
  approve         decider      always            .   x   .   .   .   .   .   .   .   .   .   .
  request-changes decider      always            .   x   .   .   .   .   .   .   .   .   .   .
  decline         decider      always            .   x   x   .   .   .   .   .   .   .   .   .
  grant-appeal    decider      decided-by-other  .   .   .   x   .   .   .   .   .   .   .   .
  reject-appeal   decider      decided-by-other  .   .   .   x   .   .   .   .   .   .   .   .
  correct         decider      always            .   .   .   .   x   .   .   .   .   .   .   .
  roll-back       proved       always            .   .   .   .   x   .   .   .   .   .   .   .
  roll-back       decider      always            .   .   .   .   x   .   .   .   .   .   .   .
  restore         owner        always            .   .   .   .   .   .   .   x   .   .   .   .
  restore         decider      always            .   .   .   .   .   .   .   x   x   x   x   .
  transfer        owner        always            .   x   x   x   x   x   x   x   .   x   .   .
  transfer        decider      always            .   x   x   x   x   x   x   x   .   x   .   .
  transfer        register     always            .   x   x   x   x   x   x   x   .   x   .   .
  assign          decider      always            .   x   x   x   x   x   x   x   .   x   .   .
  propose         decider      nothing-proposed  .   x   x   .   x   x   .   x   x   x   .   .
  second          decider      hide-by-other     .   x   x   .   x   .   .   x   .   .   .   .
  second          decider      merge-by-other    .   x   x   .   x   .   .   x   .   .   .   .
  second          decider      delete-by-other   .   x   x   .   x   x   .   x   x   x   .   .
  drop-proposal   decider      proposed          .   x   x   .   x   x   .   x   x   x   .   .
  undo            decider      own-and-fresh     .   .   x   .   x   x   .   .   .   .   .   .
  close           register     always            .   .   x   .   .   .   .   .   .   .   .   .
`;

/** What may be proposed where; to hide, something must be public. */
const PROPOSABLE = `
  kind            unc pen chg app pub dec clo arc wit hid mer del
  hide             .   p   p   .   p   .   .   p   .   .   .   .
  merge            .   x   x   .   x   .   .   x   .   .   .   .
  delete           .   x   x   .   x   x   .   x   x   x   .   .
`;

/** How an account is related to the entry. */
const RELATIONS = [
  'stranger',
  'submitter',
  'member-owner',
  'member-editor',
  'member-viewer',
  'member-of-named',
] as const;
/** Whether the limits of a role let the entry through: there are none, they fit it, or they do not. */
const REACHES = [
  'unlimited',
  'fits',
  'other-language',
  'other-line',
  'other-commission',
  'other-country',
] as const;

type Reach = (typeof REACHES)[number];

interface Case {
  who: 'anonymous' | 'register' | 'link' | 'link-of-another' | 'account';
  relation: (typeof RELATIONS)[number];
  roles: { role: StaffRole; reach: Reach }[];
  staffPower: boolean;
  action: Action;
  state: State;
  organization: 'none' | 'registered' | 'proved';
  /** Whether something is public, in states that leave it open. */
  public: boolean;
  decision: { action: 'approve' | 'request-changes' | 'decline'; own: boolean; appealed: boolean } | null;
  proposal: { kind: ProposalKind; own: boolean } | null;
  undoable: boolean;
  proposing: ProposalKind;
}

const isPublic = (one: Case): boolean =>
  ['published', 'archived'].includes(one.state) ||
  (one.public && ['pending', 'changes-requested', 'appealed', 'declined', 'closed'].includes(one.state));

/** Roles that reach the entry: lines make a facilitator, a country a focal point, staff power an administrator. */
function holds(one: Case, ...roles: StaffRole[]): boolean {
  return (
    one.who === 'account' &&
    one.roles.some(
      ({ role, reach }) =>
        roles.includes(role) &&
        (reach === 'fits' || (reach === 'unlimited' && role !== 'facilitator' && role !== 'focal-point')) &&
        (role !== 'administrator' || one.staffPower),
    )
  );
}

/** Belongs to the entry in whatever way, so that it is no impartial judge of it. */
function belongs(one: Case): boolean {
  if (one.who !== 'account' || one.relation === 'stranger') return false;
  return one.organization !== 'none' || ['submitter', 'member-of-named'].includes(one.relation);
}

const hasOrganization = (one: Case): boolean => one.organization !== 'none';
const edits = (one: Case): boolean =>
  one.who === 'account' && hasOrganization(one) && ['member-owner', 'member-editor'].includes(one.relation);
const atDesk = (one: Case): boolean => one.state !== 'unconfirmed' && !belongs(one);

const PARTIES: Record<string, (one: Case) => boolean> = {
  link: ({ who }) => who === 'link',
  register: ({ who }) => who === 'register',
  owner: (one) => one.who === 'link' || edits(one) || (one.who === 'account' && one.relation === 'submitter'),
  proved: (one) => edits(one) && one.organization === 'proved',
  commentator: (one) => atDesk(one) && holds(one, ...STAFF_ROLES),
  reviewer: (one) => atDesk(one) && holds(one, 'reviewer', 'moderator', 'facilitator', 'administrator'),
  decider: (one) => atDesk(one) && holds(one, 'moderator', 'facilitator', 'administrator'),
};

const proposedByOther = (kind: ProposalKind) => (one: Case) =>
  one.proposal !== null && one.proposal.kind === kind && !one.proposal.own;

const CONDITIONS: Record<string, (one: Case) => boolean> = {
  always: () => true,
  'refused-once': ({ decision }) => decision?.action === 'decline' && !decision.appealed,
  'decided-by-other': ({ decision }) => decision !== null && !decision.own,
  'nothing-proposed': ({ proposal }) => proposal === null,
  proposed: ({ proposal }) => proposal !== null,
  'hide-by-other': proposedByOther('hide'),
  'merge-by-other': proposedByOther('merge'),
  'delete-by-other': proposedByOther('delete'),
  'own-and-fresh': ({ decision, undoable }) => undoable && decision?.own === true,
};

function rowsOf(table: string): string[][] {
  const [, ...rows] = table
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return rows;
}

interface Row {
  action: Action;
  party: (one: Case) => boolean;
  condition: (one: Case) => boolean;
  states: State[];
}

const marked = (cells: readonly string[]): State[] => STATES.filter((_, index) => cells[index] !== '.');

function known<T>(of: Record<string, T>, name: string): T {
  const found = of[name];
  if (!found) throw new Error(`the truth table says ${name}, which nothing explains`);
  return found;
}

const ROWS: Row[] = rowsOf(TRUTH).map(([action = '', party = '', condition = '', ...cells]) => ({
  action: action as Action,
  party: known(PARTIES, party),
  condition: known(CONDITIONS, condition),
  states: marked(cells),
}));

const weighed = <T>(...arbitraries: [number, fc.Arbitrary<T>][]) =>
  fc.oneof(...arbitraries.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Rather cells of the table than others, so that all of them are met often. */
const places = weighed(
  [3, fc.constantFrom(...ROWS.flatMap(({ action, states }) => states.map((state) => ({ action, state }))))],
  [1, fc.record({ action: fc.constantFrom(...ACTIONS), state: fc.constantFrom(...STATES) })],
);

const cases: fc.Arbitrary<Case> = fc
  .record({
    place: places,
    who: weighed<Case['who']>(
      [4, fc.constant('account')],
      [1, fc.constantFrom('anonymous', 'register', 'link', 'link-of-another')],
    ),
    relation: weighed<Case['relation']>([3, fc.constant('stranger')], [2, fc.constantFrom(...RELATIONS)]),
    roles: fc.array(
      fc.record({
        role: fc.constantFrom(...STAFF_ROLES),
        reach: weighed<Reach>([1, fc.constant('fits')], [2, fc.constantFrom(...REACHES)]),
      }),
      { maxLength: 3 },
    ),
    staffPower: fc.boolean(),
    organization: fc.constantFrom('none', 'registered', 'proved'),
    public: fc.boolean(),
    decision: fc.option(
      fc.record({
        action: fc.constantFrom('approve', 'request-changes', 'decline'),
        own: fc.boolean(),
        appealed: fc.boolean(),
      }),
    ),
    proposal: fc.option(fc.record({ kind: fc.constantFrom(...PROPOSALS), own: fc.boolean() }), { freq: 3 }),
    undoable: fc.boolean(),
    proposing: fc.constantFrom(...PROPOSALS),
  })
  .map(({ place, ...one }) => ({ ...one, ...place }));

const cellOf = (row: Row, state: State): string => `row ${ROWS.indexOf(row)}, ${row.action}, ${state}`;

function rowsFor(one: Case): Row[] {
  return ROWS.filter(
    ({ action, party, condition, states }) =>
      action === one.action && states.includes(one.state) && party(one) && condition(one),
  );
}

const shouldBeAllowed = (one: Case): boolean => rowsFor(one).length > 0;

const PROPOSABLE_CELLS = new Map(rowsOf(PROPOSABLE).map(([kind = '', ...cells]) => [kind, cells]));

function shouldBeProposable(one: Case): boolean {
  const cell = PROPOSABLE_CELLS.get(one.proposing)?.[STATES.indexOf(one.state)];
  return (cell === 'x' || (cell === 'p' && isPublic(one))) && shouldBeAllowed({ ...one, action: 'propose' });
}

const NO_LIMITS = { languages: [], action_lines: [], commissions: [], countries: [] };
const LIMITS: Record<Reach, Omit<Grant, 'role'>> = {
  unlimited: NO_LIMITS,
  fits: { languages: ['fr'], action_lines: ['C4', 'C1'], commissions: ['eca'], countries: ['TZ'] },
  'other-language': { ...NO_LIMITS, languages: ['ru'], action_lines: ['C4'], countries: ['TZ'] },
  'other-line': { ...NO_LIMITS, action_lines: ['C9'], countries: ['TZ'] },
  'other-commission': { ...NO_LIMITS, commissions: ['ece'], action_lines: ['C4'], countries: ['TZ'] },
  'other-country': { ...NO_LIMITS, countries: ['FR'], action_lines: ['C4'] },
};

function membershipsOf(one: Case): { organizationId: string; role: MemberRole }[] {
  const elsewhere = { organizationId: 'elsewhere', role: 'owner' as const };
  switch (one.relation) {
    case 'member-owner':
      return [elsewhere, { organizationId: 'own', role: 'owner' }];
    case 'member-editor':
      return [elsewhere, { organizationId: 'own', role: 'editor' }];
    case 'member-viewer':
      return [elsewhere, { organizationId: 'own', role: 'viewer' }];
    case 'member-of-named':
      return [{ organizationId: 'named', role: 'owner' }];
    default:
      return [elsewhere];
  }
}

function actorOf(one: Case): Actor {
  switch (one.who) {
    case 'anonymous':
      return { kind: 'anonymous' };
    case 'register':
      return { kind: 'system' };
    case 'link':
      return { kind: 'link', initiativeId: 'entry', contactId: 'contact' };
    case 'link-of-another':
      return { kind: 'link', initiativeId: 'another', contactId: 'contact' };
    case 'account':
      return {
        kind: 'account',
        id: 'me',
        grants: one.roles.map(({ role, reach }) => ({ role, ...LIMITS[reach] })),
        memberships: membershipsOf(one),
        staffPower: one.staffPower,
      } satisfies AccountActor;
  }
}

function subjectOf(one: Case): Subject {
  const by = (own: boolean) => (own ? 'me' : 'somebody-else');
  return {
    id: 'entry',
    state: one.state,
    language: 'fr',
    action_lines: ['C4'],
    commissions: ['eca'],
    countries: ['TZ', 'KE'],
    organizationId: hasOrganization(one) ? 'own' : null,
    organizationVerified: one.organization === 'proved',
    organizationIds: ['named'],
    submitterId: one.relation === 'submitter' ? 'me' : 'somebody-else',
    publishedRevision: isPublic(one) ? 1 : null,
    lastPublicRevision: isPublic(one) ? 1 : null,
    decision: one.decision && {
      version: 3,
      action: one.decision.action,
      by: by(one.decision.own),
      at: 1000,
      revision: 1,
      appealed: one.decision.appealed,
    },
    proposal: one.proposal && { version: 4, kind: one.proposal.kind, by: by(one.proposal.own), into: null },
    undoable: one.undoable,
  };
}

test('200,000 random cases agree with the truth table, and every cell of it is met', {
  timeout: 60_000,
}, () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(cases, (one) => {
      const rows = rowsFor(one);
      for (const row of rows) met.add(cellOf(row, one.state));
      const wanted = rows.length > 0;
      if (can(actorOf(one), one.action, subjectOf(one)) !== wanted)
        throw new Error(`should ${wanted ? '' : 'not '}be allowed`);
    }),
    { numRuns: 200_000 },
  );
  expect([...met].sort()).toEqual(
    ROWS.flatMap((row) => row.states.map((state) => cellOf(row, state))).sort(),
  );
});

test('the truth table has a row for every action', () => {
  expect([...new Set(ROWS.map(({ action }) => action))].sort()).toEqual([...ACTIONS].sort());
});

test('what may be proposed agrees with its table', () => {
  fc.assert(
    fc.property(cases, (one) => {
      expect(canPropose(actorOf(one), one.proposing, subjectOf(one))).toBe(shouldBeProposable(one));
    }),
    { numRuns: 10_000 },
  );
});

test('who reads what is not public: its owners, its organisation and, unless it is theirs, staff whom it is for', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const [actor, subject] = [actorOf(one), subjectOf(one)];
      const viewer = one.who === 'account' && one.relation === 'member-viewer' && hasOrganization(one);
      const desk = known(PARTIES, 'commentator')(one);
      const owner = known(PARTIES, 'owner')(one);
      expect(canReadAtDesk(actor, subject)).toBe(desk);
      expect(canRead(actor, subject)).toBe(owner || desk || (viewer && one.state !== 'unconfirmed'));
    }),
    { numRuns: 10_000 },
  );
});
