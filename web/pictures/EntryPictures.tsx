import { type Detail, detailAround } from '#domain/pictures/world.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { formatList } from '#domain/strings/strings.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import type { Frame } from '../components/frame.ts';
import { paths } from '../paths.ts';
import { happenings, spanOf, TIME_LINE_HEIGHT, TimeLineShapes } from './happenings.tsx';
import { FileLinks, PictureScript } from './Picture.tsx';
import { onPage, type Paint } from './paint.ts';

export interface EntryPicturesProps {
  frame: Frame;
  initiative: PublicInitiative;
}

/** Where and when an initiative takes place. */
export function EntryPictures(props: EntryPicturesProps) {
  return (
    <div class="entry-pictures">
      <Where {...props} />
      <When {...props} />
      <PictureScript frame={props.frame} />
    </div>
  );
}

/** The part of a map around some countries, in units of the map. */
export function DetailShapes({
  detail,
  countries,
  paint = onPage,
}: {
  detail: Detail;
  countries: readonly string[];
  paint?: Paint;
}) {
  const joined = (named: boolean) =>
    detail.outlines
      .filter(({ code }) => (code !== null && countries.includes(code)) === named)
      .map(({ path }) => path)
      .join('');
  return (
    <>
      <path {...paint('land')} d={joined(false)} />
      <path {...paint('heat-4')} d={joined(true)} />
      {detail.dots.map(([code, [cx, cy]]) => (
        <circle key={code} {...paint('heat-4')} cx={cx} cy={cy} r={detail.view[2] / 60} />
      ))}
    </>
  );
}

export function whereSaid({ language, t }: Frame, countries: readonly string[]): string {
  const named = countries.map((code) => countryName(code, language));
  return t('pictures.where.description', { countries: formatList(language, named) });
}

/** Nothing for an initiative that names no country. */
function Where({ frame, initiative: { id, countries } }: EntryPicturesProps) {
  const { language, t } = frame;
  const detail = detailAround(countries);
  if (!detail) return null;
  return (
    <section aria-labelledby="where">
      <h2 id="where">{t('pictures.where')}</h2>
      <figure>
        <svg
          class="locator"
          viewBox={detail.view.join(' ')}
          role="img"
          aria-labelledby="where-title"
          aria-describedby="where-desc"
        >
          <title id="where-title">{t('pictures.where')}</title>
          <desc id="where-desc">{whereSaid(frame, countries)}</desc>
          <DetailShapes detail={detail} countries={countries} />
        </svg>
        <figcaption>
          <ul class="locator-names">
            {countries.map((code) => (
              <li key={code}>
                <a href={`/${language}/countries/${code}`}>{countryName(code, language)}</a>
              </li>
            ))}
          </ul>
          <p>{t('pictures.disclaimer')}</p>
        </figcaption>
      </figure>
      <FileLinks
        frame={frame}
        name="where"
        title={t('pictures.where')}
        svg={paths.entryPicture(language, id, 'where.svg')}
        csv={paths.entryPicture(language, id, 'where.csv')}
      />
    </section>
  );
}

/** What is known of its dates, numbered on a line of years; the list below says them. */
function When({ frame, initiative }: EntryPicturesProps) {
  const { language, t } = frame;
  const dated = happenings(frame, initiative);
  return (
    <section aria-labelledby="when">
      <h2 id="when">{t('pictures.when')}</h2>
      <figure>
        <svg
          class="time-line"
          width="100%"
          height={TIME_LINE_HEIGHT}
          role="img"
          aria-labelledby="when-title"
          aria-describedby="when-desc"
        >
          <title id="when-title">{t('pictures.when')}</title>
          <desc id="when-desc">{t('pictures.when.description', spanOf(dated))}</desc>
          <TimeLineShapes frame={frame} dated={dated} />
        </svg>
        <figcaption>
          <ol class="time-line-dates">
            {dated.map(({ name, said }) => (
              <li key={name}>
                {name}: <bdi>{said}</bdi>
              </li>
            ))}
          </ol>
        </figcaption>
      </figure>
      <FileLinks
        frame={frame}
        name="when"
        title={t('pictures.when')}
        svg={paths.entryPicture(language, initiative.id, 'when.svg')}
        csv={paths.entryPicture(language, initiative.id, 'when.csv')}
      />
    </section>
  );
}
