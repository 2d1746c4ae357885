import type { ComponentChildren } from 'preact';

export interface ChipProps {
  label: ComponentChildren;
  removeHref: string;
  /** What the link does, in words, e.g. "Remove the filter Kenya". */
  removeLabel: string;
}

/** A chosen filter; following it takes the filter away. */
export function Chip({ label, removeHref, removeLabel }: ChipProps) {
  return (
    <a class="chip" href={removeHref} aria-label={removeLabel}>
      <span>{label}</span>
      <span class="chip-cross" aria-hidden="true" />
    </a>
  );
}
