import { DETAIL_FIELDS, summaryIn, type Text, textIn } from '#domain/initiative/content.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import type { Frame } from '../../components/frame.ts';
import { Details } from './Details.tsx';
import { OriginTags } from './OriginTags.tsx';

export interface EntryTextProps {
  frame: Frame;
  initiative: PublicInitiative;
  /** The language version to show, where the entry has it. */
  shown: string;
}

/** An entry in one of its languages, with where that version comes from and the way to the others. */
export function EntryText({ frame, initiative, shown }: EntryTextProps) {
  const { language, t } = frame;
  const text = textIn(initiative, shown);
  const summary = summaryIn(initiative, shown);
  return (
    <>
      <h1>
        <bdi lang={text.language}>{text.title}</bdi>
      </h1>
      <Languages frame={frame} initiative={initiative} shown={text.language} />
      <Origin frame={frame} initiative={initiative} text={text} />
      {summary && (
        <p class="prose" lang={summary.language} dir="auto">
          {summary.summary}
        </p>
      )}
      {summary && summary.language !== text.language && (
        <p class="fine-print">
          {t('entry.summary-language', { language: languageName(summary.language, language) })}
        </p>
      )}
      <Details frame={frame} text={detailed(initiative, text)} level={2} />
    </>
  );
}

/** The version whose details are shown: this one if it tells any, else the original. */
function detailed(initiative: PublicInitiative, text: Text): Text {
  return DETAIL_FIELDS.some((field) => text[field]) ? text : originalOf(initiative);
}

/** The languages of the entry, the one shown marked. */
function Languages({ frame: { language, t }, initiative, shown }: EntryTextProps) {
  if (initiative.texts.length < 2) return null;
  return (
    <nav class="entry-languages" aria-label={t('entry.versions')}>
      <ul>
        {initiative.texts.map((text) => (
          <li key={text.language}>
            <a
              href={`?text=${text.language}`}
              rel="nofollow"
              aria-current={text.language === shown ? 'true' : undefined}
            >
              {languageName(text.language, language)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** Where the version comes from; nothing is said of an original in the reader's language. */
function Origin({ frame, initiative, text }: { frame: Frame; initiative: PublicInitiative; text: Text }) {
  const { language, t } = frame;
  if (text.origin === 'original') {
    return text.language === language ? null : (
      <p class="entry-origin">
        {languageName(text.language, language)} <OriginTags frame={frame} text={text} />
      </p>
    );
  }
  const original = originalOf(initiative);
  return (
    <p class="entry-origin">
      <OriginTags frame={frame} text={text} />{' '}
      <a href={`?text=${original.language}`} rel="nofollow">
        {t('entry.original', { language: languageName(original.language, language) })}
      </a>
    </p>
  );
}
