import {
  type FieldName,
  isTextField,
  type TextField,
  textDifferences,
} from '#domain/initiative/changed-fields.ts';
import type { Content } from '#domain/initiative/content.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import type { Part } from '#domain/text/difference.ts';
import type { Frame } from '../../components/frame.ts';
import { type FactField, valueDifferences, valuesOf } from './values.ts';

export interface Compared {
  before: Content;
  after: Content;
  fields: readonly FieldName[];
}

interface DifferencesProps {
  frame: Frame;
  comparison: Compared;
  /** Level of the heading of each field. */
  level: 3 | 4;
}

/** What changed from one content to another: field by field, texts word by word in each language. */
export function Differences({ frame, comparison, level }: DifferencesProps) {
  const { t } = frame;
  const { before, after, fields } = comparison;
  const Heading = `h${level}` as const;
  if (fields.length === 0) return <p>{t('moderation.changes.none')}</p>;
  return (
    <>
      {fields.map((field) => (
        <section key={field} class="change">
          <Heading>{t(`field.${field}`)}</Heading>
          <FieldChange frame={frame} before={before} after={after} field={field} />
        </section>
      ))}
    </>
  );
}

type ChangeProps<TField> = { frame: Frame; before: Content; after: Content; field: TField };

/** What changed in one field. */
export function FieldChange({ field, ...contents }: ChangeProps<FieldName>) {
  return isTextField(field) ? (
    <TextChange {...contents} field={field} />
  ) : (
    <ValueChange {...contents} field={field} />
  );
}

function TextChange({ frame, before, after, field }: ChangeProps<TextField>) {
  const changed = textDifferences(before, after, field);
  const several = before.texts.length > 1 || after.texts.length > 1;
  // Nothing but the order of languages.
  if (changed.length === 0) return <p class="hint">{frame.t('difference.order')}</p>;
  return (
    <>
      {changed.map(({ language, parts }) => (
        <div key={language}>
          {several && <p class="said-language">{languageName(language, frame.language)}</p>}
          <Parts frame={frame} parts={parts} language={language} />
        </div>
      ))}
    </>
  );
}

function ValueChange({ frame, before, after, field }: ChangeProps<FactField>) {
  const values = valueDifferences(valuesOf(frame, before, field), valuesOf(frame, after, field));
  if (values.every(({ kind }) => kind === 'same')) return <p class="hint">{frame.t('difference.order')}</p>;
  return (
    <ul class="plain-list">
      {values.map((value, index) => (
        <li key={index}>
          <Marked frame={frame} part={value} />
        </li>
      ))}
    </ul>
  );
}

function Parts({ frame, parts, language }: { frame: Frame; parts: readonly Part[]; language: string }) {
  return (
    <p class="difference" lang={language} dir="auto">
      {parts.map((part, index) => (
        <Marked key={index} frame={frame} part={part} />
      ))}
    </p>
  );
}

/** Screen readers do not say that a text is inserted or deleted; hidden words do, in the language of the page. */
function Marked({ frame: { t, language }, part: { kind, text } }: { frame: Frame; part: Part }) {
  if (kind === 'same') return <span>{text}</span>;
  const Tag = kind === 'added' ? 'ins' : 'del';
  return (
    <Tag>
      <span class="visually-hidden" lang={language}>
        {t(`difference.${kind}`)}{' '}
      </span>
      {text}
      <span class="visually-hidden" lang={language}>
        {' '}
        {t('difference.end')}
      </span>
    </Tag>
  );
}
