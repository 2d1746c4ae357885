import type { Frame } from '../components/frame.ts';
import { paths } from '../paths.ts';
import { type CountryCounts, MapLegend, WorldMap } from './WorldMap.tsx';

/** The map of the whole register beside its first words: the list of countries has the same numbers as a table. */
export function HomeMap({ frame, counts }: { frame: Frame; counts: CountryCounts }) {
  const { language, t } = frame;
  return (
    <figure class="hero-map">
      <WorldMap
        frame={frame}
        counts={counts}
        title={t('pictures.map.title')}
        description={t('pictures.map.description')}
        hrefOf={(code) => `/${language}/countries/${code}`}
      />
      <figcaption class="map-notes">
        <MapLegend frame={frame} counts={counts} />
        <p>
          <a href={`/${language}/countries`}>{t('countries.title')}</a> ·{' '}
          <a href={paths.figures(language)}>{t('figures.more')}</a>
        </p>
        <p>{t('pictures.disclaimer')}</p>
      </figcaption>
    </figure>
  );
}
