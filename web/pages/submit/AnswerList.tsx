import type { ComponentChildren } from 'preact';
import { all, one } from '#domain/schemas/form.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { formatList } from '#domain/strings/strings.ts';
import { ACTION_LINES } from '#domain/taxonomy/action-lines.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { isLanguage, LANGUAGE_ENDONYMS, type Language, languageName } from '#domain/taxonomy/language.ts';
import { ACTIVITY_STATUS_NAMES } from '#domain/taxonomy/names/activity-statuses.ts';
import { BENEFICIARY_NAMES } from '#domain/taxonomy/names/beneficiaries.ts';
import { COVERAGE_NAMES } from '#domain/taxonomy/names/coverages.ts';
import { KIND_NAMES } from '#domain/taxonomy/names/kinds.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';
import { ActionLineCode } from '#web/components/ActionLineTag.tsx';
import { DefinitionList } from '#web/components/DefinitionList.tsx';
import type { Frame } from '#web/components/frame.ts';
import { type Answers, organizationRows } from './answers.ts';

type Names = Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** The name of a code, or the code as typed when it is none. */
function nameIn(names: Names, code: string, language: Language): string {
  return Object.hasOwn(names, code) ? (names[code]?.[language] ?? code) : code;
}

function listOf(items: readonly ComponentChildren[]): ComponentChildren {
  return items.length === 0 ? null : (
    <ul>
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

/** One answer in words; null when there is none. */
function shown(frame: Frame, answers: Answers, field: string): ComponentChildren {
  const { language, t } = frame;
  const value = one(answers, field);
  const values = all(answers, field);
  switch (field) {
    case 'language':
      return value && languageName(value, language);
    case 'contact_language':
      return isLanguage(value) ? LANGUAGE_ENDONYMS[value] : null;
    case 'kind':
      return nameIn(KIND_NAMES, value, language);
    case 'activity_status':
      return nameIn(ACTIVITY_STATUS_NAMES, value, language);
    case 'coverage':
      return nameIn(COVERAGE_NAMES, value, language);
    case 'stakeholder_type':
      return nameIn(STAKEHOLDER_TYPE_NAMES, value, language);
    case 'countries':
      return listOf(values.map((code) => countryName(code, language)));
    case 'beneficiaries':
      return listOf(values.map((code) => nameIn(BENEFICIARY_NAMES, code, language)));
    case 'action_lines':
      return listOf(
        ACTION_LINES.filter(({ code }) => values.includes(code)).map(({ code, short }) => (
          <>
            <ActionLineCode code={code} /> {short[language]}
          </>
        )),
      );
    case 'sdgs':
      return listOf(
        values.map((sdg) => t('sdg.label', { number: sdg, name: nameIn(SDG_NAMES as Names, sdg, language) })),
      );
    case 'urls':
      return listOf(
        values
          .flatMap((lines) => lines.split('\n'))
          .filter((line) => line.trim())
          .map((url) => <bdi>{url}</bdi>),
      );
    case 'organizations':
      return listOf(
        organizationRows(answers).map(({ name, acronym }) => (
          <bdi>{acronym.trim() ? `${name} (${acronym})` : name}</bdi>
        )),
      );
    default:
      return (
        value && (
          <span class="typed" lang={one(answers, 'language') || undefined} dir="auto">
            {value}
          </span>
        )
      );
  }
}

/** One answer in the words of the reader, or that there is none. */
export function Answer({ frame, answers, field }: { frame: Frame; answers: Answers; field: string }) {
  return <>{shown(frame, answers, field) || <span class="none">{frame.t('draft.nothing')}</span>}</>;
}

/** Answers in the words of the reader; what was left out is said in one line. */
export function AnswerList({
  frame,
  answers,
  fields,
}: {
  frame: Frame;
  answers: Answers;
  fields: readonly string[];
}) {
  const { language, t } = frame;
  const termOf = (field: string) =>
    field === 'contact_language' ? t('submit.contact.language') : t(`field.${field}` as MessageKey);
  const items = fields.map((field) => ({ field, children: shown(frame, answers, field) }));
  const empty = items.filter(({ children }) => !children).map(({ field }) => termOf(field));
  return (
    <>
      <DefinitionList
        items={items
          .filter(({ children }) => children)
          .map(({ field, children }) => ({ term: termOf(field), children }))}
      />
      {empty.length > 0 && (
        <p class="none">{t('submit.no-answers', { fields: formatList(language, empty) })}</p>
      )}
    </>
  );
}
