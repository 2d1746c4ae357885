import type { Figures, PictureId } from '#domain/pictures/figures.ts';
import { type Findings, findingsOf } from '#domain/pictures/findings.ts';
import type { MessageKey } from '#domain/strings/strings.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { languageName } from '#domain/taxonomy/language.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { REGION_NAMES } from '#domain/taxonomy/names/regions.ts';
import type { Frame } from '../components/frame.ts';

/** What a picture shows, for who does not see it. */
export function descriptionOf({ t }: Frame, picture: PictureId): string {
  return t(`pictures.${picture}.description` as MessageKey);
}

export function titleOf({ t }: Frame, picture: PictureId): string {
  return t(`pictures.${picture}.title` as MessageKey);
}

/** What a picture says at a glance, in a sentence or two; nothing where the numbers say nothing clear. */
export function leadOf(frame: Frame, picture: PictureId, figures: Figures): string {
  return leadsOf(frame, picture, figures, findingsOf(figures)).join(' ');
}

function leadsOf({ language, t }: Frame, picture: PictureId, figures: Figures, found: Findings): string[] {
  const { total } = figures;
  switch (picture) {
    case 'map':
      return [
        ...(found.country
          ? [
              t('pictures.map.lead', {
                name: countryName(found.country.code, language),
                count: found.country.count,
              }),
            ]
          : []),
        t('pictures.map.placed', { count: figures.placed, total }),
      ];
    case 'matrix':
      return [
        ...(found.pair
          ? [
              t('pictures.matrix.lead', {
                line: `${found.pair.line.split('-')[0]} ${ACTION_LINE_SHORT_NAMES[found.pair.line][language]}`,
                sdg: found.pair.sdg,
                count: found.pair.count,
              }),
            ]
          : []),
        t('pictures.matrix.gaps', { count: found.gaps, expected: found.expected }),
      ];
    case 'years':
      return found.year
        ? [t('pictures.years.lead', { year: String(found.year.year), count: found.year.count, total })]
        : [];
    case 'regions':
      return found.region
        ? [
            t('pictures.regions.lead', {
              name: REGION_NAMES[found.region.region][language],
              count: found.region.count,
            }),
          ]
        : [];
    case 'languages':
      return found.language
        ? [
            t('pictures.languages.lead', {
              name: languageName(found.language.language, language),
              count: found.language.count,
              total,
            }),
          ]
        : [];
    case 'freshness':
      return [t('pictures.freshness.lead', { count: found.fresh, total })];
  }
}
