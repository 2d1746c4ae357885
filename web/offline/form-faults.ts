/** What is missing in a control: the id that a link leads to, the name of the field, and what to do. */
export interface Fault {
  id: string;
  field: HTMLElement;
  label: string;
  text: string;
}

const WORD_TEXT = '[data-words-min]';

/** The label of a field as it is read, without the word for optional ones. */
export function labelOf(field: Element): string {
  const label = field.querySelector(':scope > label, :scope > legend')?.cloneNode(true) as
    | Element
    | undefined;
  label?.querySelector('.optional')?.remove();
  return label?.textContent?.trim() ?? '';
}

/** Only what anybody sees is wrong; the register judges everything else when it gets the submission. */
export function faultsOf(form: HTMLFormElement, step: HTMLElement): Fault[] {
  const { required = '', choose = '', email = '', words = '', groups = '' } = form.dataset;
  const faults: Fault[] = [];
  for (const field of step.querySelectorAll<HTMLElement>('.field')) {
    const boxes = field.querySelectorAll<HTMLInputElement>('input[type="checkbox"], input[type="radio"]');
    const [box] = boxes;
    const control = field.querySelector<HTMLInputElement>('input.input, select, textarea');
    const add = (id: string, text: string) => faults.push({ id, field, label: labelOf(field), text });
    if (box) {
      if (groups.split(' ').includes(box.name) && ![...boxes].some(({ checked }) => checked))
        add(box.id, choose);
    } else if (control) {
      const isEmpty = control.value.trim() === '';
      if (isEmpty && control.ariaRequired === 'true') add(control.id, required);
      else if (!isEmpty && control.type === 'email' && !control.checkValidity()) add(control.id, email);
      else if (!isEmpty && control.matches(WORD_TEXT) && !fits(control)) add(control.id, words);
    }
  }
  return faults;
}

/** Whether a text has as many words as it is asked to have. */
function fits({ value, lang, dataset }: HTMLElement & { value: string }): boolean {
  const segmenter = new Intl.Segmenter(lang || document.documentElement.lang, { granularity: 'word' });
  const count = [...segmenter.segment(value)].filter(({ isWordLike }) => isWordLike).length;
  return count >= Number(dataset.wordsMin) && count <= Number(dataset.wordsMax);
}

/** Marks what is missing, and lists it before the form, as the register does; takes earlier marks away. */
export function showFaults(form: HTMLFormElement, faults: readonly Fault[]): void {
  for (const old of form.querySelectorAll('[data-fault]')) old.remove();
  for (const field of form.querySelectorAll('.field.invalid')) {
    field.classList.remove('invalid');
    field.querySelector('[aria-invalid]')?.removeAttribute('aria-invalid');
  }
  const summary = document.querySelector<HTMLElement>('#errors');
  const list = summary?.querySelector('ul');
  list?.replaceChildren();
  for (const { id, field, label, text } of faults) {
    const control = document.getElementById(id);
    const error = document.createElement('p');
    error.className = 'error';
    error.id = `${id}-fault`;
    error.dataset.fault = '';
    error.textContent = text;
    const heading = field.querySelector(':scope > label, :scope > legend');
    heading?.insertAdjacentElement('afterend', error);
    field.classList.add('invalid');
    control?.setAttribute('aria-invalid', 'true');
    const link = document.createElement('a');
    link.href = `#${id}`;
    link.textContent = (form.dataset.error ?? '').replace('#', label).replace('@', text);
    // The address of the step stays; a fragment of its own would be one.
    link.addEventListener('click', (event) => {
      event.preventDefault();
      control?.focus();
    });
    const item = document.createElement('li');
    item.appendChild(link);
    list?.appendChild(item);
  }
  if (!summary) return;
  summary.hidden = faults.length === 0;
  if (faults.length > 0) summary.focus();
}
