import { Choice, type ChoiceOption, choiceId } from './Choice.tsx';
import { type FieldProps, Fieldset } from './Field.tsx';

export interface CheckboxesProps extends FieldProps {
  name: string;
  values: readonly string[];
  options: readonly ChoiceOption[];
  /** Sets short options in two columns where there is room. */
  columns?: boolean | undefined;
}

export function Checkboxes(props: CheckboxesProps) {
  const { id, name, values, options, columns } = props;
  return (
    <Fieldset {...props}>
      <div class={columns ? 'choices columns' : 'choices'}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="checkbox"
            id={choiceId(id, index, option)}
            name={name}
            option={option}
            checked={values.includes(option.value)}
          />
        ))}
      </div>
    </Fieldset>
  );
}
