import { controlAttributes, Field, type FieldProps } from './Field.tsx';

export interface SelectOption {
  value: string;
  label: string;
  lang?: string | undefined;
}

export interface SelectProps extends FieldProps {
  name: string;
  value: string;
  options: readonly SelectOption[];
  /** Text of a first, empty choice. */
  emptyLabel?: string | undefined;
}

export function Select(props: SelectProps) {
  const { name, value, options, emptyLabel } = props;
  return (
    <Field {...props}>
      <select {...controlAttributes(props)} class="input" name={name}>
        {emptyLabel !== undefined && <option value="">{emptyLabel}</option>}
        {options.map((option) => (
          <option
            key={option.value}
            value={option.value}
            lang={option.lang}
            selected={option.value === value}
          >
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}
