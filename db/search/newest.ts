import * as v from 'valibot';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { type Filters, SearchQuery } from '../../domain/schemas/search-query.ts';
import { cardsOf, pageStatement } from './search.ts';

const EVERYTHING = v.parse(SearchQuery, {});

/** The entries published last, of the register or of what some filters leave of it. */
export async function newestInitiatives(
  search: D1DatabaseSession,
  size: number,
  filters: Partial<Filters> & Pick<Partial<SearchQuery>, 'organization'> = {},
): Promise<PublicInitiative[]> {
  return cardsOf(await pageStatement(search, { ...EVERYTHING, ...filters, sort: 'newest', size }).all());
}
