import { act } from '#db/act.ts';
import { changedFields } from '#domain/initiative/changed-fields.ts';
import type { Content } from '#domain/initiative/content.ts';
import { withoutTranslation, withTranslation } from '#domain/initiative/translations.ts';
import { Problem } from '#domain/problems.ts';
import { parse } from '#domain/schemas/parse.ts';
import { partsOfTranslation, Translation } from '#domain/schemas/translation.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { tidied } from './submission-input.ts';

/** A new revision of the texts, which waits for a moderator like every change. */
async function revise(
  c: AppContext,
  holder: Holder,
  expectedVersion: number,
  change: (content: Content) => Content,
): Promise<void> {
  const { entry, subject } = await heldSubject(c.env.DB, holder);
  // A change request is answered with everything that was asked.
  if (subject.state === 'changes-requested') throw new Problem('wrong-state');
  const content = change(entry.content);
  await act(c.env.DB, {
    ...{ initiativeId: holder.initiativeId, actor: holder, action: 'revise', expectedVersion },
    ...{ content, data: { fields: changedFields(entry.content, content) } },
    ...{ mails: ['revised'], at: c.get('clock')() },
  });
  hurry(c);
}

/**
 * Adds a translation to an entry, or puts it in the place of the one there is. Throws what `act` throws, and
 * `invalid-input`, also for the language that the entry is written in.
 */
export async function translate(
  c: AppContext,
  holder: Holder,
  expectedVersion: number,
  input: unknown,
): Promise<void> {
  const said = parse(Translation, tidied(input));
  await revise(c, holder, expectedVersion, (content) => {
    if (said.language === content.language)
      throw new Problem('invalid-input', {
        issues: [{ pointer: '#/language', code: 'unknown-code', params: {} }],
      });
    return withTranslation(content, {
      ...{ language: said.language, ...partsOfTranslation(said) },
      ...{ origin: 'human', translator: 'owner' },
    });
  });
}

/** Takes a translation from an entry: `not-found` if it has none in this language. Throws what `act` throws. */
export async function removeTranslation(
  c: AppContext,
  holder: Holder,
  expectedVersion: number,
  language: string,
): Promise<void> {
  await revise(c, holder, expectedVersion, (content) => {
    const known = content.texts.some((text) => text.language === language);
    if (!known || language === content.language) throw new Problem('not-found');
    return withoutTranslation(content, language);
  });
}
