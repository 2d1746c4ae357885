import type { ComponentChildren } from 'preact';

export interface TagProps {
  children: ComponentChildren;
  href?: string | undefined;
  lang?: string | undefined;
}

export function Tag({ children, href, lang }: TagProps) {
  return href === undefined ? (
    <span class="tag" lang={lang}>
      {children}
    </span>
  ) : (
    <a class="tag" href={href} lang={lang}>
      {children}
    </a>
  );
}
