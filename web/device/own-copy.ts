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

const SESSION = 'draft';
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

function ownIn(name: string): Own | null {
  try {
    const own = JSON.parse(sessionStorage.getItem(SESSION) ?? 'null') as Own | null; // written only here
    return own?.name === name ? own : null;
  } catch {
    return null;
  }
}

function setOwn(own: Own): void {
  try {
    sessionStorage.setItem(SESSION, JSON.stringify(own));
  } catch {
    // Without it another page of the form keeps a copy of its own.
  }
}

/** Says that this tab goes on with a copy. */
export function adopt(name: string, { key, savedAt }: DeviceDraft): void {
  setOwn({ name, key, at: savedAt });
}

/** Makes the next change begin a copy of its own. */
export function leave(): void {
  sessionStorage.removeItem(SESSION);
}

/** The copy of a form that this tab writes, among those given. */
export function ownAmong(name: string, copies: readonly DeviceDraft[]): DeviceDraft | undefined {
  const own = ownIn(name);
  return own ? copies.find(({ key, savedAt }) => key === own.key && savedAt === own.at) : undefined;
}

/**
 * Keeps what the form says now. Answers that it does not carry, because an earlier page was gone back to, stay. A copy
 * that another tab wrote is never overwritten.
 */
export async function saveOwn(
  store: DeviceStore,
  form: HTMLFormElement,
  { name, stage, version }: { name: string; stage: string; version: number | null },
): Promise<void> {
  const carried = new Set(
    Array.from(form.elements, (control) => fieldOf(control.getAttribute('name') ?? '')),
  );
  const now = readForm(form);
  const transaction = store.transaction('drafts', 'readwrite');
  const own = ownIn(name);
  let key = own?.key ?? name;
  let there = await transaction.store.get(key);
  const savedAt = Date.now();
  if (there && there.savedAt !== own?.at) {
    key = `${name}:${savedAt}`;
    there = undefined;
  }
  const kept = there?.fields.filter(([one]) => !carried.has(fieldOf(one))) ?? [];
  const language = document.documentElement.lang as Language; // our pages say no other
  await transaction.store.put({ key, fields: [...now, ...kept], stage, language, savedAt, version });
  await transaction.done;
  setOwn({ name, key, at: savedAt });
}

/** Forgets the copy that this tab writes. */
export async function forgetOwn(store: DeviceStore, name: string): Promise<void> {
  const own = ownIn(name);
  if (own) await store.delete('drafts', own.key);
}

/** Forgets what was kept of a form that has arrived. Of new entries only that of this tab: others may be unfinished. */
export async function forgetArrived(store: DeviceStore, name: string): Promise<void> {
  if (name === 'new') return forgetOwn(store, name);
  for (const key of await store.getAllKeys('drafts')) if (isOf(name, key)) await store.delete('drafts', key);
}
