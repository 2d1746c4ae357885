import type { ComponentChildren } from 'preact';
import { type FieldProps, Fieldset } from './Field.tsx';

export interface ChoiceOption {
  value: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
  /** Shown before the label and hidden from screen readers, e.g. a code or a tile. */
  mark?: ComponentChildren;
  lang?: string | undefined;
}

interface ChoiceProps {
  type: 'checkbox' | 'radio';
  id: string;
  name: string;
  option: ChoiceOption;
  checked: boolean;
}

/** One box or button. */
export function Choice({ type, id, name, option, checked }: ChoiceProps) {
  const { value, label, hint, mark, lang } = option;
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={name}
        value={value}
        checked={checked}
        aria-describedby={hint ? `${id}-about` : undefined}
      />
      <label for={id}>
        {mark !== undefined && (
          <span class="mark" aria-hidden="true">
            {mark}
          </span>
        )}
        <span lang={lang}>{label}</span>
      </label>
      {hint && (
        <div class="hint" id={`${id}-about`}>
          {hint}
        </div>
      )}
    </div>
  );
}

/** A box inside its label, which needs no id: a third of the bytes in a list of two hundred. */
export function BriefChoice({
  name,
  value,
  label,
  checked,
}: {
  name: string;
  value: string;
  label: string;
  checked: boolean;
}) {
  return (
    <label class="choice">
      <input type="checkbox" name={name} value={value} checked={checked} />
      {label}
    </label>
  );
}

/** The first input carries the id of the field, so that a link from the error summary lands on it. */
function choiceId(id: string, index: number, option: ChoiceOption): string {
  return index === 0 ? id : `${id}-${option.value}`;
}

export interface ChoicesProps extends FieldProps {
  name: string;
  options: readonly ChoiceOption[];
  /** Sets short options in two columns where there is room. */
  columns?: boolean | undefined;
}

/** The field that `Checkboxes` and `Radios` are, with what makes an option chosen. */
export function Choices(
  props: ChoicesProps & { type: ChoiceProps['type']; isChosen: (value: string) => boolean },
) {
  const { id, name, options, columns, type, isChosen } = props;
  return (
    <Fieldset {...props}>
      <div class={columns ? 'choices columns' : 'choices'}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type={type}
            id={choiceId(id, index, option)}
            name={name}
            option={option}
            checked={isChosen(option.value)}
          />
        ))}
      </div>
    </Fieldset>
  );
}
