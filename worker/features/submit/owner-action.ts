import { act } from '#db/act.ts';
import type { Standing } from '#domain/initiative/events.ts';
import type { Action } from '#domain/initiative/states.ts';
import { OwnerWish, OwnerWords } from '#domain/schemas/decision.ts';
import { parse } from '#domain/schemas/parse.ts';
import { clean } from '#domain/text/unsafe.ts';
import type { OwnerActionName } from '#web/pages/submit/OwnerActions.tsx';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { type Holder, heldEntry } from './held-entry.ts';

/** What needs words of the owner. */
const WITH_WORDS: readonly Action[] = ['appeal', 'message'];

/** The input with its message as it would be stored; a form sends line breaks as CRLF. */
function tidied(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || !('message' in input)) return input;
  return typeof input.message === 'string'
    ? { ...input, message: clean(input.message, { multiline: true }) }
    : input;
}

/**
 * What the owner of an entry does beside changing it: appeals a refusal once, writes to the moderators, reopens what closed
 * without an answer, archives it or restores it from the archive. Throws what `act` throws, and `invalid-input`.
 */
export async function ownerAction(
  c: AppContext,
  holder: Holder,
  action: OwnerActionName,
  input: unknown,
): Promise<Standing> {
  const said = WITH_WORDS.includes(action)
    ? parse(OwnerWords, tidied(input))
    : { ...parse(OwnerWish, input), message: '' };
  await heldEntry(c.env.DB, holder);
  const { standing } = await act(c.env.DB, {
    initiativeId: holder.initiativeId,
    actor: holder,
    action,
    expectedVersion: said.expected_version,
    message: said.message,
    at: c.get('clock')(),
  });
  hurry(c);
  return standing;
}
