import type { Language } from '#domain/taxonomy/language.ts';
import { readForm } from './fill-form.ts';
import type { DeviceDraft, DeviceStore } from './store.ts';

type Fields = DeviceDraft['fields'];

/** Which copy this tab writes, and when it last did. It goes with the tab from page to page. */
interface Own {
  name: string;
  key: string;
  at: number;
}

/** Answers about to be kept: the tab may be left before the device has done so. */
interface Ahead extends Place {
  own: Own | null;
  fields: Fields;
  /** Fields that the form carried, answered or not. */
  carried: string[];
  language: Language;
  /** When this and what was not yet kept before it was said, the latest last. */
  moments: number[];
}

/** Which form it is, and how far. */
interface Place {
  name: string;
  stage: string;
  version: number | null;
}

const OWN = 'draft';
const AHEAD = 'draft-ahead';
/** Answers that are there before anybody has said anything. */
const GIVEN = /^(contact_)?language$/;
/** What says how far the form is, and not what it says. */
const PROGRESS = /^(distinct|checked|duplicates|expected_version)$|\.role$/;

const fieldOf = (name: string) => name.replace(/\..*/, '');

/** Whether a key belongs to a form: several tabs may each keep a copy of it. */
export function isOf(name: string, key: string): boolean {
  return key === name || key.startsWith(`${name}:`);
}

/** What answers say, to be compared: order, empty ones and places of rows do not count. */
function saying(fields: Fields): string {
  const said = fields
    .filter(([name]) => !PROGRESS.test(name))
    .flatMap(([name, value]) =>
      value
        .split('\n')
        .filter((line) => line.trim())
        .map((line) => [name.replace(/\.\d+\./, '.'), line.trim()] as const),
    );
  return JSON.stringify(said.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

export function sayTheSame(a: Fields, b: Fields): boolean {
  return saying(a) === saying(b);
}

/** Whether nothing was answered yet. */
export function isBlank(fields: Fields): boolean {
  return saying(fields.filter(([name]) => !GIVEN.test(name))) === '[]';
}

function ofTab<T>(item: string): T | null {
  try {
    return JSON.parse(sessionStorage.getItem(item) ?? 'null') as T | null; // written only here
  } catch {
    return null;
  }
}

function setOfTab(item: string, value: Own | Ahead): void {
  try {
    sessionStorage.setItem(item, JSON.stringify(value));
  } catch {
    // Without it another page of the form keeps a copy of its own.
  }
}

function ownIn(name: string): Own | null {
  const own = ofTab<Own>(OWN);
  return own?.name === name ? own : null;
}

/** Says that this tab goes on with a copy. */
export function adopt(name: string, { key, savedAt }: DeviceDraft): void {
  setOfTab(OWN, { name, key, at: savedAt });
}

/** Makes the next change begin a copy of its own. */
export function leave(): void {
  sessionStorage.removeItem(OWN);
}

/** The copy of a form that this tab writes, among those given. */
export function ownAmong(name: string, copies: readonly DeviceDraft[]): DeviceDraft | undefined {
  const own = ownIn(name);
  return own ? copies.find(({ key, savedAt }) => key === own.key && savedAt === own.at) : undefined;
}

let saving: Promise<void> = Promise.resolve();

/**
 * Keeps what the form says now. Answers that it does not carry, because an earlier page was gone back to, stay. A copy
 * that another tab wrote is never overwritten. The answers are safe when this returns, and in the store when it resolves.
 */
export function saveOwn(store: DeviceStore, form: HTMLFormElement, place: Place): Promise<void> {
  const ahead: Ahead = {
    ...place,
    own: ownIn(place.name),
    fields: readForm(form),
    carried: Array.from(form.elements, (control) => fieldOf(control.getAttribute('name') ?? '')),
    language: document.documentElement.lang as Language, // our pages say no other
    moments: [...(ofTab<Ahead>(AHEAD)?.moments ?? []), Date.now()],
  };
  setOfTab(AHEAD, ahead);
  // One after another: what two write at once looks like two tabs.
  saving = saving.catch(() => undefined).then(() => write(store, ahead));
  return saving;
}

async function write(store: DeviceStore, ahead: Ahead): Promise<void> {
  const { name, own, carried, moments, stage, language, version } = ahead;
  const savedAt = moments.at(-1) ?? 0;
  const transaction = store.transaction('drafts', 'readwrite');
  const ours = new Set([own?.at, ...moments]);
  for (const key of [own?.key ?? name, ...moments.map((moment) => `${name}:${moment}`)]) {
    const there = await transaction.store.get(key);
    if (there && !ours.has(there.savedAt)) continue;
    const kept = there?.fields.filter(([one]) => !carried.includes(fieldOf(one))) ?? [];
    const fields = [...ahead.fields, ...kept];
    await transaction.store.put({ key, fields, stage, language, savedAt, version });
    await transaction.done;
    setOfTab(OWN, { name, key, at: savedAt });
    break;
  }
  if (ofTab<Ahead>(AHEAD)?.moments.at(-1) === savedAt) sessionStorage.removeItem(AHEAD);
}

/** Keeps what this tab is about to keep, or was when its last page was left. */
async function catchUp(store: DeviceStore): Promise<void> {
  await saving.catch(() => undefined);
  const ahead = ofTab<Ahead>(AHEAD);
  // A device that is full shows what it has.
  if (ahead) await write(store, ahead).catch(() => undefined);
}

/** All that is kept on this device, with the last words of this tab. */
export async function copiesIn(store: DeviceStore): Promise<DeviceDraft[]> {
  await catchUp(store);
  return store.getAll('drafts');
}

/** Forgets the copy that this tab writes. */
export async function forgetOwn(store: DeviceStore, name: string): Promise<void> {
  await catchUp(store);
  if (ofTab<Ahead>(AHEAD)?.name === name) sessionStorage.removeItem(AHEAD);
  const own = ownIn(name);
  if (own) await store.delete('drafts', own.key);
}

/** Forgets what was kept of a form that has arrived. Of new entries only that of this tab: others may be unfinished. */
export async function forgetArrived(store: DeviceStore, name: string): Promise<void> {
  await forgetOwn(store, name);
  if (name === 'new') return;
  for (const key of await store.getAllKeys('drafts')) if (isOf(name, key)) await store.delete('drafts', key);
}
