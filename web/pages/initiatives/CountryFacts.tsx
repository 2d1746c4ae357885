import type { Country } from '#domain/taxonomy/country-table.ts';
import { DefinitionList } from '../../components/DefinitionList.tsx';
import type { Frame } from '../../components/frame.ts';
import { paths } from '../../paths.ts';
import { valueName } from './labels.ts';

/** The groups of countries that one belongs to. */
export function CountryFacts({ frame, country }: { frame: Frame; country: Country }) {
  const { language, t } = frame;
  const links = (facet: 'region' | 'commission' | 'country_group', values: readonly string[]) => (
    <ul>
      {values.map((value) => (
        <li key={value}>
          <a href={paths.search(language, { [facet]: value })}>{valueName(facet, value, language)}</a>
        </li>
      ))}
    </ul>
  );
  const items = [{ term: t('tag.region'), children: links('region', [country.region]) }];
  if (country.commissions.length > 0)
    items.push({ term: t('search.field.commission'), children: links('commission', country.commissions) });
  if (country.groups.length > 0)
    items.push({ term: t('search.field.country_group'), children: links('country_group', country.groups) });
  return <DefinitionList items={items} />;
}
