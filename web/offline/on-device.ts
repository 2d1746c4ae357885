import type { Language } from '#domain/taxonomy/language.ts';
import { isBlank } from '../device/own-copy.ts';
import { type DeviceDraft, openStore, type WaitingSubmission } from '../device/store.ts';
import { OUTBOX, outboxItems, removeFromOutbox, sendOutbox, takeBack } from '../outbox.ts';
import { paths } from '../paths.ts';
import { CACHES, KEPT_AT } from './kept.ts';

const { lang } = document.documentElement;
const dates = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' });

function setTime(item: HTMLElement, milliseconds: number): void {
  const time = item.querySelector('time');
  if (!time) return;
  time.dateTime = new Date(milliseconds).toISOString();
  time.textContent = dates.format(milliseconds);
}

/** Shows what stands in a list, and the part of the page that holds it only if there is something. */
function show(part: string, items: readonly HTMLElement[]): void {
  const section = document.querySelector<HTMLElement>(part);
  section?.querySelector('ul')?.replaceChildren(...items);
  if (section) section.hidden = items.length === 0;
}

async function showOutbox(): Promise<void> {
  show('#outbox', (await outboxItems()).reverse().map(outboxItem));
}

/** A copy of one of the two templates of the page, with the parts of one state only. */
function itemOf(template: string, state: string): HTMLElement {
  const { content } = document.querySelector(template) as HTMLTemplateElement;
  const item = content.cloneNode(true).firstChild as HTMLElement;
  for (const part of item.querySelectorAll<HTMLElement>('[data-when]'))
    if (!part.dataset.when?.split(' ').includes(state)) part.remove();
  return item;
}

/** Shows the answers that were begun here and are not sent. */
async function showBegun(): Promise<void> {
  const store = await openStore();
  const begun = (await store.getAll('drafts')).filter(({ fields }) => !isBlank(fields));
  store.close();
  show('#begun', begun.sort((a, b) => b.savedAt - a.savedAt).map(begunItem));
}

function begunItem({ key, fields, savedAt }: DeviceDraft): HTMLElement {
  const item = itemOf('#begun-item', key.startsWith('edit:') ? 'edit' : 'new');
  const title = fields.find(([name, value]) => name === 'title' && value.trim())?.[1];
  const heading = item.querySelector('[data-part="title"]');
  if (heading && title) heading.textContent = title;
  setTime(item, savedAt);
  const [link, forget] = [item.querySelector('a'), item.querySelector('button')];
  // With a connection the form of the register takes it over.
  const [, draft] = /^draft:([\da-f-]{36})/.exec(key) ?? [];
  const query = new URLSearchParams({ ...(draft && { draft }), copy: key });
  if (link) link.href = `${paths.submit(lang as Language)}?${query}`;
  forget?.addEventListener('click', async () => {
    if (!confirm(forget.dataset.question)) return;
    const store = await openStore();
    await store.delete('drafts', key);
    store.close();
    await showBegun();
  });
  return item;
}

function outboxItem(submission: WaitingSubmission): HTMLElement {
  const { key, title, sent, refused, queuedAt } = submission;
  const item = itemOf('#outbox-item', sent ? 'sent' : refused === null ? 'waiting' : 'refused');
  setTime(item, sent?.at ?? queuedAt);
  for (const part of item.querySelectorAll<HTMLElement>('[data-part]'))
    part.textContent =
      { title, email: sent?.email, reference: sent?.reference }[part.dataset.part ?? ''] ?? '';
  item.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest('button');
    const { act, question } = button?.dataset ?? {};
    if (act === 'send') void sendOutbox();
    else if (act === 'correct') void correct(submission);
    else if (act === 'remove' && (!question || confirm(question))) void removeFromOutbox(key);
  });
  return item;
}

/** Gives the answers back to the form of the register, which says what is wrong with them. */
async function correct(submission: WaitingSubmission): Promise<void> {
  const { fields, language } = submission;
  await takeBack(submission);
  const form = document.createElement('form');
  form.method = 'post';
  form.action = paths.submit(language);
  for (const [name, value] of [...fields, ['stage', 'check'], ['go', 'send']] as const) {
    // A text area keeps the lines of a text.
    const control = document.createElement('textarea');
    control.name = name;
    control.value = value;
    form.appendChild(control);
  }
  form.hidden = true;
  document.body.appendChild(form);
  form.submit();
}

/** The title of a kept page without the name of the site. */
function titleIn(html: string): { title: string; language: string } {
  const { title, documentElement } = new DOMParser().parseFromString(html, 'text/html');
  return { title: title.replace(/ – [^–]*$/, ''), language: documentElement.lang };
}

async function showPages(): Promise<void> {
  const cache = await caches.open(CACHES.pages);
  const kept = await Promise.all(
    (await cache.keys()).map(async ({ url }) => {
      const answer = await cache.match(url);
      const html = (await answer?.text()) ?? '';
      return { url, at: Number(answer?.headers.get(KEPT_AT)), ...titleIn(html) };
    }),
  );
  const items = kept
    .sort((a, b) => b.at - a.at)
    .map(({ url, at, title, language }) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = url;
      link.textContent = title;
      link.lang = language;
      link.dir = 'auto';
      const time = document.createElement('time');
      time.className = 'hint';
      item.replaceChildren(link, time);
      setTime(item, at);
      return item;
    });
  show('#pages', items);
  const none = document.querySelector<HTMLElement>('#no-pages');
  if (none) none.hidden = items.length > 0;
}

async function start(): Promise<void> {
  // This page stands for another one where that cannot be reached.
  const unreachable = document.querySelector<HTMLElement>('#unreachable');
  const again = unreachable?.querySelector('a');
  if (unreachable) unreachable.hidden = /^\/..\/offline$/.test(location.pathname);
  if (again) again.href = location.href;
  document.querySelector('#forget')?.addEventListener('click', async () => {
    await caches.delete(CACHES.pages);
    await showPages();
  });
  new BroadcastChannel(OUTBOX).addEventListener('message', () => void showOutbox());
  await Promise.all([showOutbox(), showBegun(), showPages()]);
}

// Where the browser keeps nothing there is nothing to show.
start()
  .catch(() => {})
  .finally(() => document.querySelector('#on-device')?.setAttribute('data-ready', ''))
  .then(sendOutbox)
  .catch(() => {});
