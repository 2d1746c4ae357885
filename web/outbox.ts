import { type DeviceStore, openStore, type WaitingSubmission } from './device/store.ts';
import { inputFrom } from './pages/submit/input.ts';

/** Name of what belongs to the outbox: its lock, its channel between tabs, and its background sync. */
export const OUTBOX = 'outbox';

const ADDRESS = '/api/v1/initiatives';
/** Milliseconds that an answer may take, even where every packet is sent twice. */
const PATIENCE = 60_000;
/** Answers that say that the submission itself cannot be taken; after all others it is sent again. */
const REFUSALS = new Set([400, 409, 413, 415, 422]);

/** Background Sync, which the types of browsers do not know. */
type SyncRegistration = ServiceWorkerRegistration & { sync?: { register(tag: string): Promise<void> } };

/** A submission before the register has seen it. */
export type NewSubmission = Pick<WaitingSubmission, 'key' | 'fields' | 'language'>;

/** What is in the outbox, the oldest first. Rejects where the browser allows no storage. */
export async function outboxItems(): Promise<WaitingSubmission[]> {
  const items = await inStore((store) => store.getAll('outbox'));
  return items.sort((a, b) => a.queuedAt - b.queuedAt);
}

/**
 * Puts a submission into the outbox and forgets the drafts it was made of. When this resolves the device holds it, and
 * whatever happens it is sent later. `drafts`: their keys.
 */
export async function putInOutbox(submission: NewSubmission, drafts: readonly string[]): Promise<void> {
  await inStore(async (store) => {
    const both = store.transaction(['drafts', 'outbox'], 'readwrite');
    await Promise.all([
      both.objectStore('outbox').put({
        ...submission,
        title: submission.fields.find(([name]) => name === 'title')?.[1] ?? '',
        queuedAt: Date.now(),
        refused: null,
        sent: null,
      }),
      ...drafts.map((draft) => both.objectStore('drafts').delete(draft)),
      both.done,
    ]);
  });
  announce();
  await askForSync();
}

/** Lets the browser wake the worker when there is a connection. Where it cannot, pages send when they are opened. */
async function askForSync(): Promise<void> {
  try {
    const own = (self as { registration?: ServiceWorkerRegistration }).registration;
    const registration = own ?? (await navigator.serviceWorker?.getRegistration());
    await (registration as SyncRegistration | undefined)?.sync?.register(OUTBOX);
  } catch {
    // The person has forbidden work in the background.
  }
}

/** Makes a draft on this device of a refused submission, beside others that are begun here. */
export async function takeBack({ key, fields, language }: WaitingSubmission): Promise<void> {
  await inStore(async (store) => {
    const both = store.transaction(['drafts', 'outbox'], 'readwrite');
    const savedAt = Date.now();
    const draft = { key: `new:${savedAt}`, fields, stage: 'check', language, savedAt, version: null };
    await Promise.all([
      both.objectStore('drafts').put(draft),
      both.objectStore('outbox').delete(key),
      both.done,
    ]);
  });
  announce();
}

export async function removeFromOutbox(key: string): Promise<void> {
  await inStore((store) => store.delete('outbox', key));
  announce();
}

/**
 * Sends what waits, one after another, by one tab or worker at a time. A submission that was sent and whose answer got
 * lost is sent again under its key, which makes nothing twice. Resolves to whether nothing is left to send.
 */
export async function sendOutbox(): Promise<boolean> {
  // Without locks two tabs may send the same; the key sees to it that one entry comes of it.
  return navigator.locks ? await navigator.locks.request(OUTBOX, sendAll) : sendAll();
}

async function sendAll(): Promise<boolean> {
  let left = 0;
  for (const item of await outboxItems()) {
    if (item.refused !== null || item.sent !== null) continue;
    const result = await send(item);
    if (!result) {
      left++;
      continue;
    }
    await inStore(async (store) => {
      // What was removed meanwhile stays removed.
      if (await store.get('outbox', item.key)) await store.put('outbox', { ...item, ...result });
    });
    announce();
  }
  return left === 0;
}

type Result = Partial<Pick<WaitingSubmission, 'fields' | 'refused' | 'sent'>>;

/** What changes in the outbox by the answer of the register; null if there was none that says anything. */
async function send({ key, fields, language }: WaitingSubmission): Promise<Result | null> {
  const answers = new Map<string, string[]>();
  for (const [name, value] of fields) answers.set(name, [...(answers.get(name) ?? []), value]);
  const ask = (address: string, credentials: RequestCredentials) =>
    fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language, 'idempotency-key': key },
      body: JSON.stringify(inputFrom(answers)),
      credentials,
      signal: AbortSignal.timeout(PATIENCE),
    });
  const [, draft] = /^draft:(.+)/.exec(key) ?? [];
  try {
    // A draft counts as sent only by one of its members.
    const asMember = draft ? await ask(`${ADDRESS}?${new URLSearchParams({ draft })}`, 'same-origin') : null;
    // Whoever is signed out by now, or has left it, sends an entry like everybody else, under the same key.
    const answer =
      asMember && ![401, 403, 404].includes(asMember.status) ? asMember : await ask(ADDRESS, 'omit');
    const said = (await answer.json()) as { reference?: unknown; type?: unknown };
    if (answer.status === 201 && typeof said.reference === 'string')
      return {
        fields: [],
        sent: { reference: said.reference, email: answers.get('contact_email')?.[0] ?? '', at: Date.now() },
      };
    // The page of a network that asks for a password is no answer of the register.
    if (REFUSALS.has(answer.status) && typeof said.type === 'string')
      return { refused: said.type.split('/').pop() ?? '' };
  } catch {
    // No connection, or no answer of ours: it waits.
  }
  return null;
}

async function inStore<T>(use: (store: DeviceStore) => Promise<T>): Promise<T> {
  const store = await openStore();
  try {
    return await use(store);
  } finally {
    store.close();
  }
}

/** Tells the other tabs, and listeners of this one, that the outbox has changed. */
function announce(): void {
  const channel = new BroadcastChannel(OUTBOX);
  channel.postMessage(null);
  channel.close();
}
