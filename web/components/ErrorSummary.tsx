import type { ComponentChildren } from 'preact';

export interface ErrorSummaryProps {
  title: string;
  /** `href` is `#` and the id of the field. */
  items: readonly { href: string; text: ComponentChildren }[];
}

/** Stands first on a page that shows a form again. */
export function ErrorSummary({ title, items }: ErrorSummaryProps) {
  return (
    <div class="error-summary" role="alert" tabIndex={-1} aria-labelledby="error-summary-title">
      <h2 id="error-summary-title">{title}</h2>
      <ul>
        {items.map(({ href, text }) => (
          <li key={href}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </div>
  );
}
