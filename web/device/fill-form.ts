/** Names that say where a form is and not what was answered. */
const NOT_ANSWERS = new Set(['form', 'stage', 'draft', 'draft_version', 'trap']);

type Field = [name: string, value: string];

/** The answers of a form, hidden ones too, in its order; lines end with a line feed only. */
export function readForm(form: HTMLFormElement): Field[] {
  return [...new FormData(form)].flatMap(([name, value]): Field[] =>
    NOT_ANSWERS.has(name) || typeof value !== 'string' ? [] : [[name, value.replaceAll('\r\n', '\n')]],
  );
}

/**
 * Puts answers into a form: into the controls it shows, and for all others into hidden ones, which are made, changed or
 * removed. What the answers do not name stays as it is, except that boxes are unticked.
 */
export function fillForm(form: HTMLFormElement, fields: [string, string][]): void {
  const values = new Map<string, string[]>();
  for (const [name, value] of fields)
    if (!NOT_ANSWERS.has(name)) values.set(name, [...(values.get(name) ?? []), value]);
  const shown = new Map<string, HTMLInputElement[]>();
  const hidden = new Map<string, HTMLInputElement[]>();
  for (const control of form.querySelectorAll<HTMLInputElement>(
    'input[name], select[name], textarea[name]',
  )) {
    if (NOT_ANSWERS.has(control.name)) continue;
    add(control.type === 'hidden' ? hidden : shown, control);
  }
  for (const [name, controls] of shown) show(controls, values.get(name));
  for (const [name, wanted] of values) if (!shown.has(name)) hide(form, name, wanted, hidden.get(name) ?? []);
}

function add(controls: Map<string, HTMLInputElement[]>, control: HTMLInputElement): void {
  controls.set(control.name, [...(controls.get(control.name) ?? []), control]);
}

function show(controls: readonly HTMLInputElement[], values: readonly string[] | undefined): void {
  controls.forEach((control, index) => {
    if (['checkbox', 'radio'].includes(control.type)) {
      control.checked = values?.includes(control.value) ?? false;
      const list = control.checked ? control.closest('details') : null;
      if (list) list.open = true;
    } else if (values) {
      // One control that takes several values has one on each line.
      const value = (controls.length === 1 ? values.join('\n') : values[index]) ?? '';
      if (control.value === value) return;
      control.value = value;
      // Whoever counts its words counts again; it does not bubble, because nobody typed.
      control.dispatchEvent(new Event('input'));
    }
  });
}

function hide(
  form: HTMLFormElement,
  name: string,
  values: readonly string[],
  there: HTMLInputElement[],
): void {
  values.forEach((value, index) => {
    const input = there[index] ?? document.createElement('input');
    if (!there[index]) {
      input.type = 'hidden';
      input.name = name;
      form.insertAdjacentElement('beforeend', input);
    }
    input.value = value;
  });
  for (const input of there.slice(values.length)) input.remove();
}
