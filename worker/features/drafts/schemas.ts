import * as v from 'valibot';
import { issue } from '#domain/schemas/atoms.ts';
import { LANGUAGES } from '#domain/taxonomy/language.ts';

/** Names of the controls of the form. */
const NAME = /^[a-z][a-z_]{0,40}(?:\.\d{1,2}\.[a-z]{1,20})?$/;

const Name = v.pipe(
  v.string(issue('wrong-type')),
  v.regex(NAME, issue('unexpected')),
  v.description('Name of a control of the form, like `title` or `organizations.0.name`.'),
);
const Values = v.pipe(
  v.array(v.pipe(v.string(issue('wrong-type')), v.maxLength(20_000, issue('too-long'))), issue('wrong-type')),
  v.maxLength(300, issue('too-many-items')),
);
const Stage = v.pipe(
  v.string(issue('wrong-type')),
  v.regex(/^[a-z]{1,30}$/, issue('unknown-code')),
  v.description('The stage of the form that is open.'),
);
const MOST_NAMES = 300;

/** Answers of the form as they are typed: nothing is checked but their shape. */
export const DraftWish = v.object(
  {
    expected_version: v.pipe(
      v.number(issue('wrong-type')),
      v.integer(issue('invalid-number')),
      v.minValue(1, issue('out-of-range')),
      v.maxValue(1_000_000_000, issue('out-of-range')),
      v.description('The version that the answers go on from.'),
    ),
    stage: Stage,
    language: v.picklist(LANGUAGES, issue('unknown-language')),
    answers: v.pipe(
      v.record(Name, Values, issue('wrong-type')),
      v.check((answers) => Object.keys(answers).length <= MOST_NAMES, issue('too-many-items')),
      v.description('Every answer by the name of its control. Fields that are not named stay as they are.'),
    ),
  },
  issue('wrong-type'),
);

export const DraftState = v.object({
  version: v.pipe(v.number(), v.description('The version there is now.')),
  saved_at: v.pipe(v.string(), v.description('When it was saved, RFC 3339.')),
  answers: v.pipe(
    v.record(v.string(), v.array(v.string())),
    v.description(
      'All answers of the fields that others changed meanwhile, to be shown instead of those sent.',
    ),
  ),
});

export const PresenceWish = v.object(
  {
    stage: Stage,
    language: v.picklist(LANGUAGES, issue('unknown-language')),
  },
  issue('wrong-type'),
);

export const Presence = v.object({
  version: v.pipe(v.number(), v.description('The version there is now.')),
  others: v.pipe(
    v.array(v.object({ name: v.string(), stage: v.string(), text: v.string() })),
    v.description('Who else has which stage open, and that in words of the language asked for.'),
  ),
});
