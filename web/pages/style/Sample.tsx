import type { ComponentChildren } from 'preact';

/** A component under its name in the code. */
export function Sample({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <section class="sample">
      <h2 class="code" lang="en" dir="ltr">
        {name}
      </h2>
      {children}
    </section>
  );
}
