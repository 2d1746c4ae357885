import type { ComponentChildren } from 'preact';

export interface NoticeProps {
  kind: 'info' | 'success' | 'warning';
  title?: ComponentChildren;
  children: ComponentChildren;
}

export function Notice({ kind, title, children }: NoticeProps) {
  return (
    <div class={`notice ${kind}`}>
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  );
}
