import { act } from '#db/act.ts';
import { changedFields, isSmallChange } from '#domain/initiative/changed-fields.ts';
import type { Content } from '#domain/initiative/content.ts';
import type { Standing } from '#domain/initiative/events.ts';
import { can } from '#domain/initiative/permissions.ts';
import { markOutdated } from '#domain/initiative/translations.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { RevisionRequest } from './schemas.ts';
import { contentOf, tidied } from './submission-input.ts';

export interface Revised {
  standing: Standing;
  /** Waits for a moderator, is public at once, or is what the entry said already. */
  outcome: 'revised' | 'amended' | 'unchanged';
}

/**
 * The whole content again, which becomes the next revision and waits for a moderator; what is public stays so until
 * then. If only what counts as small changed, whoever may publish that does so at once. What changes nothing is stored
 * only as the answer to a moderator who asked.
 */
export async function reviseInitiative(c: AppContext, holder: Holder, input: unknown): Promise<Revised> {
  const { expected_version, ...said } = parse(RevisionRequest, tidied(input));
  const { entry, subject } = await heldSubject(c.env.DB, holder);
  const content = revised(entry.content, contentOf(said, yearOf(entry)));
  const fields = changedFields(entry.content, content);
  const asked = entry.standing.state === 'changes-requested';
  const same = fields.length === 0 && !asked && expected_version === entry.standing.version;
  if (same && can(holder, 'revise', subject)) return { standing: entry.standing, outcome: 'unchanged' };

  const small = isSmallChange(fields) && can(holder, 'amend', subject);
  const outcome = small ? 'amended' : 'revised';
  const { standing } = await act(c.env.DB, {
    initiativeId: holder.initiativeId,
    actor: holder,
    action: small ? 'amend' : 'revise',
    expectedVersion: expected_version,
    data: small ? { fields } : {},
    content,
    mails: [outcome],
    at: c.get('clock')(),
  });
  hurry(c);
  return { standing, outcome };
}

/** The year that an entry without a start counts under. */
function yearOf({ content, createdAt }: { content: Content; createdAt: number }): number {
  return content.start_date === null ? content.year : new Date(createdAt).getUTCFullYear();
}

/** Keeps what the form does not ask: versions in other languages, the source and the award. */
function revised(before: Content, said: Content): Content {
  const others = before.texts.filter(({ language }) => ![said.language, before.language].includes(language));
  const after = { ...said, texts: [...said.texts, ...others], source: before.source, award: before.award };
  return before.language === said.language ? markOutdated(before, after) : after;
}
