import type { ComponentChildren } from 'preact';
import type { StakeholderType } from '#domain/taxonomy/code-lists.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import type { Frame } from '../../components/frame.ts';
import { VerifiedBadge, type VerifiedBadgeProps } from '../../components/VerifiedBadge.tsx';
import { paths } from '../../paths.ts';

export interface RegisteredFacts {
  names: readonly { language: string; name: string; current: boolean }[];
  type: StakeholderType | null;
  country: string | null;
  url: string | null;
  parent: { id: string; name: string } | null;
  verification: VerifiedBadgeProps['verification'] | null;
}

/** What is registered of an organisation; what is not known is left out. `shown`: the name in the title. */
export function OrganizationFacts({
  frame,
  facts,
  shown,
}: {
  frame: Frame;
  facts: RegisteredFacts;
  shown: string;
}) {
  const { language, t } = frame;
  const { type, country, url, parent, verification } = facts;
  const names = facts.names.filter(({ name }) => name !== shown);
  const items: { term: string; children: ComponentChildren }[] = [];
  if (verification)
    items.push({
      term: t('organization.domain'),
      children: <VerifiedBadge frame={frame} verification={verification} full />,
    });
  if (type)
    items.push({
      term: t('search.field.stakeholder_type'),
      children: (
        <a href={paths.search(language, { stakeholder_type: type })}>
          {STAKEHOLDER_TYPE_NAMES[type][language]}
        </a>
      ),
    });
  if (country)
    items.push({
      term: t('search.field.country'),
      children: <a href={`/${language}/countries/${country}`}>{countryName(country, language)}</a>,
    });
  if (url)
    items.push({
      term: t('organization.field.url'),
      children: (
        <a class="outside" href={url} rel="nofollow ugc noopener" dir="ltr">
          {url.replace(/^https?:\/\/(www\.)?/, '').replace(/\/$/, '')}
        </a>
      ),
    });
  if (parent)
    items.push({
      term: t('organization.field.parent'),
      children: (
        <a href={`/${language}/organizations/${parent.id}`}>
          <bdi>{parent.name}</bdi>
        </a>
      ),
    });
  if (names.length > 0)
    items.push({
      term: t('organization.other-names'),
      children: (
        <ul>
          {names.map((name) => (
            <li key={`${name.language} ${name.name}`}>
              <bdi lang={name.language}>{name.name}</bdi> ({languageName(name.language, language)})
            </li>
          ))}
        </ul>
      ),
    });
  return items.length > 0 ? <DefinitionList items={items} /> : null;
}
