import { act } from '#db/act.ts';
import type { Standing } from '#domain/initiative/events.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { type Holder, heldEntry } from './held-entry.ts';
import { WithdrawalRequest } from './schemas.ts';

/** Takes an entry back for good. If it was public its address answers 410 from now on. */
export async function withdrawInitiative(c: AppContext, holder: Holder, input: unknown): Promise<Standing> {
  const { expected_version } = parse(WithdrawalRequest, input);
  await heldEntry(c.env.DB, holder);
  const { standing } = await act(c.env.DB, {
    initiativeId: holder.initiativeId,
    actor: holder,
    action: 'withdraw',
    expectedVersion: expected_version,
    mails: ['withdrawn'],
    at: c.get('clock')(),
  });
  hurry(c);
  return standing;
}
