import type { FacetName, SearchQuery } from '#domain/schemas/search-query.ts';
import { localeOf, type MessageKey, type Translate } from '#domain/strings/strings.ts';
import { Facet, type FacetOption } from '../../components/Facet.tsx';
import type { Frame } from '../../components/frame.ts';
import { valueCode, valueName } from './labels.ts';

export type FacetCounts = Readonly<Record<FacetName, readonly { value: string | number; count: number }[]>>;

/** Facets in the order readers look for them; the first is open, the others folded until something is chosen. */
const ORDER = [
  'action_line',
  'sdg',
  'country',
  'region',
  'country_group',
  'stakeholder_type',
  'kind',
  'beneficiary',
  'status',
  'year',
  'language',
  'commission',
] as const satisfies readonly FacetName[];

const OPEN: readonly FacetName[] = ['action_line'];
const BY_NAME: readonly FacetName[] = ['country', 'language'];

export interface SearchFacetsProps {
  frame: Frame;
  query: SearchQuery;
  facets: FacetCounts;
  c7: number;
}

export function SearchFacets({ frame, query, facets, c7 }: SearchFacetsProps) {
  const { t } = frame;
  return (
    <>
      <div class="filters-list">
        {ORDER.map((facet) => (
          <div key={facet} id={`facet-${facet}`}>
            <Facet
              frame={frame}
              legend={t(`search.field.${facet}` as MessageKey)}
              name={facet}
              options={
                facet === 'action_line'
                  ? lineOptions(frame, query, facets, c7)
                  : optionsOf(frame, query, facets, facet)
              }
              open={OPEN.includes(facet) || query[facet].length + query[`-${facet}`].length > 0}
            />
          </div>
        ))}
      </div>
      <p class="filters-apply">
        <button class="button primary" type="submit">
          {t('search.apply')}
        </button>
      </p>
    </>
  );
}

function optionsOf(
  { language, t }: Frame,
  query: SearchQuery,
  facets: FacetCounts,
  facet: FacetName,
): FacetOption[] {
  const chosen: readonly (string | number)[] = query[facet];
  const out: readonly (string | number)[] = query[`-${facet}`];
  const options = facets[facet].map(({ value, count }) => ({
    value: String(value),
    label: leftOut(t, valueName(facet, value, language), out.includes(value)),
    count,
    checked: chosen.includes(value),
    mark: facet === 'sdg' ? <span class={`sdg sdg-${value}`}>{value}</span> : valueCode(facet, value),
  }));
  if (!BY_NAME.includes(facet)) return options;
  const { compare } = new Intl.Collator(localeOf(language));
  return options.sort((a, b) => compare(a.label, b.label));
}

function leftOut(t: Translate, name: string, out: boolean): string {
  return out ? t('search.left-out', { name }) : name;
}

/** The eight parts of C7 stand under C7, which chooses them all. */
function lineOptions(frame: Frame, query: SearchQuery, facets: FacetCounts, c7: number): FacetOption[] {
  const { language, t } = frame;
  const options = optionsOf(frame, query, facets, 'action_line');
  const group: FacetOption = {
    value: 'C7',
    label: leftOut(
      t,
      t('search.c7-all', { name: valueName('action_line', 'C7', language) }),
      query['-action_line'].includes('C7'),
    ),
    count: c7,
    checked: query.action_line.includes('C7'),
    mark: 'C7',
  };
  const first = options.findIndex(({ value }) => value.startsWith('C7-'));
  return [...options.slice(0, first), group, ...options.slice(first).map(asPart)];
}

function asPart(option: FacetOption): FacetOption {
  return option.value.startsWith('C7-') ? { ...option, mark: '–' } : option;
}
