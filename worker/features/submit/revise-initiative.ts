import { commit } from '#db/commit.ts';
import type { Content } from '#domain/initiative/content.ts';
import type { Standing } from '#domain/initiative/events.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { heldEntry, type LinkActor, requireLink, requireReady } from './held-entry.ts';
import { RevisionRequest } from './schemas.ts';
import { contentOf, tidied } from './submission-input.ts';

/** Answers a change request with the whole content, which becomes the next revision and waits for a moderator. */
export async function reviseInitiative(c: AppContext, actor: LinkActor, input: unknown): Promise<Standing> {
  requireLink(actor, 'revise');
  const { expected_version, ...said } = parse(RevisionRequest, tidied(input));
  const entry = await heldEntry(c.env.DB, actor);
  requireReady(entry, 'revise', expected_version);
  const version = entry.standing.version + 1;
  const standing = await commit(c.env.DB, {
    initiativeId: entry.id,
    before: entry.standing,
    type: 'initiative.revised',
    actor: { kind: 'link', id: actor.contactId },
    content: revised(entry.content, contentOf(said, new Date(entry.createdAt).getUTCFullYear())),
    jobs: [{ kind: 'mail', template: 'revised', initiativeId: entry.id, version }],
    at: c.get('clock')(),
  });
  hurry(c);
  return standing;
}

/** Keeps what the submitter does not write: versions in other languages, the source and the award. */
function revised(before: Content, said: Content): Content {
  const others = before.texts.filter((text) => text.origin !== 'original' && text.language !== said.language);
  return { ...said, texts: [...said.texts, ...others], source: before.source, award: before.award };
}
