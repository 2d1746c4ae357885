import { controlAttributes, Field, type FieldProps } from './Field.tsx';

export interface TextAreaProps extends FieldProps {
  name: string;
  value: string;
  rows?: number | undefined;
  maxLength?: number | undefined;
  lang?: string | undefined;
  /** Shows a count of words while one types. `counter` is a text with `#` where the number goes. */
  words?: { min: number; max: number; counter: string } | undefined;
}

export function TextArea(props: TextAreaProps) {
  const { name, value, rows = 6, maxLength, lang, words } = props;
  return (
    <Field {...props}>
      <textarea
        {...controlAttributes(props)}
        class="input"
        name={name}
        rows={rows}
        maxLength={maxLength}
        lang={lang}
        dir="auto"
        data-words-min={words?.min}
        data-words-max={words?.max}
        data-words-text={words?.counter}
      >
        {value}
      </textarea>
    </Field>
  );
}
