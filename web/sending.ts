/** How long an answer may take before we say that it is slow, and before a form may be sent again, in milliseconds. */
const SLOW = 6_000;
const AGAIN = 15_000;

/** Says that a form is on its way, and keeps an impatient second press from sending it twice. */
export function saySending(): void {
  const said = document.querySelector<HTMLElement>('#sending');
  const { now, slow } = said?.dataset ?? {};
  let busy: Element[] = [];
  let timers: ReturnType<typeof setTimeout>[] = [];

  const say = (text = '') => {
    if (said) said.textContent = text;
  };
  const reset = () => {
    for (const timer of timers) clearTimeout(timer);
    for (const element of busy)
      for (const name of ['aria-busy', 'aria-disabled']) element.removeAttribute(name);
    busy = [];
    say();
  };

  // On the window, so that what else listens on the form has had its say.
  addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented || !(form instanceof HTMLFormElement) || form.method !== 'post') return;
    if (form.getAttribute('aria-busy') === 'true') {
      event.preventDefault();
      return;
    }
    reset();
    form.setAttribute('aria-busy', 'true');
    // A button that is really disabled would lose its value and the focus.
    event.submitter?.setAttribute('aria-disabled', 'true');
    busy = [form, ...(event.submitter ? [event.submitter] : [])];
    say(now);
    // A form that downloads a file leaves the page as it is.
    timers = [setTimeout(() => say(slow), SLOW), setTimeout(reset, AGAIN)];
  });
  addEventListener('pageshow', reset);
}
