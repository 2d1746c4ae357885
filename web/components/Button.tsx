import type { ComponentChildren } from 'preact';

export type ButtonKind = 'primary' | 'secondary' | 'danger';

export interface ButtonProps {
  children: ComponentChildren;
  name?: string | undefined;
  value?: string | undefined;
  kind?: ButtonKind | undefined;
  /** Id of the form, for a button outside it. */
  form?: string | undefined;
  /** Lets a draft be saved without the browser's own checks. */
  formNoValidate?: boolean | undefined;
}

export function Button({ children, kind = 'primary', ...attributes }: ButtonProps) {
  return (
    <button type="submit" class={`button ${kind}`} {...attributes}>
      {children}
    </button>
  );
}

export interface LinkButtonProps {
  href: string;
  children: ComponentChildren;
  kind?: ButtonKind | undefined;
}

/** A link that is the next step of a page and looks like one. */
export function LinkButton({ href, children, kind = 'primary' }: LinkButtonProps) {
  return (
    <a class={`button ${kind}`} href={href}>
      {children}
    </a>
  );
}
