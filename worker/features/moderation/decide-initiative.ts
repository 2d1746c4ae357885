import { commit } from '#db/commit.ts';
import { type Entry, entryById } from '#db/entries.ts';
import type { Job } from '#db/jobs.ts';
import { EVENT_BY_ACTION, type EventData, type Standing } from '#domain/initiative/events.ts';
import type { Actor } from '#domain/initiative/permissions.ts';
import { allows } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { Decision } from '#domain/schemas/decision.ts';
import { parse } from '#domain/schemas/parse.ts';
import { clean } from '#domain/text/unsafe.ts';
import type { AppContext } from '../../http/context.ts';
import { hurry } from '../../http/hurry.ts';
import { requireModerator } from './access.ts';

const TEMPLATES = {
  approve: 'approved',
  'request-changes': 'changes-requested',
  decline: 'declined',
} as const;

/** The input with its message as it would be stored; a form sends line breaks as CRLF. */
function tidied(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('message' in input)) return input;
  return typeof input.message === 'string'
    ? { ...input, message: clean(input.message, { multiline: true }) }
    : input;
}

function dataOf(decision: Decision): EventData {
  switch (decision.action) {
    case 'approve':
      return {};
    case 'request-changes':
      return { fields: [...new Set(decision.fields)] };
    case 'decline':
      return { reason: decision.reason };
  }
}

function conflict(entry: Entry, expected: number): Problem {
  const { version, state } = entry.standing;
  return new Problem('edit-conflict', {
    extra: { expected_version: expected, current_version: version, state },
  });
}

/** Before its address is confirmed nobody but the submitter knows of an entry. */
async function load(c: AppContext, id: string): Promise<Entry> {
  const entry = await entryById(c.env.DB, id);
  if (!entry || entry.standing.state === 'unconfirmed') throw new Problem('not-found');
  return entry;
}

/**
 * A moderator's decision on the version he saw. Throws `not-found` for those who may not moderate, `invalid-input`,
 * `edit-conflict` with `current_version` when something happened since, and `wrong-state`.
 */
export async function decideInitiative(
  c: AppContext,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Standing> {
  const moderator = requireModerator(actor);
  const decision = parse(Decision, tidied(input));
  const entry = await load(c, id);
  const { state, version } = entry.standing;
  if (version !== decision.expected_version) throw conflict(entry, decision.expected_version);
  if (!allows(state, decision.action)) throw new Problem('wrong-state', { extra: { state } });

  const jobs: Job[] = [
    { kind: 'mail', template: TEMPLATES[decision.action], initiativeId: id, version: version + 1 },
  ];
  if (decision.action === 'approve') jobs.push({ kind: 'index', initiativeId: id });
  try {
    const after = await commit(c.env.DB, {
      initiativeId: id,
      before: entry.standing,
      type: EVENT_BY_ACTION[decision.action],
      actor: { kind: 'account', id: moderator.id },
      data: dataOf(decision),
      message: decision.message,
      jobs,
      at: c.get('clock')(),
    });
    hurry(c);
    return after;
  } catch (error) {
    if (error instanceof Problem && error.code === 'edit-conflict')
      throw conflict(await load(c, id), decision.expected_version);
    throw error;
  }
}
