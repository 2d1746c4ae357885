import { textIn } from '#domain/initiative/content.ts';
import { detailAround } from '#domain/pictures/world.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { countryName } from '#domain/taxonomy/countries.ts';
import { direction } from '#domain/taxonomy/language.ts';
import type { Frame } from '../components/frame.ts';
import { isolated } from '../pages/initiatives/labels.ts';
import { DetailShapes, whereSaid } from './EntryPictures.tsx';
import { happenings, spanOf, TIME_LINE_HEIGHT, TimeLineShapes } from './happenings.tsx';
import { disclaimer } from './PictureFile.tsx';
import { inFile } from './paint.ts';
import { INNER, standAlone, words } from './standalone.tsx';

/** Pixels of a unit of the map at most: larger, its outlines would show their corners. */
const PIXELS = 4;

export interface EntryFileProps {
  frame: Frame;
  initiative: PublicInitiative;
  /** When it was taken, in milliseconds since 1970. */
  at: number;
}

const about = ({ frame, initiative, at }: EntryFileProps) => ({
  frame,
  title: textIn(initiative, frame.language).title,
  address: `${frame.origin}/i/${initiative.id}`,
  at,
});

/** Where an initiative takes place, as a file of its own; null if it names no country. */
export function whereFile(props: EntryFileProps): string | null {
  const { frame, initiative } = props;
  const detail = detailAround(initiative.countries);
  if (!detail) return null;
  const [, , width, height] = detail.view;
  const wide = Math.min(INNER, PIXELS * width);
  const tall = Math.round((wide * height) / width);
  const map = (
    <svg
      aria-hidden="true"
      x={direction(frame.language) === 'rtl' ? INNER - wide : 0}
      width={wide}
      height={tall}
      viewBox={detail.view.join(' ')}
    >
      <g stroke="#ffffff" stroke-width="0.4">
        <DetailShapes detail={detail} countries={initiative.countries} paint={inFile} />
      </g>
    </svg>
  );
  const description = whereSaid(frame, initiative.countries);
  return standAlone({
    ...about(props),
    description,
    blocks: [
      words(frame, description, { size: 15, role: 'muted' }),
      { height: tall, shapes: map },
      disclaimer(frame),
    ],
  });
}

/** When an initiative takes place, as a file of its own. */
export function whenFile(props: EntryFileProps): string {
  const { frame, initiative } = props;
  const dated = happenings(frame, initiative);
  return standAlone({
    ...about(props),
    description: frame.t('pictures.when.description', spanOf(dated)),
    blocks: [
      { height: TIME_LINE_HEIGHT, shapes: <TimeLineShapes frame={frame} dated={dated} paint={inFile} /> },
      ...dated.map(({ name, said }, index) =>
        words(frame, `${index + 1}. ${name}: ${isolated(said)}`, { size: 15, role: 'ink' }),
      ),
    ],
  });
}

/** The rows of the same pictures as tables. */
export function whereRows({ language, t }: Frame, { countries }: PublicInitiative): string[][] {
  return [
    [t('pictures.code'), t('search.field.country')],
    ...countries.map((code) => [code, countryName(code, language)]),
  ];
}

export function whenRows(frame: Frame, initiative: PublicInitiative): string[][] {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  return [
    [frame.t('pictures.when'), frame.t('entry.start'), frame.t('entry.end')],
    ...happenings(frame, initiative).map(({ name, start, end }) => [
      name,
      day(start),
      end === null ? '' : day(end),
    ]),
  ];
}
