import type { ComponentChildren } from 'preact';
import { type Figures, type PictureId, typesOf } from '#domain/pictures/figures.ts';
import type { SearchQuery } from '#domain/schemas/search-query.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';
import type { Frame } from '../components/frame.ts';
import { MatrixTable } from '../components/MatrixTable.tsx';
import { narrowedHref } from './addresses.ts';
import { Bars } from './Bars.tsx';
import { TypePatterns, typeFill } from './fills.tsx';
import { Picture } from './Picture.tsx';
import { onPage } from './paint.ts';
import { descriptionOf, leadOf, titleOf } from './said.ts';
import { tableOf } from './tables.ts';
import { MapLegend, WorldMap } from './WorldMap.tsx';

export interface PictureOfProps {
  frame: Frame;
  picture: PictureId;
  figures: Figures;
  /** What the figures count. */
  query: SearchQuery;
}

/** One of the pictures with its words, its table and its files. */
export function PictureOf({ frame, picture, figures, query }: PictureOfProps) {
  return (
    <Picture
      frame={frame}
      picture={picture}
      title={titleOf(frame, picture)}
      lead={leadOf(frame, picture, figures)}
      query={query}
      table={picture === 'matrix' ? undefined : tableOf(frame, picture, figures)}
    >
      <Drawing frame={frame} picture={picture} figures={figures} query={query} />
    </Picture>
  );
}

function Drawing({ frame, picture, figures, query }: PictureOfProps): ComponentChildren {
  const said = { title: titleOf(frame, picture), description: descriptionOf(frame, picture) };
  switch (picture) {
    case 'map':
      return <MapDrawing frame={frame} counts={figures.countries} query={query} />;
    case 'matrix':
      return (
        <MatrixTable
          frame={frame}
          counts={figures.matrix}
          hrefOf={(line, sdg) => narrowedHref(frame.language, query, { action_line: line, sdg })}
        />
      );
    case 'years':
      return (
        <>
          <Bars id={picture} {...said} {...barsOfPicture(frame, picture, figures)} frame={frame}>
            <TypePatterns paint={onPage} />
          </Bars>
          <TypeLegend frame={frame} figures={figures} />
        </>
      );
    default:
      return <Bars id={picture} {...said} {...barsOfPicture(frame, picture, figures)} frame={frame} />;
  }
}

/** The rows of a picture that is made of bars. */
export function barsOfPicture(
  frame: Frame,
  picture: Exclude<PictureId, 'map' | 'matrix'>,
  figures: Figures,
  paint = onPage,
) {
  if (picture === 'years')
    return {
      names: 'before' as const,
      rows: figures.years.map(({ year, byType }) => ({ label: String(year), parts: byType })),
      fillOf: (part: number) => typeFill(paint, part),
    };
  return {
    names: 'above' as const,
    rows: tableOf(frame, picture, figures).rows.map(({ cells: [name = '', count = 0] }) => ({
      label: String(name),
      parts: [Number(count)],
    })),
    fillOf: () => paint('heat-4'),
  };
}

/** The map with its legend and what it does not say. */
export function MapDrawing({
  frame,
  counts,
  query,
}: {
  frame: Frame;
  counts: Figures['countries'];
  query: SearchQuery;
}) {
  const { language, t } = frame;
  return (
    <>
      <WorldMap
        frame={frame}
        counts={counts}
        title={titleOf(frame, 'map')}
        description={descriptionOf(frame, 'map')}
        hrefOf={(code) => narrowedHref(language, query, { country: code })}
      />
      <div class="map-notes">
        <MapLegend frame={frame} counts={counts} />
        <p>{t('pictures.disclaimer')}</p>
      </div>
    </>
  );
}

function TypeLegend({ frame: { language, t }, figures }: { frame: Frame; figures: Figures }) {
  return (
    <ul class="picture-legend" aria-label={t('pictures.legend')}>
      {typesOf(figures.years).map(
        ({ type, count }, place) =>
          count > 0 && (
            <li key={type}>
              <svg class="swatch" width="20" height="14" aria-hidden="true">
                <rect {...typeFill(onPage, place)} width="20" height="14" rx="2" />
              </svg>
              {STAKEHOLDER_TYPE_NAMES[type][language]}{' '}
              <span class="count">{formatNumber(language, count)}</span>
            </li>
          ),
      )}
    </ul>
  );
}
