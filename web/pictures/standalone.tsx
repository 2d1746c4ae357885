import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { linesOf } from '#domain/pictures/lines.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { direction } from '#domain/taxonomy/language.ts';
import type { Frame } from '../components/frame.ts';
import { isolated } from '../pages/initiatives/labels.ts';
import { inFile } from './paint.ts';

const WIDTH = 1024;
const MARGIN = 32;
const SPACE = 14;
/** Pixels that the blocks of a file may take across. */
export const INNER = WIDTH - 2 * MARGIN;

/** A part of a file; `height` in pixels. */
export interface Block {
  height: number;
  shapes: VNode;
}

export interface StandAloneProps {
  frame: Frame;
  title: string;
  description: string;
  /** From the top, below the title; those without height are left out. */
  blocks: readonly Block[];
  /** Where the picture was taken from, and when: an address and milliseconds since 1970. */
  address: string;
  at: number;
}

/** A file of its own: an SVG on white with its title above, and below where and when it was taken from. */
export function standAlone({ frame, title, description, blocks, address, at }: StandAloneProps): string {
  const { language, t } = frame;
  const source = t('pictures.source', {
    register: t('site.name'),
    address: isolated(address),
    date: formatDate(language, at),
  });
  const all = [
    words(frame, title, { size: 24, role: 'ink', weight: '600' }),
    ...blocks,
    words(frame, source, { size: 13, role: 'muted' }),
    words(frame, t('layout.licence'), { size: 13, role: 'muted' }),
  ].filter(({ height }) => height > 0);
  let y = MARGIN;
  const placed = all.map((block) => {
    const place = { ...block, y };
    y += block.height + SPACE;
    return place;
  });
  const height = y - SPACE + MARGIN;
  return withoutControls(
    renderToString(
      <svg
        xmlns="http://www.w3.org/2000/svg"
        width={WIDTH}
        height={height}
        viewBox={`0 0 ${WIDTH} ${height}`}
        direction={direction(language)}
        xml:lang={language}
        font-family="system-ui, 'Noto Sans', 'Segoe UI', sans-serif"
        role="img"
        aria-labelledby="title desc"
      >
        <title id="title">{title}</title>
        <desc id="desc">{`${description} ${source}`}</desc>
        <rect {...inFile('paper')} width={WIDTH} height={height} />
        {placed.map((block) => (
          <svg
            key={block.y}
            aria-hidden="true"
            x={MARGIN}
            y={block.y}
            width={INNER}
            height={block.height}
            overflow="visible"
          >
            {block.shapes}
          </svg>
        ))}
      </svg>,
    ),
  );
}

/** XML has no way to write these (XML 1.0 §2.2), and words of a query may hold them. */
function withoutControls(xml: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  return xml.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');
}

export interface WordsLook {
  /** Height of the letters in pixels. */
  size: number;
  role: 'ink' | 'muted';
  weight?: string;
}

/** A text in as many lines as it needs. */
export function words({ language }: Frame, text: string, { size, role, weight = '400' }: WordsLook): Block {
  const lines = linesOf(text, INNER, size);
  const leading = Math.round(size * 1.45);
  return {
    height: lines.length * leading,
    shapes: (
      <g {...inFile(role)} font-size={size} font-weight={weight}>
        {lines.map((line, index) => (
          <text key={index} x={direction(language) === 'rtl' ? INNER : 0} y={index * leading + size}>
            {line}
          </text>
        ))}
      </g>
    ),
  };
}
