import type { ComponentChildren } from 'preact';

/** What every control of a form takes. */
export interface FieldProps {
  id: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  error?: string | undefined;
  required?: boolean | undefined;
  /** Said after the label of a field that is not required, e.g. "(optional)". */
  optionalLabel?: string | undefined;
}

export function Field(props: FieldProps & { children: ComponentChildren }) {
  const { id, children, error } = props;
  return (
    <div class={error ? 'field invalid' : 'field'}>
      <label for={id}>
        <FieldLabel {...props} />
      </label>
      <FieldNotes {...props} />
      {children}
    </div>
  );
}

/** A field of several inputs: the legend is its label. */
export function Fieldset(props: FieldProps & { children: ComponentChildren }) {
  const { id, children, error } = props;
  return (
    <fieldset
      class={error ? 'field invalid' : 'field'}
      aria-describedby={describedBy(props)}
      id={`${id}-field`}
    >
      <legend>
        <FieldLabel {...props} />
      </legend>
      <FieldNotes {...props} />
      {children}
    </fieldset>
  );
}

function FieldLabel({ label, required, optionalLabel }: FieldProps) {
  return (
    <>
      {label}
      {!required && optionalLabel && <span class="optional"> {optionalLabel}</span>}
    </>
  );
}

function FieldNotes({ id, hint, error }: FieldProps) {
  return (
    <>
      {hint && (
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
      {error && (
        <p class="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </>
  );
}

/** Ids of the hint and the error, for `aria-describedby` of the control inside a `Field`. */
export function describedBy({
  id,
  hint,
  error,
}: Pick<FieldProps, 'id' | 'hint' | 'error'>): string | undefined {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

/** The attributes that tie a control to its `Field`. */
export function controlAttributes(props: FieldProps) {
  return {
    id: props.id,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error ? ('true' as const) : undefined,
    'aria-required': props.required ? ('true' as const) : undefined,
  };
}
