import { type Dated, instantOf, timeLine } from '#domain/pictures/time-line.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { direction } from '#domain/taxonomy/language.ts';
import type { Frame } from '../components/frame.ts';
import { onPage, type Paint } from './paint.ts';

/** Something that is dated in an entry. */
export interface Happening extends Dated {
  name: string;
  /** Its date as people read it. */
  said: string;
}

/** What is dated in an entry: its begin and end, or else the year it is counted under, and what happened here. */
export function happenings({ language, t }: Frame, initiative: PublicInitiative): Happening[] {
  const { start_date: start, end_date: end, year, published_at: published, updated_at: updated } = initiative;
  const begun = start ?? String(year);
  const span = { start: instantOf(begun), end: instantOf(begun, true) };
  const here = (name: string, at: string): Happening => ({
    name,
    said: formatDate(language, at),
    start: Date.parse(at),
    end: Date.parse(at),
  });
  return [
    {
      name: t(start ? 'entry.start' : 'pictures.when.counted'),
      said: begun,
      start: span.start,
      end: start ? endOf(initiative, span) : span.end,
    },
    ...(end
      ? [{ name: t('entry.end'), said: end, start: instantOf(end, true), end: instantOf(end, true) }]
      : []),
    here(t('pictures.when.published'), published),
    ...(updated.slice(0, 10) === published.slice(0, 10) ? [] : [here(t('pictures.when.updated'), updated)]),
  ];
}

/** Null for what goes on; never before the begin. */
function endOf(
  { end_date: end, activity_status: status }: PublicInitiative,
  span: { start: number; end: number },
) {
  if (end) return Math.max(span.start, instantOf(end, true));
  return status === 'ongoing' ? null : span.end;
}

/** The first and the last year of a time line. */
export function spanOf(dated: readonly Happening[]): { from: string; to: string } {
  const { from, to } = timeLine(dated, { rtl: false });
  const yearOf = (at: number) => String(new Date(at).getUTCFullYear());
  return { from: yearOf(from), to: yearOf(to - 1) };
}

/** Pixels. */
export const TIME_LINE_HEIGHT = 64;
const LINE = 30;

/** Numbers on a line of years, across whatever room there is. */
export function TimeLineShapes({
  frame: { language },
  dated,
  paint = onPage,
}: {
  frame: Frame;
  dated: readonly Happening[];
  paint?: Paint;
}) {
  const rtl = direction(language) === 'rtl';
  const { dates, ticks } = timeLine(dated, { rtl });
  return (
    <>
      <line {...paint('grid')} x1="3%" x2="97%" y1={LINE} y2={LINE} stroke-width="2" />
      {ticks.map(({ year, x }) => (
        <g key={year}>
          <line {...paint('grid')} x1={`${x}%`} x2={`${x}%`} y1={LINE} y2={LINE + 10} />
          <text {...paint('muted')} x={`${x}%`} y={LINE + 26} text-anchor="middle" font-size="12">
            {year}
          </text>
        </g>
      ))}
      {dates.map(({ x, width }, index) =>
        width > 0 ? (
          <rect
            key={index}
            {...paint('heat-3')}
            x={`${x}%`}
            width={`${width}%`}
            y={LINE - 5}
            height="10"
            rx="5"
          />
        ) : null,
      )}
      {dates.map(({ x, width }, index) => {
        // The number of a span stands at its begin.
        const at = `${rtl ? x + width : x}%`;
        return (
          <g key={index}>
            <circle {...paint('heat-5')} cx={at} cy={LINE} r="9" />
            <text {...paint('on-dark')} x={at} y={LINE + 4} text-anchor="middle" font-size="12">
              {index + 1}
            </text>
          </g>
        );
      })}
    </>
  );
}
