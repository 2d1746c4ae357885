import type { Segment } from '#domain/search/excerpt.ts';

/** A text with what was searched marked in it. */
export function Marked({ segments }: { segments: readonly Segment[] }) {
  return <>{segments.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</>;
}
