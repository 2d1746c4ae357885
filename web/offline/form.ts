import type { Language } from '#domain/taxonomy/language.ts';
import { fillForm, readForm } from '../device/fill-form.ts';
import { adopt, copiesIn, isBlank, isOf, leave, ownAmong, saveOwn } from '../device/own-copy.ts';
import { type DeviceDraft, openStore } from '../device/store.ts';
import { putInOutbox, sendOutbox } from '../outbox.ts';
import { showAnswers } from './form-answers.ts';
import { faultsOf, showFaults } from './form-faults.ts';

/** Milliseconds after which what was typed is kept. */
const PAUSE = 400;

/** The copy to go on with: one that is asked for, that of this tab, or the newest unless another entry is to begin. */
function wantedCopy(
  name: string,
  copies: readonly DeviceDraft[],
  asked: URLSearchParams,
): DeviceDraft | undefined {
  const its = copies.filter(({ key, fields }) => isOf(name, key) && !isBlank(fields));
  const byKey = its.find(({ key }) => key === asked.get('copy'));
  const newest = asked.has('begin') ? undefined : its.toSorted((a, b) => b.savedAt - a.savedAt)[0];
  return byKey ?? ownAmong(name, its) ?? newest;
}

/** Turns the long form into steps, and keeps the answers on this device after every change. */
async function offlineForm(form: HTMLFormElement): Promise<void> {
  const steps = [...form.querySelectorAll<HTMLElement>('[data-stage]')];
  const ids = steps.map(({ dataset }) => dataset.stage ?? '');
  const language = document.documentElement.lang as Language; // our pages have no other
  const asked = new URLSearchParams(location.search);
  const store = await openStore();
  const copies = await copiesIn(store);
  // Only what this device keeps of a draft is sent under its name; else this is another entry.
  const id = copies.some(({ key }) => isOf(`draft:${asked.get('draft')}`, key)) ? asked.get('draft') : null;
  const name = id ? `draft:${id}` : 'new';
  const kept = wantedCopy(name, copies, asked);
  if (kept) {
    fillForm(form, kept.fields);
    adopt(name, kept);
    for (const text of document.querySelectorAll<HTMLElement>('.offline-lead > p'))
      text.hidden = text.id !== 'goes-on';
  } else leave();
  // From now on the tab knows which copy is its own.
  asked.delete('copy');
  history.replaceState(null, '', `${location.pathname}${asked.size > 0 ? `?${asked}` : ''}${location.hash}`);
  let now = 0;
  let timer: ReturnType<typeof setTimeout>;
  /** Whether there are answers here, and whether they differ from what is kept. */
  let begun = kept !== undefined;
  let changed = false;
  let leaving = false;

  let saving = Promise.resolve();
  const keep = () => {
    clearTimeout(timer);
    if (changed && !leaving) {
      changed = false;
      saving = saveOwn(store, form, { name, stage: ids[now] ?? '', version: kept?.version ?? null });
    }
    return saving;
  };

  const show = (place: number) => {
    now = Math.min(Math.max(place, 0), steps.length - 1);
    for (const [index, step] of steps.entries()) step.hidden = index !== now;
    if (ids[now] === 'check') showAnswers(form, steps);
  };
  /** Addresses of steps, so that the browser's way back is the way back here. */
  const showByAddress = () => {
    const [, way = '', wanted = ''] = location.hash.match(/^#(stage|at|before|after)-(\w+)$/) ?? [];
    // The question about duplicates needs the register; it belongs to the first step.
    const place = ids.indexOf(wanted === 'duplicates' ? 'title' : wanted || (kept?.stage ?? ''));
    show(place + (way === 'after' ? 1 : way === 'before' ? -1 : 0));
    if (way && way !== 'stage') history.replaceState(null, '', `#stage-${ids[now]}`);
  };
  const go = (place: number) => {
    showFaults(form, []);
    changed = begun;
    location.hash = `stage-${ids[place]}`;
    show(place);
    steps[place]?.querySelector('h2')?.focus();
    scrollTo(0, 0);
    void keep();
  };
  /** Says what is missing in a step, the first such step if several are asked for. True if nothing is. */
  const complete = (asked: readonly HTMLElement[]): boolean => {
    const faulty = asked.find((step) => faultsOf(form, step).length > 0);
    if (!faulty) return true;
    if (steps[now] !== faulty) go(steps.indexOf(faulty));
    showFaults(form, faultsOf(form, faulty));
    return false;
  };

  const send = async () => {
    if (leaving || !complete(steps)) return;
    await keep();
    leaving = true;
    const own = ownAmong(name, await store.getAll('drafts'));
    // The register knows a draft by its name, whoever sends it.
    const key = id ? name : crypto.randomUUID();
    const submission = { key, fields: readForm(form), language };
    await putInOutbox(submission, own ? [own.key] : []);
    const device = form.dataset.device ?? '';
    if (navigator.onLine) await Promise.race([sendOutbox(), new Promise((done) => setTimeout(done, 4000))]);
    location.replace(device);
  };

  form.addEventListener('input', () => {
    begun = true;
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  form.addEventListener('change', () => void keep());
  addEventListener('pagehide', () => void keep());
  document.addEventListener('visibilitychange', () => void keep());
  addEventListener('hashchange', showByAddress);
  document.querySelector('#begin')?.addEventListener('click', async () => {
    await keep();
    leave();
    location.assign(`${location.pathname}?begin`);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    // Enter in a text box goes on, as the button of the step does.
    if (now < steps.length - 1) {
      const step = steps[now];
      if (step && complete([step])) go(now + 1);
    } else void send();
  });
  form.addEventListener('click', ({ target }) => {
    const to = (target as Element).closest<HTMLElement>('[data-go]')?.dataset.go;
    const step = steps[now];
    if (to === 'after' && step && complete([step])) go(now + 1);
    else if (to === 'before') go(now - 1);
    else if (to && ids.includes(to)) go(ids.indexOf(to));
  });

  for (const part of form.querySelectorAll<HTMLElement>('[data-scripted]')) part.hidden = false;
  showByAddress();
  form.dataset.ready = '';
}

const form = document.querySelector<HTMLFormElement>('#offline-form');
// Without storage the page stays the long form it is.
if (form)
  offlineForm(form).catch(() => {
    form.dataset.ready = '';
  });
