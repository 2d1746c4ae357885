import { summaryIn, textIn } from '#domain/initiative/content.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { Segment } from '#domain/search/excerpt.ts';
import { highlight } from '#domain/search/highlight.ts';
import type { Sought } from '#domain/search/sought.ts';
import { formatList } from '#domain/strings/strings.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { COVERAGE_NAMES } from '#domain/taxonomy/names/coverages.ts';
import { KIND_NAMES } from '#domain/taxonomy/names/kinds.ts';
import { paths } from '../paths.ts';
import { ActionLineTag } from './ActionLineTag.tsx';
import type { Frame } from './frame.ts';
import { Marked } from './Marked.tsx';
import { SdgTiles } from './SdgTile.tsx';
import { Tag } from './Tag.tsx';

const COUNTRIES_SHOWN = 3;

export interface InitiativeCardProps {
  frame: Frame;
  initiative: PublicInitiative;
  headingLevel: 2 | 3 | 4;
  /** What was searched, to be marked. */
  sought?: Sought | undefined;
  /** Why it was found where its words do not show it. */
  why?: string | undefined;
}

export function InitiativeCard({ frame, initiative, headingLevel, sought = [], why }: InitiativeCardProps) {
  const { language, t } = frame;
  const Heading = `h${headingLevel}` as const;
  const text = textIn(initiative, language);
  const summary = summaryIn(initiative, language);
  const organizations = shownOrganizations(initiative);
  const [title = [], told = [], ...names] = highlight(
    [
      { text: text.title, language: text.language },
      summary
        ? { text: summary.summary, language: summary.language, room: summaryLength(summary.language) }
        : { text: '', language: text.language },
      ...organizations.map(({ name }) => ({ text: name, language: initiative.language })),
    ],
    sought,
  );
  return (
    <article class="card">
      <Heading class="card-title">
        {/* The direction is set inside, so that titles and texts of every script begin at one edge of the list. */}
        <a href={paths.initiative(language, initiative)}>
          <bdi lang={text.language}>
            <Marked segments={title} />
          </bdi>
        </a>
      </Heading>
      <Organizations organizations={organizations} names={names} />
      {summary && (
        <p class="card-summary" lang={summary.language}>
          <bdi>
            <Marked segments={told} />
          </bdi>
        </p>
      )}
      {why && <p class="card-why">{why}</p>}
      <p class="card-meta">
        <span>{KIND_NAMES[initiative.kind][language]}</span>
        <span>{placesOf(frame, initiative)}</span>
        <span>
          <bdi>{initiative.year}</bdi>
        </span>
        {text.language !== language && <span>{languageName(text.language, language)}</span>}
        {text.origin === 'machine' && <Tag>{t('card.machine')}</Tag>}
      </p>
      <div class="card-tags">
        {initiative.action_lines.map((code) => (
          <ActionLineTag key={code} frame={frame} code={code} link />
        ))}
        <SdgTiles frame={frame} sdgs={initiative.sdgs} link />
      </div>
    </article>
  );
}

/** Those that lead, or all if none does. */
function shownOrganizations({ organizations }: PublicInitiative): PublicInitiative['organizations'] {
  const lead = organizations.filter(({ role }) => role === 'lead');
  return lead.length > 0 ? lead : organizations;
}

function Organizations({
  organizations,
  names,
}: {
  organizations: PublicInitiative['organizations'];
  names: readonly (readonly Segment[])[];
}) {
  if (organizations.length === 0) return null;
  return (
    <ul class="card-organizations">
      {organizations.map(({ id }, index) => (
        <li key={id}>
          <bdi>
            <Marked segments={names[index] ?? []} />
          </bdi>
        </li>
      ))}
    </ul>
  );
}

/** Where it works: its first countries, or its coverage. */
export function placesOf({ language, t }: Frame, { countries, coverage }: PublicInitiative): string {
  if (countries.length === 0) return COVERAGE_NAMES[coverage ?? 'international'][language];
  const names = countries.slice(0, COUNTRIES_SHOWN).map((code) => countryName(code, language));
  const rest = countries.length - names.length;
  return formatList(language, rest > 0 ? [...names, t('card.more-countries', { count: rest })] : names);
}

/** About forty words: a word is a character and a half in Chinese and Japanese, and six letters elsewhere. */
function summaryLength(language: string): number {
  return /^(zh|ja)\b/.test(language) ? 90 : 260;
}
