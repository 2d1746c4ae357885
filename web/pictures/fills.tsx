import { STAKEHOLDER_TYPES } from '#domain/taxonomy/code-lists.ts';
import type { Paint, Role } from './paint.ts';

interface Fill {
  ground: Role;
  /** Lines or dots over the ground, in a tile of eight by eight. */
  over?: string;
  pen?: Role;
}

/** Shades and patterns that neighbours share neither of: they are told apart in grey and by every eye. */
const FILLS: readonly Fill[] = [
  { ground: 'heat-5' },
  { ground: 'heat-2', over: 'M0 8L8 0M-2 2L2 -2M6 10L10 6' },
  { ground: 'heat-4' },
  { ground: 'heat-3' },
  { ground: 'heat-2', over: 'M0 4h8' },
  { ground: 'heat-5', over: 'M2 2h.01M6 6h.01', pen: 'grid' },
  { ground: 'heat-2', over: 'M4 0v8M0 4h8' },
  { ground: 'heat-1' },
];

const idOf = (paint: Paint, place: number) => `${paint.prefix}-type-${place}`;

/** The patterns of the types of stakeholders, once in each SVG document that shows them. */
export function TypePatterns({ paint }: { paint: Paint }) {
  return (
    <defs>
      {STAKEHOLDER_TYPES.map((type, place) => {
        const fill = FILLS[place];
        if (!fill?.over) return null;
        return (
          <pattern key={type} id={idOf(paint, place)} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect {...paint(fill.ground)} width="8" height="8" />
            <path {...paint(fill.pen ?? 'pen')} d={fill.over} stroke-width="2" stroke-linecap="round" />
          </pattern>
        );
      })}
    </defs>
  );
}

/** How the part of a type is filled, by its place in the list of types. */
export function typeFill(paint: Paint, place: number): Readonly<Record<string, string>> {
  const fill = FILLS[place];
  if (!fill) return paint('heat-1');
  return fill.over ? { fill: `url(#${idOf(paint, place)})` } : paint(fill.ground);
}
