import { readForm } from './device/fill-form.ts';
import { showOffers } from './device/offers.ts';
import {
  adopt,
  copiesIn,
  forgetArrived,
  forgetOwn,
  isBlank,
  isOf,
  leave,
  ownAmong,
  saveOwn,
  sayTheSame,
} from './device/own-copy.ts';
import { serverCopy } from './device/server-copy.ts';
import { statusLine } from './device/status-line.ts';
import { type DeviceDraft, type DeviceStore, openStore } from './device/store.ts';

/** Milliseconds without a change after which answers are kept on this device. */
const PAUSE = 400;

/** Finds what this device keeps of the form that the page shows, and says what to do about it. */
async function kept(
  store: DeviceStore,
  form: HTMLFormElement,
  { name, onServer }: { name: string; onServer: boolean },
): Promise<DeviceDraft[]> {
  const page = readForm(form);
  const copies = await copiesIn(store);
  const others: DeviceDraft[] = [];
  for (const copy of copies) {
    const its = isOf(name, copy.key);
    if (onServer && (its || isOf('new', copy.key)) && sayTheSame(copy.fields, page))
      await store.delete('drafts', copy.key); // The server has it.
    else if (its || (name === 'new' && copy.key.startsWith('draft:'))) others.push(copy);
  }
  if (onServer) return others;
  const own = ownAmong(name, others);
  const same =
    own && sayTheSame(own.fields, page) ? own : others.find(({ fields }) => sayTheSame(fields, page));
  // A page of the same entry further back goes on with its copy; an empty form begins another one.
  const goesOn = same ?? (!name.startsWith('edit:') && !isBlank(page) ? own : undefined);
  if (goesOn) adopt(name, goesOn);
  else leave();
  if (name === 'new' && !isBlank(page)) return [];
  return others.filter((copy) => copy !== goesOn && !isBlank(copy.fields));
}

/** Keeps the answers of a form on this device after every change, and on the server if it belongs to a draft. */
async function keep(store: DeviceStore, form: HTMLFormElement): Promise<void> {
  const name = form.dataset.draft ?? '';
  const stage = form.querySelector<HTMLInputElement>('input[name=stage]')?.value ?? '';
  // Whose session has ended keeps everything here until the draft is opened again.
  const id = form.dataset.draftServer;
  let changed = false;
  let forgotten = false;
  const status = statusLine(async () => {
    forgotten = true;
    await forgetOwn(store, name);
    status.say('forgotten');
  });
  const server = id ? serverCopy(form, { id, stage, status, kept: () => forgetOwn(store, name) }) : null;

  let timer: ReturnType<typeof setTimeout>;
  const save = async () => {
    clearTimeout(timer);
    if (!changed || forgotten) return;
    changed = false;
    await saveOwn(store, form, { name, stage, version: server?.version() ?? null });
    status.say('here');
    const more = document.querySelector<HTMLElement>('[data-draft-keep]');
    if (more) more.hidden = false;
  };
  const note = () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
    server?.soon();
  };
  for (const event of ['input', 'change']) form.addEventListener(event, note);
  form.addEventListener('submit', () => {
    // What is sent is saved by the server; the next page shows whether it arrived.
    server?.stop();
    void save();
  });
  addEventListener('pagehide', () => void save());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'hidden') return;
    if (changed) server?.now();
    void save();
  });

  const copies = await kept(store, form, { name, onServer: server !== null });
  if (!server) return showOffers(store, form, name, copies);
  for (const copy of copies) if (await server.bring(copy)) await store.delete('drafts', copy.key);
}

// Where the browser allows no storage, or there is no connection, the form is as it ever was.
openStore()
  .then(async (store) => {
    const arrived = document.querySelector<HTMLElement>('[data-draft-done]')?.dataset.draftDone;
    if (arrived) await forgetArrived(store, arrived);
    const form = document.querySelector<HTMLFormElement>('form[data-draft]');
    if (form) await keep(store, form);
  })
  .catch(() => undefined);
