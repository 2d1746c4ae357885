import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Language } from '#domain/taxonomy/language.ts';

/** What was answered in a form, kept on this device after every change. */
export interface DeviceDraft {
  /** `new` for an entry begun here, `draft:{id}` for one kept on the server, `edit:{id}` for a change of an entry. */
  key: string;
  /** Names and values of all controls, in the order of the form, without the token of the form. */
  fields: [name: string, value: string][];
  stage: string;
  language: Language;
  /** Milliseconds since 1970, by the clock of this device. */
  savedAt: number;
  /** Version of the server copy that this one goes on from; null if there is none. */
  version: number | null;
}

/** A submission made without a connection; it is sent once, when there is one again. */
export interface WaitingSubmission {
  /** Sent as `Idempotency-Key`, however often it takes (draft-ietf-httpapi-idempotency-key-header). */
  key: string;
  fields: [name: string, value: string][];
  title: string;
  language: Language;
  /** Milliseconds since 1970, by the clock of this device. */
  queuedAt: number;
  /** Why the register refused it, as its problem code; null while it waits. */
  refused: string | null;
  /** What the register answered when it took it; the answers are then forgotten. Null before. */
  sent: { reference: string; email: string; at: number } | null;
}

interface Stores extends DBSchema {
  drafts: { key: string; value: DeviceDraft };
  outbox: { key: string; value: WaitingSubmission };
}

export type DeviceStore = IDBPDatabase<Stores>;

/** Opens what this device keeps. Rejects where the browser allows no storage: pages then work as without scripts. */
export function openStore(): Promise<DeviceStore> {
  return openDB<Stores>('stocktaking', 1, {
    upgrade(database) {
      database.createObjectStore('drafts', { keyPath: 'key' });
      database.createObjectStore('outbox', { keyPath: 'key' });
    },
  });
}
