/** How long a writer pauses before it is worth asking. */
const PAUSE = 150;

interface Suggestion {
  kind: string;
  label: string;
  language: string | null;
  href: string;
}

/**
 * Makes the input of a search box a combobox (WAI-ARIA Authoring Practices) that suggests where to go while somebody
 * types. The focus stays in the input; if no suggestion is chosen, or none comes, it is the plain search it was.
 */
export function suggestFor(input: HTMLInputElement): void {
  const { suggest: address = '', suggestLabel = '', suggestCount = '', suggestKinds = '{}' } = input.dataset;
  const kinds = JSON.parse(suggestKinds) as Record<string, string>;
  const listId = `${input.id}-list`;
  const list = element('div', { id: listId, role: 'listbox', 'aria-label': suggestLabel, class: 'suggest' });
  const spoken = element('p', { role: 'status', class: 'visually-hidden' });
  let options: HTMLElement[] = [];
  let active = -1;
  let timer: ReturnType<typeof setTimeout>;
  let request = new AbortController();

  const activate = (place: number) => {
    options[active]?.setAttribute('aria-selected', 'false');
    active = place;
    const option = options[place];
    option?.setAttribute('aria-selected', 'true');
    option?.scrollIntoView({ block: 'nearest' });
    if (option) input.setAttribute('aria-activedescendant', option.id);
    else input.removeAttribute('aria-activedescendant');
  };
  const show = (open: boolean) => {
    list.hidden = !open;
    input.ariaExpanded = String(open);
    activate(-1);
  };
  /** Nothing that is under way may open the list any more. */
  const close = () => {
    clearTimeout(timer);
    request.abort();
    show(false);
  };

  const fill = (suggestions: Suggestion[]) => {
    list.replaceChildren();
    options = suggestions.map(({ kind, label, language, href }, place) => {
      let group = list.lastElementChild;
      if (suggestions[place - 1]?.kind !== kind || !group) {
        const name = element('div', { id: `${listId}-${kind}`, role: 'presentation', class: 'suggest-kind' });
        name.textContent = kinds[kind] ?? kind;
        group = element('div', { role: 'group', 'aria-labelledby': name.id });
        group.appendChild(name);
        list.appendChild(group);
      }
      const option = element('a', {
        id: `${listId}-${place}`,
        role: 'option',
        'aria-selected': 'false',
        tabindex: '-1',
        href,
      });
      // A label in the language of the page is read in its direction, even if it begins with a foreign letter.
      const own = language === document.documentElement.lang;
      const text = element(own ? 'span' : 'bdi', language && !own ? { lang: language } : {});
      text.textContent = label;
      option.appendChild(text);
      group.appendChild(option);
      return option;
    });
    show(options.length > 0);
    spoken.textContent = options.length > 0 ? suggestCount.replace('#', String(options.length)) : '';
  };

  const ask = async () => {
    request = new AbortController();
    const { signal } = request;
    try {
      const answer = await fetch(address + encodeURIComponent(input.value), { signal });
      const { suggestions } = (await answer.json()) as { suggestions: Suggestion[] };
      if (!signal.aborted) fill(suggestions);
    } catch {
      if (!signal.aborted) fill([]);
    }
  };
  const typed = () => {
    clearTimeout(timer);
    request.abort();
    if (input.value.trim() === '') fill([]);
    else timer = setTimeout(ask, PAUSE);
  };

  const move = (step: number) => {
    const place = active < 0 && step < 0 ? options.length - 1 : active + step;
    if (list.hidden) show(true);
    activate(place < options.length ? place : -1);
  };
  const press = (event: KeyboardEvent) => {
    // The keys of an input method choose among its own words.
    if (event.isComposing) return;
    const { key } = event;
    if (/^Arrow(Down|Up)$/.test(key) && options.length > 0) move(key === 'ArrowDown' ? 1 : -1);
    else if (key === 'Escape' && !list.hidden) close();
    else if (key === 'Enter' && active >= 0) options[active]?.click();
    else {
      // Back to the words, as other keys that move in them.
      if (/^(Home|End|Arrow(Left|Right))$/.test(key)) activate(-1);
      return;
    }
    event.preventDefault();
  };

  for (const [name, value] of [
    ['role', 'combobox'],
    ['aria-autocomplete', 'list'],
    ['aria-controls', listId],
  ] as const)
    input.setAttribute(name, value);
  for (const added of [list, spoken]) input.parentElement?.appendChild(added);
  show(false);
  input.addEventListener('input', (event) => {
    if (!(event as InputEvent).isComposing) typed();
  });
  input.addEventListener('compositionend', typed);
  input.addEventListener('keydown', press);
  input.addEventListener('blur', close);
  // A press on the list must not take the focus from the input.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  // Whoever comes back to this page finds it without the list.
  list.addEventListener('click', close);
}

function element(name: string, attributes: Readonly<Record<string, string>>): HTMLElement {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

for (const input of document.querySelectorAll<HTMLInputElement>('input[data-suggest]')) suggestFor(input);
