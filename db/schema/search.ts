import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/**
 * One narrow row per published entry, with every facet as a number: a bit mask where an entry has many values, the
 * position in the code list (from 1; 0 is none) where it has one. `n` is the row number of the full text and the card.
 */
export const facets = sqliteTable(
  'facets',
  {
    n: integer('n').primaryKey(),
    id: text('id').notNull(),
    publishedAt: integer('published_at').notNull(),
    actionLines: integer('action_lines').notNull(),
    sdgs: integer('sdgs').notNull(),
    stakeholderType: integer('stakeholder_type').notNull(),
    kind: integer('kind').notNull(),
    regions: integer('regions').notNull(),
    commissions: integer('commissions').notNull(),
    countryGroups: integer('country_groups').notNull(),
    beneficiaries: integer('beneficiaries').notNull(),
    status: integer('status').notNull(),
    language: text('language').notNull(),
    year: integer('year').notNull(),
    /** Codes joined and closed by a space (`KE UG `). */
    countries: text('countries').notNull(),
    titleKey: text('title_key').notNull(),
    /** Words of the original title, at most 255. */
    titleWords: integer('title_words').notNull(),
    /** How much of what readers look for the entry tells, from 0 to 8. */
    completeness: integer('completeness').notNull(),
    /** The number of the public revision the row was made from. */
    revision: integer('revision').notNull(),
    /** Catalogue version that wrote the row: whoever knows an older one reads on from there. */
    changed: integer('changed').notNull(),
  },
  (table) => [
    uniqueIndex('facets_id').on(table.id),
    index('facets_newest').on(table.publishedAt, table.n),
    index('facets_title').on(table.titleKey, table.n),
    index('facets_changed').on(table.changed),
  ],
);

/** Row numbers that left the index, with the catalogue version that took them out. */
export const removed = sqliteTable(
  'removed',
  {
    n: integer('n').primaryKey(),
    id: text('id').notNull(),
    changed: integer('changed').notNull(),
  },
  (table) => [index('removed_changed').on(table.changed)],
);

/** What a result shows: the public entry as JSON. */
export const cards = sqliteTable(
  'cards',
  {
    n: integer('n').primaryKey(),
    card: text('card').notNull(),
    /** JSON: what others like the entry share with it, by kind; null where the index is of before this column. */
    traits: text('traits'),
  },
  (table) => [index('cards_without_traits').on(table.n).where(sql`traits is null`)],
);

/** Names an entry is asked for by: titles, their parts, acronyms; folded. The lower the rank, the more it is the name. */
export const names = sqliteTable(
  'names',
  {
    key: text('key').notNull(),
    n: integer('n').notNull(),
    rank: integer('rank').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.n] }), index('names_n').on(table.n)],
);

/** The words of the index, for spelling. Counts only grow until the next rebuild. */
export const words = sqliteTable(
  'words',
  {
    word: text('word').primaryKey(),
    entries: integer('entries').notNull(),
  },
  (table) => [index('words_entries').on(table.entries)],
);

/** `n` is the row number of `organization_text`. */
export const organizations = sqliteTable(
  'organizations',
  {
    n: integer('n').primaryKey(),
    id: text('id').notNull(),
    name: text('name').notNull(),
    acronym: text('acronym').notNull(),
  },
  (table) => [uniqueIndex('organizations_id').on(table.id)],
);

export const entryOrganizations = sqliteTable(
  'entry_organizations',
  {
    organizationId: text('organization_id').notNull(),
    n: integer('n').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organizationId, table.n] }),
    index('entry_organizations_n').on(table.n),
  ],
);

/**
 * One row. `version` is raised by every change of the index, so that answers can be cached until the next one;
 * `generation` names the rebuild that numbered the rows: row numbers mean nothing across generations.
 */
export const catalogue = sqliteTable('catalogue', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull(),
  generation: text('generation').notNull(),
  changedAt: integer('changed_at').notNull(),
});

/** Rebuilds of the index; the one without an end is under way. */
export const rebuilds = sqliteTable('rebuilds', {
  generation: text('generation').primaryKey(),
  /** The last event of the register when the rebuild began: what happened later is caught up before the swap. */
  since: integer('since').notNull(),
  /** JSON: where the rebuild stands. */
  cursor: text('cursor').notNull(),
  entries: integer('entries').notNull(),
  startedAt: integer('started_at').notNull(),
  finishedAt: integer('finished_at'),
  claimedUntil: integer('claimed_until').notNull(),
});

/** Comparisons of the index with the register. */
export const checks = sqliteTable('checks', {
  startedAt: integer('started_at').primaryKey(),
  entries: integer('entries').notNull(),
  /** Entries that the index held wrongly, or missed, or still held; each was indexed again. */
  repaired: integer('repaired').notNull(),
  /** Digest of both sides, hexadecimal. */
  digest: text('digest').notNull(),
});
