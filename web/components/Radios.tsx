import { Choice, type ChoiceOption, choiceId } from './Choice.tsx';
import { type FieldProps, Fieldset } from './Field.tsx';

export interface RadiosProps extends FieldProps {
  name: string;
  value: string;
  options: readonly ChoiceOption[];
  /** Sets short options in two columns where there is room. */
  columns?: boolean | undefined;
}

export function Radios(props: RadiosProps) {
  const { id, name, value, options, columns } = props;
  return (
    <Fieldset {...props}>
      <div class={columns ? 'choices columns' : 'choices'}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="radio"
            id={choiceId(id, index, option)}
            name={name}
            option={option}
            checked={option.value === value}
          />
        ))}
      </div>
    </Fieldset>
  );
}
