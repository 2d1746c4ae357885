import { conceptText } from '../../domain/glossary/glossary.ts';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';
import { actionLine } from '../../domain/taxonomy/action-lines.ts';
import { countryName } from '../../domain/taxonomy/countries.ts';
import { LANGUAGES } from '../../domain/taxonomy/language.ts';
import { SDG_NAMES } from '../../domain/taxonomy/names/sdgs.ts';
import { indexText } from '../../domain/text/tokens.ts';
import { publicFace } from '../entries.ts';
import { facetRow } from './facet-row.ts';

/** Names of the tags of an entry in all six languages, so that a tag is found in any of them. */
function tagText(initiative: PublicInitiative): string {
  const names = LANGUAGES.flatMap((language) => [
    ...initiative.action_lines.flatMap((code) => [
      actionLine(code).short[language],
      actionLine(code).name[language],
    ]),
    ...initiative.sdgs.map((sdg) => SDG_NAMES[sdg][language]),
    ...initiative.countries.map((country) => countryName(country, language)),
  ]);
  return [...new Set(names)].join(' . ');
}

const OF_ENTRY = '(SELECT n FROM facets WHERE id = ?1)';

function removal(search: D1Database, id: string): D1PreparedStatement[] {
  return [
    search.prepare(`DELETE FROM entry_text WHERE rowid = ${OF_ENTRY}`).bind(id),
    search.prepare(`DELETE FROM cards WHERE n = ${OF_ENTRY}`).bind(id),
    search.prepare(`DELETE FROM entry_organizations WHERE n = ${OF_ENTRY}`).bind(id),
    search.prepare('DELETE FROM facets WHERE id = ?1').bind(id),
  ];
}

/** The statements that put an entry into the index, or bring what is there up to date. */
export function addition(search: D1Database, initiative: PublicInitiative): D1PreparedStatement[] {
  const row = facetRow(initiative.id, Date.parse(initiative.published_at), initiative, initiative.title);
  const texts = initiative.texts;
  const titles = texts.map((text) => text.title).join(' . ');
  const organizations = initiative.organizations.map(({ name, acronym }) => `${name} ${acronym}`).join(' . ');
  const summaries = texts.map((text) => text.summary ?? '').join(' . ');
  const columns = [
    ...[titles, organizations, tagText(initiative), summaries].map(indexText),
    conceptText([titles, organizations, summaries].join(' . ')),
  ];
  return [
    search
      .prepare(
        `INSERT INTO facets (id, published_at, action_lines, sdgs, stakeholder_type, kind, regions, commissions,
           country_groups, beneficiaries, status, language, year, countries, title_key)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
         ON CONFLICT (id) DO UPDATE SET published_at = ?2, action_lines = ?3, sdgs = ?4, stakeholder_type = ?5,
           kind = ?6, regions = ?7, commissions = ?8, country_groups = ?9, beneficiaries = ?10, status = ?11,
           language = ?12, year = ?13, countries = ?14, title_key = ?15`,
      )
      .bind(
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
      ),
    search.prepare(`DELETE FROM entry_text WHERE rowid = ${OF_ENTRY}`).bind(initiative.id),
    search
      .prepare(
        `INSERT INTO entry_text (rowid, title, organizations, tags, summary, concepts)
         SELECT n, ?2, ?3, ?4, ?5, ?6 FROM facets WHERE id = ?1`,
      )
      .bind(initiative.id, ...columns),
    search
      .prepare('INSERT OR REPLACE INTO cards (n, card) SELECT n, ?2 FROM facets WHERE id = ?1')
      .bind(initiative.id, JSON.stringify(initiative)),
    search.prepare(`DELETE FROM entry_organizations WHERE n = ${OF_ENTRY}`).bind(initiative.id),
    search
      .prepare(
        `INSERT INTO organizations (id, name, acronym)
         SELECT value ->> 'id', value ->> 'name', value ->> 'acronym' FROM json_each(?1) WHERE true
         ON CONFLICT (id) DO UPDATE SET acronym = iif(acronym = '', excluded.acronym, acronym)`,
      )
      .bind(JSON.stringify(initiative.organizations)),
    search
      .prepare(
        `INSERT OR IGNORE INTO entry_organizations (organization_id, n)
         SELECT value ->> 'id', n FROM json_each(?2), facets WHERE facets.id = ?1`,
      )
      .bind(initiative.id, JSON.stringify(initiative.organizations)),
  ];
}

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
    const faces = await Promise.all(ids.map((id) => publicFace(database, id)));
    const statements = faces.flatMap((face, index) =>
      face.kind === 'published' ? addition(search, face.initiative) : removal(search, ids[index] ?? ''),
    );
    statements.push(
      search.prepare('UPDATE catalogue SET version = version + 1, changed_at = ?1 WHERE id = 1').bind(now),
    );
    await search.batch(statements);
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
