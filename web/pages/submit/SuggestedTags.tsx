import { type SuggestedTag, suggestTags } from '#domain/initiative/tag-suggestions.ts';
import { all, one } from '#domain/schemas/form.ts';
import { formatList, type Translate } from '#domain/strings/strings.ts';
import { ACTION_LINE_CODES, type ActionLine, actionLine } from '#domain/taxonomy/action-lines.ts';
import { direction, type Language } from '#domain/taxonomy/language.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import type { Sdg } from '#domain/taxonomy/sdgs.ts';
import { ActionLineCode } from '#web/components/ActionLineTag.tsx';
import { Checkboxes } from '#web/components/Checkboxes.tsx';
import type { ChoiceOption } from '#web/components/Choice.tsx';
import type { FormView } from './answers.ts';

/** Names of the controls that take up a suggestion, by the field that it is for. */
export const SUGGESTED_NAMES = { action_lines: 'suggested_lines', sdgs: 'suggested_sdgs' } as const;
/** What was suggested on the page, and what was suggested and not taken up on an earlier one. */
export const OFFERED_NAME = 'offered_tags';
export const REFUSED_NAME = 'refused_tags';

function lineName(code: ActionLine, language: Language): string {
  return `${code.split('-', 1)[0]} ${actionLine(code).short[language]}`;
}

/** A word of any script inside a sentence of another (Unicode Bidirectional Algorithm: FSI and PDI). */
function isolated(word: string, language: Language): string {
  return direction(language) === 'rtl' ? `\u2068${word}\u2069` : word;
}

/** Why a tag is suggested, in the reader's words. */
export function reasonOf(
  { t, language }: { t: Translate; language: Language },
  { words, lines }: Pick<SuggestedTag<ActionLine | Sdg>, 'words' | 'lines'>,
): string {
  const reasons = [
    ...(words.length > 0
      ? [
          t('submit.suggested.words', {
            words: formatList(
              language,
              words.map((word) => t('submit.suggested.word', { word: isolated(word, language) })),
            ),
          }),
        ]
      : []),
    ...(lines.length > 0
      ? [
          t('submit.suggested.matrix', {
            lines: formatList(
              language,
              lines.map((line) => lineName(line, language)),
            ),
          }),
        ]
      : []),
  ];
  return reasons.join(' ');
}

/**
 * Tags that the text speaks for, above the list of all: nothing is chosen for anybody. Those that are chosen already or
 * were suggested before and not taken up are left out.
 */
export function SuggestedTags({ view, field }: { view: FormView; field: keyof typeof SUGGESTED_NAMES }) {
  const { answers, frame } = view;
  const { t, language } = frame;
  const chosen = all(answers, 'action_lines');
  const written = { title: one(answers, 'title'), summary: one(answers, 'summary') };
  const suggested = suggestTags({ ...written, language: one(answers, 'language') }, linesAmong(chosen))[
    field
  ];
  const known = new Set([...all(answers, field), ...all(answers, REFUSED_NAME)]);
  const shown = suggested.filter(({ tag }) => !known.has(String(tag)));
  if (shown.length === 0) return null;
  return (
    <div class="suggested">
      {shown.map(({ tag }) => (
        <input key={tag} type="hidden" name={OFFERED_NAME} value={String(tag)} />
      ))}
      <Checkboxes
        id={SUGGESTED_NAMES[field]}
        name={SUGGESTED_NAMES[field]}
        label={t('submit.suggested')}
        hint={t('submit.suggested.hint')}
        values={[]}
        options={shown.map(
          (suggestion): ChoiceOption => ({
            value: String(suggestion.tag),
            ...nameOf(suggestion.tag, language, t),
            hint: reasonOf(frame, suggestion),
          }),
        )}
      />
    </div>
  );
}

function linesAmong(codes: readonly string[]): ActionLine[] {
  return ACTION_LINE_CODES.filter((code) => codes.includes(code));
}

function nameOf(
  tag: ActionLine | Sdg,
  language: Language,
  t: Translate,
): Pick<ChoiceOption, 'label' | 'mark'> {
  if (typeof tag === 'number')
    return {
      mark: <span class={`sdg sdg-${tag}`}>{tag}</span>,
      label: t('sdg.label', { number: tag, name: SDG_NAMES[tag][language] }),
    };
  return { mark: <ActionLineCode code={tag} />, label: actionLine(tag).name[language] };
}
