import { controlAttributes, Field, type FieldProps } from './Field.tsx';

export interface TextInputProps extends FieldProps {
  name: string;
  value: string;
  type?: 'text' | 'email' | 'url' | 'search' | undefined;
  inputMode?: 'text' | 'numeric' | 'email' | 'url' | undefined;
  autocomplete?: string | undefined;
  maxLength?: number | undefined;
  /** A short box for a year or a date. */
  short?: boolean | undefined;
  /** Language of the value, if known. */
  lang?: string | undefined;
}

export function TextInput(props: TextInputProps) {
  const { name, value, type = 'text', inputMode, autocomplete, maxLength, short, lang } = props;
  // An address reads from left to right in every language.
  const dir = type === 'email' || type === 'url' ? 'ltr' : 'auto';
  return (
    <Field {...props}>
      <input
        {...controlAttributes(props)}
        class={short ? 'input short' : 'input'}
        type={type as 'text'} // Preact's types want one literal; what they forbid beside it is not set here
        name={name}
        value={value}
        inputMode={inputMode}
        autocomplete={autocomplete}
        maxLength={maxLength}
        lang={lang}
        dir={dir}
      />
    </Field>
  );
}
