import { commit } from '#db/commit.ts';
import type { Standing } from '#domain/initiative/events.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { heldEntry, type LinkActor, requireLink, requireReady } from './held-entry.ts';
import { WithdrawalRequest } from './schemas.ts';

/** Takes an entry back for good. If it was public its address answers 410 from now on. */
export async function withdrawInitiative(c: AppContext, actor: LinkActor, input: unknown): Promise<Standing> {
  requireLink(actor, 'withdraw');
  const { expected_version } = parse(WithdrawalRequest, input);
  const entry = await heldEntry(c.env.DB, actor);
  requireReady(entry, 'withdraw', expected_version);
  const standing = await commit(c.env.DB, {
    initiativeId: entry.id,
    before: entry.standing,
    type: 'initiative.withdrawn',
    actor: { kind: 'link', id: actor.contactId },
    jobs: [
      { kind: 'index', initiativeId: entry.id },
      { kind: 'mail', template: 'withdrawn', initiativeId: entry.id, version: entry.standing.version + 1 },
    ],
    at: c.get('clock')(),
  });
  hurry(c);
  return standing;
}
