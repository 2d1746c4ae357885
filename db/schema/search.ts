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
    /** Codes joined and closed by a space (`KE UG `), searched by position: a country code is two letters. */
    countries: text('countries').notNull(),
    titleKey: text('title_key').notNull(),
  },
  (table) => [
    uniqueIndex('facets_id').on(table.id),
    index('facets_newest').on(table.publishedAt, table.n),
    index('facets_title').on(table.titleKey, table.n),
  ],
);

/** What a result shows: the public entry as JSON. */
export const cards = sqliteTable('cards', {
  n: integer('n').primaryKey(),
  card: text('card').notNull(),
});

export const organizations = sqliteTable('organizations', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  acronym: text('acronym').notNull(),
});

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

/** One row: raised by every change of the index, so that answers can be cached until the next one. */
export const catalogue = sqliteTable('catalogue', {
  id: integer('id').primaryKey(),
  version: integer('version').notNull(),
  changedAt: integer('changed_at').notNull(),
});

/** Figures computed once per catalogue version, so that the home page does not scan the register. */
export const snapshots = sqliteTable('snapshots', {
  name: text('name').primaryKey(),
  version: integer('version').notNull(),
  value: text('value').notNull(),
});
