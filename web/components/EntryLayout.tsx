import type { ComponentChildren } from 'preact';

export interface EntryLayoutProps {
  children: ComponentChildren;
  /** Facts and links that go with the text. */
  aside: ComponentChildren;
  asideLabel: string;
  /** What comes after the text; on narrow screens after the facts as well. */
  after?: ComponentChildren;
}

/** A column of text with its facts beside it, or below it on narrow screens. */
export function EntryLayout({ children, aside, asideLabel, after }: EntryLayoutProps) {
  return (
    <div class="entry-layout">
      <div class="entry-text">{children}</div>
      <aside class="entry-facts" aria-label={asideLabel}>
        {aside}
      </aside>
      {after && <div class="entry-text entry-after">{after}</div>}
    </div>
  );
}
