import * as v from 'valibot';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { type Filters, SearchQuery } from '../../domain/schemas/search-query.ts';
import type { Index } from './register.ts';
import { entriesOf, searchInitiatives } from './search.ts';

const EVERYTHING = v.parse(SearchQuery, {});

/** The entries published last, of the register or of what some filters leave of it. */
export async function newestInitiatives(
  index: Index,
  size: number,
  filters: Partial<Filters> & Pick<Partial<SearchQuery>, 'organization'> = {},
): Promise<PublicInitiative[]> {
  // By date only, so the time of asking does not matter.
  return entriesOf(await searchInitiatives(index, { ...EVERYTHING, ...filters, sort: 'newest', size }, 0));
}
