import type { ComponentChildren } from 'preact';

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

/** One box or button of `Checkboxes` and `Radios`. */
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
        aria-describedby={hint ? `${id}-hint` : undefined}
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
        <div class="hint" id={`${id}-hint`}>
          {hint}
        </div>
      )}
    </div>
  );
}

/** The first input carries the id of the field, so that a link from the error summary lands on it. */
export function choiceId(id: string, index: number, option: ChoiceOption): string {
  return index === 0 ? id : `${id}-${option.value}`;
}
