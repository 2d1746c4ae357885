import * as v from 'valibot';
import type { TextParts } from '../initiative/content.ts';
import { partsOf } from '../initiative/translations.ts';
import { countWords } from '../text/count.ts';
import {
  Detail,
  EmailAddress,
  issue,
  LanguageCode,
  plainText,
  SUMMARY_LENGTH,
  SUMMARY_WORDS,
  Title,
} from './atoms.ts';

/** `open`: for the owner of the entry and for moderators, whoever comes first. */
export type TranslationState = 'unconfirmed' | 'open' | 'accepted' | 'refused';

/** A language may say in few words what another needs many for: no least number of them. */
const TranslatedSummary = v.pipe(
  plainText(SUMMARY_LENGTH, { multiline: true, min: 0 }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const words = countWords(dataset.value);
    // A translation runs longer than its original; twice as long is another text.
    if (words > SUMMARY_WORDS.max * 2)
      addIssue({
        message: issue('too-many-words'),
        expected: String(SUMMARY_WORDS.max * 2),
        received: String(words),
      });
  }),
);

const TRANSLATION_FIELDS = {
  language: LanguageCode,
  title: Title,
  summary: v.optional(v.nullable(TranslatedSummary), null),
  impact: v.optional(v.nullable(Detail), null),
  partnerships: v.optional(v.nullable(Detail), null),
  challenges: v.optional(v.nullable(Detail), null),
  evidence: v.optional(v.nullable(Detail), null),
} as const;

/** A translation by an owner of the entry. */
export const Translation = v.object(TRANSLATION_FIELDS, issue('wrong-type'));
export type Translation = v.InferOutput<typeof Translation>;

/** A proposed translation as it arrives: with an address that is confirmed by mail. */
export const ProposedTranslation = v.object(
  { ...TRANSLATION_FIELDS, email: EmailAddress },
  issue('wrong-type'),
);
export type ProposedTranslation = v.InferOutput<typeof ProposedTranslation>;

/** What a translation says, as it is stored: nothing empty. */
export function partsOfTranslation(said: Translation): TextParts {
  const { summary } = said;
  return partsOf({ ...said, summary: summary?.trim() ? summary : null });
}
