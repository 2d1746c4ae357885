import { subjectEntry } from '#db/subjects.ts';
import { proposeTranslation } from '#db/translations.ts';
import { DETAIL_FIELDS } from '#domain/initiative/content.ts';
import { Problem } from '#domain/problems.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { ProposedTranslation, partsOfTranslation, Translation } from '#domain/schemas/translation.ts';
import { clean } from '#domain/text/unsafe.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress } from '#worker/http/limits.ts';

/** The input with its texts as they would be stored. */
function tidied(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const fields: Record<string, unknown> = { ...input };
  if (typeof fields.title === 'string') fields.title = clean(fields.title, { multiline: false });
  for (const field of ['summary', ...DETAIL_FIELDS])
    if (typeof fields[field] === 'string') fields[field] = clean(fields[field], { multiline: true });
  return fields;
}

/**
 * Keeps a proposed translation of a public entry; anybody may propose one. That of an account waits for an answer at
 * once, any other for its address to be confirmed. The same id changes nothing twice.
 */
export async function propose(
  c: AppContext,
  initiative: PublicInitiative,
  input: unknown,
  id: string,
): Promise<'open' | 'unconfirmed'> {
  const user = c.get('user');
  const said = user
    ? { ...parse(Translation, tidied(input)), email: user.email }
    : parse(ProposedTranslation, tidied(input));
  if (said.language === initiative.language)
    throw new Problem('invalid-input', {
      issues: [{ pointer: '#/language', code: 'unknown-code', params: {} }],
    });
  const email = said.email.toLowerCase();
  await limitAddress(c, 'suggest', email);
  const held = await subjectEntry(c.env.DB, initiative.id);
  if (!held) throw new Problem('not-found');
  const about = { id, initiativeId: initiative.id, seenRevision: initiative.version };
  await proposeTranslation(
    c.env.DB,
    {
      ...{ ...about, language: said.language, parts: partsOfTranslation(said), email },
      ...{ mailLanguage: c.get('language'), userId: user?.actor.id ?? null },
    },
    held,
    c.get('clock')(),
  );
  hurry(c);
  return user ? 'open' : 'unconfirmed';
}
