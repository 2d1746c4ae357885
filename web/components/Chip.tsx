import type { ComponentChildren } from 'preact';

export interface ChipProps {
  label: ComponentChildren;
  removeHref: string;
  /** What the link does, in words, e.g. "Remove: Kenya". */
  removeLabel: string;
  /** Whether the value is left out rather than asked for. */
  out?: boolean | undefined;
  /** A link that turns what is asked for into what is left out, or back; `said` names the value as well. */
  turn?: { href: string; label: string; said: string } | undefined;
}

/** A chosen filter; following it takes the filter away. */
export function Chip({ label, removeHref, removeLabel, out, turn }: ChipProps) {
  return (
    <span class={out ? 'chip out' : 'chip'}>
      <a class="chip-remove" href={removeHref} aria-label={removeLabel}>
        <span>{label}</span>
        <span class="chip-cross" aria-hidden="true" />
      </a>
      {turn && (
        <a class="chip-turn" href={turn.href} aria-label={turn.said}>
          {turn.label}
        </a>
      )}
    </span>
  );
}
