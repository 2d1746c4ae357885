/** How often a lease is renewed while a page is open, in milliseconds: well before it ends. */
const RENEWAL = 5 * 60_000;
/** Where the browser keeps that somebody wants no shortcuts. */
const CHOICE = 'desk-keys';

const find = <T extends Element>(selector: string) => document.querySelector<T>(selector);
const findAll = <T extends Element>(selector: string) => [...document.querySelectorAll<T>(selector)];

function areOn(): boolean {
  try {
    return localStorage.getItem(CHOICE) !== 'off';
  } catch {
    return true;
  }
}

/** The dialog that says what the keys do, and the choice whether they do (WCAG 2.1.4). */
function showHelp(): void {
  const dialog = find<HTMLDialogElement>('#keys');
  if (dialog && !dialog.open) dialog.showModal();
}

function offerHelp(): void {
  const button = find<HTMLButtonElement>('[data-keys]');
  const choice = find<HTMLInputElement>('[data-keys-on]');
  if (!button || !choice) return;
  button.hidden = false;
  button.addEventListener('click', showHelp);
  choice.checked = areOn();
  choice.addEventListener('change', () => {
    try {
      localStorage.setItem(CHOICE, choice.checked ? 'on' : 'off');
    } catch {
      // Without a memory the choice cannot be kept.
    }
  });
}

/** Moves the focus among the entries of the queue, from the first or the last where none has it. */
function move(step: 1 | -1): void {
  const links = findAll<HTMLAnchorElement>('.queue-table tbody th a');
  const row = document.activeElement?.closest('tr');
  const now = links.findIndex((link) => row?.contains(link));
  const link = now < 0 ? links.at(step > 0 ? 0 : -1) : links[now + step];
  link?.focus();
  link?.closest('tr')?.scrollIntoView({ block: 'nearest' });
}

/** Opens the entry that has the focus, or the first one. */
function open(): void {
  const row = document.activeElement?.closest('.queue-table tbody tr');
  (row ?? document).querySelector<HTMLAnchorElement>('.queue-table tbody th a')?.click();
}

/** From an entry to the next one; from the queue into it. */
function next(): void {
  const link = find<HTMLAnchorElement>('a[data-next]');
  if (link) link.click();
  else open();
}

/**
 * Chooses a decision and puts the focus where it goes on: on the button for an approval, which Enter confirms; on the first
 * thing that has to be said for the others. Nothing is sent by these keys.
 */
function choose(action: string, fields: string): void {
  const form = find<HTMLFormElement>('form.decision');
  const radio = form?.querySelector<HTMLInputElement>(`[name="action"][value="${action}"]`);
  if (!form || !radio) return;
  radio.checked = true;
  radio.dispatchEvent(new Event('change', { bubbles: true }));
  const target = form.querySelector<HTMLElement>(fields);
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
}

const KEYS: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  k: () => move(-1),
  o: open,
  n: next,
  a: () => choose('approve', '[name="then"][value="next"]'),
  r: () => choose('request-changes', '[name="fields"]'),
  d: () => choose('decline', '[name="reason"]'),
  '?': showHelp,
};

/** The key as a Latin keyboard has it, so that the shortcuts work in every script. */
function keyOf({ key, code, shiftKey }: KeyboardEvent): string {
  if (/^[!-~]$/.test(key)) return key;
  if (code === 'Slash' && shiftKey) return '?';
  return key.length === 1 && code.startsWith('Key') && !shiftKey ? code.slice(3).toLowerCase() : '';
}

const WRITES =
  'textarea, select, [contenteditable], dialog, input:not([type="radio"], [type="checkbox"], [type="submit"])';

function press(event: KeyboardEvent): void {
  const { ctrlKey, metaKey, altKey, isComposing, defaultPrevented, target } = event;
  if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented || !areOn()) return;
  if (target instanceof Element && target.closest(WRITES)) return;
  const key = keyOf(event);
  if (!Object.hasOwn(KEYS, key) || (event.repeat && key !== 'j' && key !== 'k')) return;
  event.preventDefault();
  KEYS[key]?.();
}

/** Keeps the mark that this entry is open, says who else has it open, and ends the mark when the page is left. */
function keepLease(place: HTMLElement): void {
  const { lease = '' } = place.dataset;
  const list = place.querySelector('ul');
  const renew = async () => {
    try {
      const answer = await fetch(lease, { method: 'POST', body: new URLSearchParams({ renew: '1' }) });
      if (!answer.ok) return;
      const { until, looking } = (await answer.json()) as { until: number; looking: string[] };
      place.dataset.until = String(until);
      const said = [...(list?.children ?? [])].map(({ textContent }) => textContent);
      // What has not changed is not said again.
      if (said.join('\n') === looking.join('\n')) return;
      list?.replaceChildren(
        ...looking.map((text) => Object.assign(document.createElement('li'), { textContent: text })),
      );
    } catch {
      // The next renewal may get through; a lease that ends keeps nobody from anything.
    }
  };
  setInterval(renew, RENEWAL);
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) renew();
  });
  addEventListener('pagehide', () => {
    const { until = '' } = place.dataset;
    navigator.sendBeacon(lease, new URLSearchParams({ left: until }));
  });
}

offerHelp();
document.addEventListener('keydown', press);
const lease = find<HTMLElement>('[data-lease]');
if (lease) keepLease(lease);
