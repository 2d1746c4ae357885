import { act } from '#db/act.ts';
import type { EventData, Standing } from '#domain/initiative/events.ts';
import type { Actor } from '#domain/initiative/permissions.ts';
import { Decision } from '#domain/schemas/decision.ts';
import { parse } from '#domain/schemas/parse.ts';
import { clean } from '#domain/text/unsafe.ts';
import type { AppContext } from '../../http/context.ts';
import { hurry } from '../../http/hurry.ts';
import { requireStaff } from '../../http/staff.ts';
import { entryAtDesk } from './rights.ts';

const DAY = 86_400_000;

/** The input with its message as it would be stored; a form sends line breaks as CRLF. */
export function tidied(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('message' in input)) return input;
  return typeof input.message === 'string'
    ? { ...input, message: clean(input.message, { multiline: true }) }
    : input;
}

function dataOf(decision: Decision, at: number): EventData {
  switch (decision.action) {
    case 'approve':
      return {};
    case 'request-changes':
      return { fields: [...new Set(decision.fields)], deadline: at + decision.answer_days * DAY };
    case 'decline':
      return { reason: decision.reason };
  }
}

/**
 * A decision on the version that was seen. Throws `not-found` for those who may not see the entry, `not-allowed` for
 * those who may not decide on it, `invalid-input`, `edit-conflict` with `current_version` when something happened since,
 * and `wrong-state`.
 */
export async function decideInitiative(
  c: AppContext,
  actor: Actor,
  id: string,
  input: unknown,
): Promise<Standing> {
  requireStaff(actor);
  const decision = parse(Decision, tidied(input));
  const at = c.get('clock')();
  await entryAtDesk(c.env.DB, actor, id);
  const { standing } = await act(c.env.DB, {
    initiativeId: id,
    actor,
    action: decision.action,
    expectedVersion: decision.expected_version,
    data: dataOf(decision, at),
    message: decision.message,
    at,
  });
  hurry(c);
  return standing;
}
