import { fillForm } from './fill-form.ts';
import { adopt } from './own-copy.ts';
import { pageEnd } from './page-end.ts';
import { timeAgo } from './status-line.ts';
import type { DeviceDraft, DeviceStore } from './store.ts';

/** Offers shown at most; older ones come when these are gone. */
const MOST = 5;

/** Shows what this device keeps of other times, at the end of the window: to go on with, or to forget. */
export function showOffers(
  store: DeviceStore,
  form: HTMLFormElement,
  name: string,
  copies: readonly DeviceDraft[],
): void {
  const section = document.querySelector<HTMLElement>('[data-draft-offers]');
  const template = document.querySelector<HTMLTemplateElement>('[data-draft-offer]');
  const list = section?.querySelector('details');
  if (!section || !list || !template || copies.length === 0) return;
  const newest = copies.toSorted((a, b) => b.savedAt - a.savedAt).slice(0, MOST);
  for (const copy of newest) {
    const row = (template.content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement;
    const title = copy.fields.find(([one, value]) => one === 'title' && value.trim())?.[1];
    const heading = row.querySelector('strong');
    if (heading && title) heading.textContent = title;
    const time = row.querySelector('time');
    if (time) {
      time.dateTime = new Date(copy.savedAt).toISOString();
      time.textContent = timeAgo(copy.savedAt);
    }
    const [go, forget] = row.querySelectorAll('button');
    forget?.addEventListener('click', async () => {
      await store.delete('drafts', copy.key);
      row.remove();
      section.hidden = section.querySelector('.draft-row') === null;
    });
    if (row instanceof HTMLFormElement) prepare(row, go, name, copy);
    else
      go?.addEventListener('click', () => {
        fillForm(form, copy.fields);
        adopt(name, copy);
        section.hidden = true;
        const fold = form.closest('details');
        if (fold) fold.open = true;
        form.querySelector<HTMLElement>('input:not([type=hidden])')?.focus();
      });
    list.insertAdjacentElement('beforeend', row);
  }
  pageEnd().insertAdjacentElement('afterbegin', section);
  section.hidden = false;
  const spoken = document.querySelector('[data-draft-status] + [role=status]');
  if (spoken) spoken.textContent = list.querySelector('summary')?.textContent ?? '';
  // Whoever writes something new wants the room.
  form.addEventListener('input', () => list.removeAttribute('open'), { once: true });
  const first = section.querySelector<HTMLFormElement>('form');
  if (section.dataset.draftContinue !== undefined && newest[0]?.key.startsWith('new'))
    first?.requestSubmit(first.querySelector('button'));
}

/** Makes a row send the copy to the server, which shows the stage that was left. */
function prepare(
  row: HTMLFormElement,
  go: HTMLButtonElement | undefined,
  name: string,
  copy: DeviceDraft,
): void {
  const stage = copy.stage === 'duplicates' ? 'title' : copy.stage;
  const [, draft] = /^draft:([\da-f-]{36})/.exec(copy.key) ?? [];
  if (go) go.value = `change:${stage}`;
  row.addEventListener('submit', (event) => {
    if (draft) {
      // Its draft takes what is kept here when it is opened.
      event.preventDefault();
      location.assign(`${row.action}?draft=${draft}`);
    } else adopt(name, copy);
  });
  fillForm(row, [...copy.fields]);
  const place = document.createElement('input');
  place.type = 'hidden';
  place.name = 'stage';
  place.value = stage;
  row.insertAdjacentElement('beforeend', place);
}
