import type { ComponentChildren } from 'preact';
import type { FieldName, TextField } from '#domain/initiative/changed-fields.ts';
import type { Content, Text } from '#domain/initiative/content.ts';
import { FIELD_NAMES } from '#domain/schemas/submission.ts';
import { formatList } from '#domain/strings/strings.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ACTIVITY_STATUS_NAMES } from '#domain/taxonomy/names/activity-statuses.ts';
import { BENEFICIARY_NAMES } from '#domain/taxonomy/names/beneficiaries.ts';
import { COVERAGE_NAMES } from '#domain/taxonomy/names/coverages.ts';
import { KIND_NAMES } from '#domain/taxonomy/names/kinds.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';
import { ActionLineTag } from '../../components/ActionLineTag.tsx';
import type { Frame } from '../../components/frame.ts';
import { SdgTiles } from '../../components/SdgTile.tsx';

function Said({ frame, texts, part }: { frame: Frame; texts: readonly Text[]; part: TextField }) {
  return (
    <>
      {texts.map(
        (text) =>
          text[part] && (
            <p key={text.language} class="said" lang={text.language} dir="auto">
              {text[part]}
              {texts.length > 1 && (
                <span class="said-language" lang={frame.language}>
                  {languageName(text.language, frame.language)}
                </span>
              )}
            </p>
          ),
      )}
    </>
  );
}

function Links({ urls }: Pick<Content, 'urls'>) {
  return (
    <ul class="plain-list">
      {urls.map((url) => (
        <li key={url}>
          <a href={url} rel="nofollow ugc noopener noreferrer" dir="ltr">
            {url}
          </a>
        </li>
      ))}
    </ul>
  );
}

function Organizations({ frame: { t }, organizations }: { frame: Frame } & Pick<Content, 'organizations'>) {
  return (
    <ul class="plain-list">
      {organizations.map(({ name, acronym, role }) => (
        <li key={name}>
          <bdi>{acronym ? `${name} (${acronym})` : name}</bdi> – {t(`moderation.organization.${role}`)}
        </li>
      ))}
    </ul>
  );
}

/** The value of a field as a moderator reads it; nothing when it is empty. */
export function factOf(frame: Frame, content: Content, field: FieldName): ComponentChildren {
  const { language } = frame;
  switch (field) {
    case 'title':
    case 'summary':
    case 'impact':
    case 'partnerships':
    case 'challenges':
    case 'evidence':
      return (
        content.texts.some((text) => text[field]) && <Said frame={frame} texts={content.texts} part={field} />
      );
    case 'language':
      return languageName(content.language, language);
    case 'kind':
      return KIND_NAMES[content.kind][language];
    case 'activity_status':
      return content.activity_status && ACTIVITY_STATUS_NAMES[content.activity_status][language];
    case 'start_date':
    case 'end_date':
      return content[field] && <bdi>{content[field]}</bdi>;
    case 'coverage':
      return content.coverage && COVERAGE_NAMES[content.coverage][language];
    case 'countries':
      return formatList(
        language,
        content.countries.map((code) => countryName(code, language)),
      );
    case 'urls':
      return content.urls.length > 0 && <Links urls={content.urls} />;
    case 'organizations':
      return <Organizations frame={frame} organizations={content.organizations} />;
    case 'stakeholder_type':
      return STAKEHOLDER_TYPE_NAMES[content.stakeholder_type][language];
    case 'action_lines':
      return (
        <span class="line-tags">
          {content.action_lines.map((code) => (
            <ActionLineTag key={code} frame={frame} code={code} />
          ))}
        </span>
      );
    case 'sdgs':
      return <SdgTiles frame={frame} sdgs={content.sdgs} />;
    case 'beneficiaries':
      return formatList(
        language,
        content.beneficiaries.map((code) => BENEFICIARY_NAMES[code][language]),
      );
  }
}

/** All fields of a submission that hold something, and the names of those left empty: their absence matters to a moderator. */
export function factsOf(
  frame: Frame,
  content: Content,
): { given: { term: string; children: ComponentChildren }[]; empty: string[] } {
  const facts = FIELD_NAMES.map((field) => ({
    term: frame.t(`field.${field}`),
    children: factOf(frame, content, field),
  }));
  return {
    given: facts.filter(({ children }) => children),
    empty: facts.filter(({ children }) => !children).map(({ term }) => term),
  };
}
