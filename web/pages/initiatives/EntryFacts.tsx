import type { ComponentChildren } from 'preact';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { COVERAGE_NAMES } from '#domain/taxonomy/names/coverages.ts';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import type { Frame } from '../../components/frame.ts';
import { VerifiedBadge } from '../../components/VerifiedBadge.tsx';
import { paths } from '../../paths.ts';
import { EntryOwner, type EntryOwnership } from './EntryOwner.tsx';
import { valueName } from './labels.ts';

/** Members that are a facet of the search under this name. */
const TAGS = [
  ['kind', 'kind'],
  ['stakeholder_type', 'stakeholder_type'],
  ['regions', 'region'],
  ['commissions', 'commission'],
  ['country_groups', 'country_group'],
  ['beneficiaries', 'beneficiary'],
  ['activity_status', 'status'],
] as const;

/** Everything known beside the text; what is not known is left out. */
export function EntryFacts({
  frame,
  initiative,
  ownership,
}: {
  frame: Frame;
  initiative: PublicInitiative;
  /** Left out of versions that are cited: whose the entry is may have changed since. */
  ownership?: EntryOwnership | undefined;
}) {
  const { language, t } = frame;
  const items: { term: string; children: ComponentChildren }[] = [];
  const add = (key: MessageKey, children: ComponentChildren) => items.push({ term: t(key), children });

  if (initiative.organizations.length > 0)
    add('entry.organizations', <Organizations frame={frame} initiative={initiative} ownership={ownership} />);
  if (initiative.countries.length > 0)
    add(
      'search.field.country',
      <List
        items={initiative.countries.map((code) => (
          <a href={`/${language}/countries/${code}`}>{countryName(code, language)}</a>
        ))}
      />,
    );
  if (initiative.coverage) add('entry.coverage', COVERAGE_NAMES[initiative.coverage][language]);
  for (const [member, facet] of TAGS) {
    const values = [initiative[member] ?? []].flat();
    if (values.length > 0)
      add(
        `search.field.${facet}` as MessageKey,
        <List
          items={values.map((value) => (
            <a href={paths.search(language, { [facet]: value })}>{valueName(facet, value, language)}</a>
          ))}
        />,
      );
  }
  add('search.field.year', <a href={paths.search(language, { year: initiative.year })}>{initiative.year}</a>);
  if (initiative.start_date) add('entry.start', <bdi>{initiative.start_date}</bdi>);
  if (initiative.end_date) add('entry.end', <bdi>{initiative.end_date}</bdi>);
  add('search.field.language', languageName(initiative.language, language));
  if (initiative.urls.length > 0)
    add('entry.links', <List items={initiative.urls.map((url) => <Outside url={url} />)} />);
  if (initiative.award) add('entry.award', <Award frame={frame} award={initiative.award} />);
  if (initiative.source) add('entry.source', <Source frame={frame} source={initiative.source} />);
  if (ownership)
    add(
      'entry.owner',
      <EntryOwner
        frame={frame}
        id={initiative.id}
        submitted={initiative.source === null}
        ownership={ownership}
      />,
    );
  add('entry.reference', <bdi class="code">{referenceOf(initiative.id)}</bdi>);
  return <DefinitionList items={items} />;
}

function List({ items }: { items: readonly ComponentChildren[] }) {
  return (
    <ul>
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

/** A link somebody gave us: no credit in search engines, no access to our window. */
function Outside({ url }: { url: string }) {
  return (
    <a class="outside" href={url} rel="nofollow ugc noopener" dir="ltr">
      {url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
    </a>
  );
}

function Organizations({
  frame,
  initiative,
  ownership,
}: {
  frame: Frame;
  initiative: PublicInitiative;
  ownership: EntryOwnership | undefined;
}) {
  const { language, t } = frame;
  const badge = (id: string) => {
    const verification = ownership?.verifications.get(id);
    return verification && <VerifiedBadge frame={frame} verification={verification} />;
  };
  return (
    <List
      items={initiative.organizations.map(({ id, name, acronym, role }) => (
        <>
          <bdi>
            <a href={`/${language}/organizations/${id}`}>{name}</a>
            {acronym && ` (${acronym})`}
          </bdi>
          {role === 'partner' && ` – ${t('entry.partner')}`} {badge(id)}
        </>
      ))}
    />
  );
}

function Award({
  frame: { language, t },
  award,
}: {
  frame: Frame;
  award: NonNullable<PublicInitiative['award']>;
}) {
  const statusKey = `entry.award.${award.status}`;
  const status = AWARD_STATUSES.includes(award.status) ? t(statusKey as MessageKey) : award.status;
  return (
    <>
      <bdi>{award.contest}</bdi> – {status}
      <br />
      <a href={paths.search(language, { action_line: award.category })}>
        {ACTION_LINE_SHORT_NAMES[award.category][language]}
      </a>
      {award.category_basis === 'inferred' && ` (${t('entry.award.inferred')})`}
    </>
  );
}

const AWARD_STATUSES: readonly string[] = ['winner', 'champion', 'nominee'];

function Source({ frame: { t }, source }: { frame: Frame; source: NonNullable<PublicInitiative['source']> }) {
  return (
    <>
      {source.document && (
        <a href={`https://undocs.org/${source.document.split('-', 1)[0]}`} rel="noopener">
          <bdi>{source.document}</bdi>
        </a>
      )}
      {source.paragraph !== null && <div>{t('entry.paragraph', { number: String(source.paragraph) })}</div>}
      {source.url && <Outside url={source.url} />}
    </>
  );
}
