import type { ComponentChildren } from 'preact';

export interface DefinitionListProps {
  items: readonly { term: string; children: ComponentChildren }[];
}

export function DefinitionList({ items }: DefinitionListProps) {
  return (
    <dl class="facts">
      {items.map(({ term, children }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{children}</dd>
        </div>
      ))}
    </dl>
  );
}
