import { AGES, type Figures, type PictureId, typesOf } from '#domain/pictures/figures.ts';
import { matrixCells } from '#domain/pictures/matrix-gaps.ts';
import type { FacetName } from '#domain/schemas/search-query.ts';
import { localeOf, type MessageKey } from '#domain/strings/strings.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { REGION_NAMES } from '#domain/taxonomy/names/regions.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';
import type { Frame } from '../components/frame.ts';

export interface PictureRow {
  /** What programs know the row by; empty for rows that have no code. */
  code: string;
  cells: readonly (string | number)[];
  /** The filter of the search that finds what the row counts. */
  filter?: { facet: FacetName; value: string | number };
}

/** The numbers behind a picture. The first column names the row. */
export interface PictureTable {
  columns: readonly { label: string; numeric: boolean }[];
  rows: readonly PictureRow[];
}

const named = (label: string) => ({ label, numeric: false });
const numeric = (label: string) => ({ label, numeric: true });

export function tableOf(frame: Frame, picture: PictureId, figures: Figures): PictureTable {
  const { t } = frame;
  const initiatives = numeric(t('pictures.initiatives'));
  switch (picture) {
    case 'map':
      return { columns: [named(t('search.field.country')), initiatives], rows: countryRows(frame, figures) };
    case 'matrix':
      return matrixTable(frame, figures);
    case 'years':
      return yearTable(frame, figures);
    case 'regions':
      return {
        columns: [named(t('search.field.region')), initiatives],
        rows: figures.regions.map(({ region, count }) => ({
          code: region,
          cells: [REGION_NAMES[region][frame.language], count],
          filter: { facet: 'region', value: region },
        })),
      };
    case 'languages':
      return {
        columns: [named(t('search.field.language')), initiatives],
        rows: figures.languages.map(({ language, count }) => ({
          code: language,
          cells: [languageName(language, frame.language), count],
          filter: { facet: 'language', value: language },
        })),
      };
    case 'freshness':
      return {
        columns: [named(t('pictures.freshness.column')), initiatives],
        rows: AGES.map(({ id }, place) => ({
          code: id,
          cells: [t(`pictures.freshness.${id}` as MessageKey), figures.freshness[place] ?? 0],
        })),
      };
  }
}

function countryRows({ language }: Frame, { countries }: Figures): PictureRow[] {
  const { compare } = new Intl.Collator(localeOf(language));
  return Object.entries(countries)
    .map(([code, count]) => ({ code, count, name: countryName(code, language) }))
    .sort((a, b) => b.count - a.count || compare(a.name, b.name))
    .map(({ code, count, name }) => ({
      code,
      cells: [name, count],
      filter: { facet: 'country', value: code },
    }));
}

function yearTable({ language, t }: Frame, { years }: Figures): PictureTable {
  const types = typesOf(years).map((one, place) => ({ ...one, place }));
  const shown = types.filter(({ count }) => count > 0);
  return {
    columns: [
      named(t('search.field.year')),
      ...shown.map(({ type }) => numeric(STAKEHOLDER_TYPE_NAMES[type][language])),
      numeric(t('pictures.all')),
    ],
    rows: years.map(({ year, byType }) => ({
      code: '',
      cells: [
        String(year),
        ...shown.map(({ place }) => byType[place] ?? 0),
        byType.reduce((sum, count) => sum + count, 0),
      ],
      filter: { facet: 'year', value: year },
    })),
  };
}

function matrixTable({ language, t }: Frame, { matrix }: Figures): PictureTable {
  return {
    columns: [
      named(t('search.field.action_line')),
      named(t('pictures.sdg-number')),
      named(t('search.field.sdg')),
      numeric(t('pictures.initiatives')),
      named(t('pictures.matrix.official')),
    ],
    rows: matrixCells(matrix).map(({ line, sdg, count, official }) => ({
      code: line,
      cells: [
        ACTION_LINE_SHORT_NAMES[line][language],
        String(sdg),
        SDG_NAMES[sdg][language],
        count,
        t(official ? 'pictures.yes' : 'pictures.no'),
      ],
    })),
  };
}

/** The table as a file has it: with the codes, if its rows have any. */
export function fileRows({ t }: Frame, { columns, rows }: PictureTable): (string | number)[][] {
  const coded = rows.some(({ code }) => code !== '');
  return [
    [...(coded ? [t('pictures.code')] : []), ...columns.map(({ label }) => label)],
    ...rows.map(({ code, cells }) => [...(coded ? [code] : []), ...cells]),
  ];
}
