import { labelOf } from './form-faults.ts';

/** The answers of a field in words, a line each. */
function answersOf(field: Element): string[] {
  const boxes = field.querySelectorAll<HTMLInputElement>('input[type="checkbox"], input[type="radio"]');
  if (boxes.length > 0)
    return [...boxes].flatMap((box) => {
      if (!box.checked) return [];
      const label = box.labels?.[0]?.cloneNode(true) as Element | undefined;
      label?.querySelector('.mark')?.remove();
      return [label?.textContent?.trim() ?? box.value];
    });
  const control = field.querySelector('input.input, select, textarea');
  if (control instanceof HTMLSelectElement)
    return control.value === '' ? [] : [control.selectedOptions[0]?.text ?? ''];
  const { value = '' } = (control as HTMLInputElement | HTMLTextAreaElement | null) ?? {};
  return value.split('\n').filter((line) => line.trim() !== '');
}

/** Shows all answers for a last look, with a way back to each step. */
export function showAnswers(form: HTMLFormElement, steps: readonly HTMLElement[]): void {
  const place = form.querySelector('#answers');
  const template = document.querySelector<HTMLTemplateElement>('#answered-stage');
  if (!place || !template) return;
  place.replaceChildren(
    ...steps.slice(0, -1).map((step) => {
      const shown = template.content.cloneNode(true) as DocumentFragment;
      const title = step.querySelector('h2')?.textContent ?? '';
      for (const part of shown.querySelectorAll('[data-part]')) part.textContent = title;
      for (const field of step.querySelectorAll('.field')) {
        // The field that only programs fill in is no question.
        if (field.closest('.visually-hidden')) continue;
        const lines = answersOf(field);
        if (lines.length === 0 && field.closest('.partners')) continue;
        shown
          .querySelector('dl')
          ?.appendChild(answered(labelOf(field), lines, form.dataset.unanswered ?? ''));
      }
      const button = shown.querySelector('button');
      if (button) button.dataset.go = step.dataset.stage ?? '';
      return shown;
    }),
  );
}

function answered(label: string, lines: readonly string[], unanswered: string): HTMLElement {
  const row = document.createElement('div');
  const term = document.createElement('dt');
  term.textContent = label;
  row.appendChild(term);
  for (const line of lines.length > 0 ? lines : [unanswered]) {
    const value = document.createElement('dd');
    value.dir = 'auto';
    value.textContent = line;
    if (lines.length === 0) value.className = 'none';
    row.appendChild(value);
  }
  return row;
}
