import type { VNode } from 'preact';
import { type Figures, type PictureId, typesOf } from '#domain/pictures/figures.ts';
import { flowed, widthOf } from '#domain/pictures/lines.ts';
import { MAP } from '#domain/pictures/world.ts';
import { formatNumber } from '#domain/strings/strings.ts';
import { direction } from '#domain/taxonomy/language.ts';
import { STAKEHOLDER_TYPE_NAMES } from '#domain/taxonomy/names/stakeholder-types.ts';
import type { Frame } from '../components/frame.ts';
import { paths } from '../paths.ts';
import { BarShapes, barsHeight } from './Bars.tsx';
import { TypePatterns, typeFill } from './fills.tsx';
import { MATRIX_SIZE, MatrixShapes } from './MatrixShapes.tsx';
import { inFile, shade } from './paint.ts';
import { barsOfPicture } from './pictures.tsx';
import { descriptionOf, leadOf, titleOf } from './said.ts';
import { type Block, INNER, standAlone, words } from './standalone.tsx';
import { MapShapes, mapLegend } from './WorldMap.tsx';

export interface PictureFileProps {
  frame: Frame;
  picture: PictureId;
  figures: Figures;
  /** What the figures count, in words; empty for the whole register. */
  counted: string;
  /** When they were counted, in milliseconds since 1970. */
  at: number;
}

/** A picture as a file of its own, with what it says and what it counts. */
export function pictureFile({ frame, picture, figures, counted, at }: PictureFileProps): string {
  return standAlone({
    frame,
    title: titleOf(frame, picture),
    description: descriptionOf(frame, picture),
    blocks: [
      words(frame, counted, { size: 15, role: 'ink' }),
      words(frame, leadOf(frame, picture, figures), { size: 15, role: 'muted' }),
      drawing(frame, picture, figures),
      ...legend(frame, picture, figures),
      ...(picture === 'map' ? [disclaimer(frame)] : []),
    ],
    address: frame.origin + paths.figures(frame.language),
    at,
  });
}

/** What no map says. */
export function disclaimer(frame: Frame): Block {
  return words(frame, frame.t('pictures.disclaimer'), { size: 13, role: 'muted' });
}

function drawing(frame: Frame, picture: PictureId, figures: Figures): Block {
  switch (picture) {
    case 'map':
      return {
        height: Math.round((INNER * MAP.height) / MAP.width),
        shapes: (
          <svg
            aria-hidden="true"
            width={INNER}
            height={Math.round((INNER * MAP.height) / MAP.width)}
            viewBox={`0 0 ${MAP.width} ${MAP.height}`}
          >
            <g stroke="#ffffff" stroke-width="0.6">
              <MapShapes frame={frame} counts={figures.countries} paint={inFile} />
            </g>
          </svg>
        ),
      };
    case 'matrix':
      return {
        height: MATRIX_SIZE.height,
        shapes: <MatrixShapes frame={frame} counts={figures.matrix} paint={inFile} />,
      };
    default: {
      const bars = barsOfPicture(frame, picture, figures, inFile);
      return {
        height: barsHeight(bars),
        shapes: (
          <>
            {picture === 'years' && <TypePatterns paint={inFile} />}
            <BarShapes frame={frame} {...bars} paint={inFile} />
          </>
        ),
      };
    }
  }
}

interface Sign {
  label: string;
  swatch: (x: number) => VNode;
}

function legend(frame: Frame, picture: PictureId, figures: Figures): Block[] {
  const signs = signsOf(frame, picture, figures);
  if (signs.length === 0) return [];
  const rtl = direction(frame.language) === 'rtl';
  const places = flowed(
    signs.map(({ label }) => 30 + widthOf(label, 14) + 24),
    INNER,
  );
  const shapes = signs.map(({ label, swatch }, index) => {
    const { x, row } = places[index] ?? { x: 0, row: 0 };
    return (
      <svg key={label} aria-hidden="true" y={row * 24} height="24" width={INNER} overflow="visible">
        {swatch(rtl ? INNER - x - 22 : x)}
        <text {...inFile('ink')} x={rtl ? INNER - x - 30 : x + 30} y="12">
          {label}
        </text>
      </svg>
    );
  });
  return [{ height: 24 * (1 + (places.at(-1)?.row ?? 0)), shapes: <g font-size="14">{shapes}</g> }];
}

function signsOf(frame: Frame, picture: PictureId, figures: Figures): Sign[] {
  const { language, t } = frame;
  const block = (look: Readonly<Record<string, string>>) => (x: number) => (
    <rect {...look} x={x} y="0" width="22" height="14" rx="2" />
  );
  if (picture === 'map')
    return mapLegend(frame, figures.countries).map(({ heat, label }) => ({
      label,
      swatch: block(inFile(heat === 0 ? 'land' : shade(heat))),
    }));
  if (picture === 'years')
    return typesOf(figures.years).flatMap(({ type, count }, place) =>
      count > 0
        ? [
            {
              label: `${STAKEHOLDER_TYPE_NAMES[type][language]} ${formatNumber(language, count)}`,
              swatch: block(typeFill(inFile, place)),
            },
          ]
        : [],
    );
  if (picture === 'matrix')
    return [
      {
        label: t('matrix.official-legend'),
        swatch: (x) => <circle {...inFile('ink')} cx={x + 11} cy="7" r="3" />,
      },
      { label: t('matrix.gap-legend'), swatch: block(inFile('gap')) },
    ];
  return [];
}
