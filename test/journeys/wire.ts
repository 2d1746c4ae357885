import { type AddressInfo, connect, createServer } from 'node:net';
import type { Page } from 'playwright-core';

/** What a page cost over the wire: headers and bodies, as they came. */
export interface Part {
  path: string;
  /** As the browser calls it: Document, Stylesheet, Script, Image, Font … */
  kind: string;
  bytes: number;
}

/**
 * What a first visit costs to the page that `act` leads to: everything that comes until it has been silent for half a
 * second, nothing taken from a cache. Of several pages on the way only the last counts; what both need counts once.
 */
export async function partsOf(page: Page, act: () => Promise<unknown>): Promise<Part[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  const asked = new Map<string, { path: string; kind: string }>();
  const parts = new Map<string, Part>();
  session.on('Network.responseReceived', ({ requestId, response, type }) => {
    const { pathname, search } = new URL(response.url);
    asked.set(requestId, { path: pathname + search, kind: type });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const request = asked.get(requestId);
    if (!request) return;
    parts.set(request.kind === 'Document' ? '' : request.path, { ...request, bytes: encodedDataLength });
  });
  await act();
  await page.waitForLoadState('networkidle');
  await session.detach();
  return [...parts.values()];
}

/** Bytes of all parts, or of one kind. */
export function weigh(parts: readonly Part[], kind?: string): number {
  return parts.reduce((sum, part) => sum + (!kind || part.kind === kind ? part.bytes : 0), 0);
}

/** `31.4 kB = /en 20.1 + /assets/main-….css 9.9 + …`, heaviest first. */
export function told(parts: readonly Part[]): string {
  const kilobytes = (bytes: number) => (bytes / 1000).toFixed(1);
  const heaviest = parts.toSorted((a, b) => b.bytes - a.bytes);
  return `${kilobytes(weigh(parts))} kB = ${heaviest.map(({ path, bytes }) => `${path} ${kilobytes(bytes)}`).join(' + ')}`;
}

/** How far things moved after they were first painted (the browser's layout shift score), and what moved. */
export async function layoutShift(page: Page): Promise<{ score: number; moved: string[] }> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        const shifts: { value: number; sources: { node: Element | null }[] }[] = [];
        const observer = new PerformanceObserver((list) => {
          shifts.push(...(list.getEntries() as unknown as typeof shifts));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => {
          observer.disconnect();
          resolve({
            score: shifts.reduce((sum, { value }) => sum + value, 0),
            moved: shifts.flatMap(({ sources }) =>
              sources.map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 120) : '')),
            ),
          });
        }, 300);
      }),
  );
}

/** A place that hands everything on to the register and counts what comes back, whoever in the browser asked for it. */
export async function countingRelay(origin: string): Promise<{
  origin: string;
  /** Bytes that came back so far. */
  received(): number;
  close(): void;
}> {
  const { hostname, port } = new URL(origin);
  let bytes = 0;
  const server = createServer((browser) => {
    const register = connect(Number(port), hostname);
    register.on('data', (chunk) => {
      bytes += chunk.length;
    });
    for (const [from, to] of [
      [browser, register],
      [register, browser],
    ] as const) {
      from.pipe(to);
      from.on('error', () => to.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    received: () => bytes,
    close: () => server.close(),
  };
}
