import type { ComponentChildren } from 'preact';
import { formatDate } from '#domain/strings/strings.ts';
import type { Frame } from './frame.ts';

export interface TimelineItem {
  /** Milliseconds since 1970 or RFC 3339. */
  at: number | string;
  title: ComponentChildren;
  body?: ComponentChildren;
}

export function Timeline({ frame, items }: { frame: Frame; items: readonly TimelineItem[] }) {
  return (
    <ol class="timeline">
      {items.map(({ at, title, body }, index) => (
        <li key={index}>
          <time dateTime={new Date(at).toISOString()}>{formatDate(frame.language, at)}</time>
          <p class="timeline-title">{title}</p>
          {body && <div class="timeline-body">{body}</div>}
        </li>
      ))}
    </ol>
  );
}
