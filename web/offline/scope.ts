interface LifetimeEvent {
  waitUntil(work: Promise<unknown>): void;
  /** Of an installation, where the browser knows it: what never comes to the worker (Static Routing API). */
  addRoutes?(rule: {
    condition: { requestMethod: string; requestMode: string };
    source: 'network';
  }): Promise<void>;
  /** Of a background sync. */
  tag?: string;
}

/** What we use of a service worker's global scope: the types of pages and of the server's runtime do not know it. */
interface WorkerScope {
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly { url: string }[]>;
  };
  registration: {
    navigationPreload?: { enable(): Promise<void> };
  };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate' | 'sync', listener: (event: LifetimeEvent) => void): void;
}

export const scope = self as unknown as WorkerScope;
