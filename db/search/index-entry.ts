import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import {
  completeness,
  entryNames,
  entryText,
  spellingWords,
  TEXT_COLUMNS,
  titleWords,
} from '../../domain/search/entry-text.ts';
import { traitsOf } from '../../domain/search/likeness.ts';
import { indexText } from '../../domain/text/tokens.ts';
import { publishedAmong } from '../published.ts';
import { facetRow } from './facet-row.ts';
import { registerOf } from './register.ts';

/** Before the name of every table of an index that is being built beside the live one. */
export const NEXT = 'next_';
type Prefix = '' | typeof NEXT;

/** The catalogue version that a batch makes: its first statement raises it. */
const VERSION = '(SELECT version FROM catalogue WHERE id = 1)';

function raiseVersion(search: D1Database, now: number): D1PreparedStatement {
  return search.prepare('UPDATE catalogue SET version = version + 1, changed_at = ?1 WHERE id = 1').bind(now);
}

/** The row numbers of entries whose ids are ?1, as JSON. */
const rowsOf = (prefix: Prefix) =>
  `(SELECT n FROM ${prefix}facets WHERE id IN (SELECT value FROM json_each(?1)))`;

/** The statements that take some entries out of the index. */
export function removals(
  search: D1Database,
  ids: readonly string[],
  prefix: Prefix = '',
): D1PreparedStatement[] {
  if (ids.length === 0) return [];
  const n = rowsOf(prefix);
  return [
    `INSERT OR REPLACE INTO ${prefix}removed (n, id, changed)
     SELECT n, id, ${VERSION} FROM ${prefix}facets WHERE n IN ${n}`,
    `DELETE FROM ${prefix}entry_text WHERE rowid IN ${n}`,
    `DELETE FROM ${prefix}cards WHERE n IN ${n}`,
    `DELETE FROM ${prefix}names WHERE n IN ${n}`,
    `DELETE FROM ${prefix}entry_organizations WHERE n IN ${n}`,
    `DELETE FROM ${prefix}facets WHERE n IN ${n}`,
  ].map((sql) => search.prepare(sql).bind(JSON.stringify(ids)));
}

const FACET_NAMES =
  'id, published_at, action_lines, sdgs, stakeholder_type, kind, regions, commissions, country_groups, beneficiaries, ' +
  'status, language, year, countries, title_key, title_words, completeness, revision';
const FACET_VALUES = FACET_NAMES.split(', ').map((_, index) => `value ->> ${index}`);
const FACET_UPDATES = FACET_NAMES.split(', ').map((name) => `${name} = excluded.${name}`);

function facetValues(initiative: PublicInitiative): (string | number)[] {
  const row = facetRow(initiative.id, Date.parse(initiative.published_at), initiative, initiative.title);
  return [
    row.id,
    row.publishedAt,
    row.actionLines,
    row.sdgs,
    row.stakeholderType,
    row.kind,
    row.regions,
    row.commissions,
    row.countryGroups,
    row.beneficiaries,
    row.status,
    row.language,
    row.year,
    row.countries,
    row.titleKey,
    titleWords(initiative),
    completeness(initiative),
    initiative.version,
  ];
}

/** In one parameter of a statement; the database takes 2 MB, and a character has up to three bytes. */
const MAX_CHARACTERS = 500_000;

/**
 * The statements that put some entries into the index, or bring what is there up to date. Their number grows with the
 * size of the entries, not with how many they are. New entries get row numbers in their order.
 */
export function additions(
  search: D1Database,
  initiatives: readonly PublicInitiative[],
  prefix: Prefix = '',
): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = [];
  for (let from = 0; from < initiatives.length; ) {
    let to = from;
    for (let size = 0; to < initiatives.length && (to === from || size < MAX_CHARACTERS); to++)
      size += 2 * (JSON.stringify(initiatives[to]?.texts).length + 500);
    statements.push(...additionsAtOnce(search, initiatives.slice(from, to), prefix));
    from = to;
  }
  return statements;
}

function additionsAtOnce(
  search: D1Database,
  initiatives: readonly PublicInitiative[],
  prefix: Prefix,
): D1PreparedStatement[] {
  const ids = JSON.stringify(initiatives.map(({ id }) => id));
  const words = new Map<string, number>();
  const organizations = new Map<string, { id: string; name: string; acronym: string; text: string }>();
  for (const initiative of initiatives) {
    for (const word of spellingWords(initiative)) words.set(word, (words.get(word) ?? 0) + 1);
    for (const { id, name, acronym } of initiative.organizations)
      if (!organizations.get(id)?.acronym)
        organizations.set(id, { id, name, acronym, text: indexText(`${name} ${acronym}`) });
  }
  const statement = (sql: string, ...values: unknown[]) =>
    search
      .prepare(sql)
      .bind(...values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))));
  const n = rowsOf(prefix);
  /** Rows whose first value is the id of their entry, with its row number. */
  const rows = `json_each(?1) AS row CROSS JOIN ${prefix}facets AS f ON f.id = row.value ->> 0`;
  return [
    statement(
      `INSERT INTO ${prefix}facets (${FACET_NAMES}, changed)
       SELECT ${FACET_VALUES.join(', ')}, ${VERSION} FROM json_each(?1) WHERE true
       ON CONFLICT (id) DO UPDATE SET ${FACET_UPDATES.join(', ')}, changed = excluded.changed`,
      initiatives.map(facetValues),
    ),
    statement(`DELETE FROM ${prefix}entry_text WHERE rowid IN ${n}`, ids),
    statement(
      `INSERT INTO ${prefix}entry_text (rowid, ${TEXT_COLUMNS.join(', ')})
       SELECT f.n, ${TEXT_COLUMNS.map((_, index) => `row.value ->> ${index + 1}`).join(', ')} FROM ${rows}`,
      initiatives.map((initiative) => {
        const text = entryText(initiative);
        return [initiative.id, ...TEXT_COLUMNS.map((column) => text[column])];
      }),
    ),
    statement(
      `INSERT OR REPLACE INTO ${prefix}cards (n, card, traits)
       SELECT f.n, row.value -> 1, row.value -> 2 FROM ${rows}`,
      initiatives.map((initiative) => [initiative.id, initiative, traitsOf(initiative)]),
    ),
    statement(`DELETE FROM ${prefix}names WHERE n IN ${n}`, ids),
    statement(
      `INSERT INTO ${prefix}names (key, n, rank) SELECT row.value ->> 1, f.n, row.value ->> 2 FROM ${rows}`,
      initiatives.flatMap((initiative) =>
        [...entryNames(initiative)].map(([key, rank]) => [initiative.id, key, rank]),
      ),
    ),
    statement(
      `INSERT INTO ${prefix}words (word, entries) SELECT value ->> 0, value ->> 1 FROM json_each(?1) WHERE true
       ON CONFLICT (word) DO UPDATE SET entries = entries + excluded.entries`,
      [...words],
    ),
    statement(`DELETE FROM ${prefix}entry_organizations WHERE n IN ${n}`, ids),
    statement(
      `INSERT INTO ${prefix}organizations (id, name, acronym)
       SELECT value ->> 'id', value ->> 'name', value ->> 'acronym' FROM json_each(?1) WHERE true
       ON CONFLICT (id) DO UPDATE SET acronym = iif(acronym = '', excluded.acronym, acronym)`,
      [...organizations.values()],
    ),
    statement(
      `INSERT INTO ${prefix}organization_text (rowid, name)
       SELECT o.n, value ->> 'text' FROM json_each(?1) JOIN ${prefix}organizations AS o ON o.id = value ->> 'id'
       WHERE NOT EXISTS (SELECT 1 FROM ${prefix}organization_text WHERE rowid = o.n)`,
      [...organizations.values()],
    ),
    statement(
      `INSERT OR IGNORE INTO ${prefix}entry_organizations (organization_id, n)
       SELECT row.value ->> 1, f.n FROM ${rows}`,
      initiatives.flatMap(({ id, organizations }) =>
        organizations.map((organization) => [id, organization.id]),
      ),
    ),
  ];
}

/** The statements that put one entry into the index, or bring what is there up to date. */
export const addition = (search: D1Database, initiative: PublicInitiative, prefix: Prefix = '') =>
  additions(search, [initiative], prefix);

/**
 * Brings the index in step with the register for some entries, in one batch that also raises the catalogue version.
 * Idempotent. Reads again afterwards: whoever wrote last must have seen the latest version.
 */
export async function indexEntries(
  database: D1Database,
  search: D1Database,
  ids: readonly string[],
  now: number,
): Promise<void> {
  if (ids.length === 0) return;
  for (let attempt = 0; attempt < 5; attempt++) {
    const before = await versionsOf(database, ids);
    const { initiatives, unreadable } = await publishedAmong(database, ids);
    if (unreadable.length > 0) throw new Error('an entry has no public form');
    const published = new Set(initiatives.map(({ id }) => id));
    const gone = ids.filter((id) => !published.has(id));
    await search.batch([
      raiseVersion(search, now),
      ...removals(search, gone),
      ...additions(search, initiatives),
    ]);
    registerOf(search).doubt();
    if ((await versionsOf(database, ids)) === before) return;
  }
  throw new Error('entries changed five times while they were indexed');
}

async function versionsOf(database: D1Database, ids: readonly string[]): Promise<string> {
  const { results } = await database
    .prepare('SELECT id, version FROM initiatives WHERE id IN (SELECT value FROM json_each(?1)) ORDER BY id')
    .bind(JSON.stringify(ids))
    .all();
  return JSON.stringify(results);
}
