import type { Content, Text } from '../../domain/initiative/content.ts';
import { type PublicInitiative, publicInitiative } from '../../domain/schemas/public-initiative.ts';

const DAY = 24 * 60 * 60 * 1000;
let counter = 0;

export interface EntryChange extends Partial<Omit<Content, 'texts'>> {
  id?: string;
  /** The original and its translations, summaries may be left out. */
  texts?: (Pick<Text, 'title'> & Partial<Text>)[];
  /** Milliseconds since 1970, UTC. */
  publishedAt?: number;
}

/** An entry as the index gets it, with as little in it as an entry may have; every one has its own id and date. */
export function aPublicEntry({ id, texts, publishedAt, ...change }: EntryChange = {}): PublicInitiative {
  counter += 1;
  const at = publishedAt ?? Date.UTC(2020, 0, 1) + counter * DAY;
  const language = change.language ?? 'en';
  const content: Content = {
    language,
    texts: (texts ?? [{ title: 'Untitled' }]).map((text, index) => ({
      language,
      summary: null,
      origin: index === 0 ? 'original' : 'human',
      ...text,
    })),
    organizations: [],
    stakeholder_type: 'civil-society',
    kind: 'project',
    action_lines: ['C2'],
    sdgs: [9],
    coverage: null,
    countries: [],
    commissions: [],
    start_date: null,
    end_date: null,
    year: 2020,
    activity_status: null,
    beneficiaries: [],
    urls: [],
    source: null,
    award: null,
    ...change,
  };
  return publicInitiative({
    id: id ?? String(counter).padStart(10, 't'),
    content,
    organizationIds: content.organizations.map(({ name }) => organizationId(name)),
    revision: 1,
    publishedAt: at,
    updatedAt: at,
  });
}

/** An id that only depends on the name. */
function organizationId(name: string): string {
  let sum = 7;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 1_000_000_007;
  return sum.toString(36).padStart(10, 'o');
}
