import { CACHES } from './kept.ts';

/** Addresses of the scripts and styles that every page needs; the build puts them in. */
declare const OWN_ASSETS: readonly string[];

/** Keeps what pages need, without fetching again what is here already. */
export async function keepAssets(): Promise<void> {
  const cache = await caches.open(CACHES.assets);
  await Promise.all(
    OWN_ASSETS.map(async (path) => {
      if (!(await cache.match(path))) await cache.add(path);
    }),
  );
}

/**
 * Forgets the assets of earlier builds, except those that a kept page still needs, by itself or by another asset: a page
 * that was kept before the register was renewed looks and works as it did.
 */
export async function forgetOldAssets(): Promise<void> {
  const cache = await caches.open(CACHES.assets);
  const texts = new Map<string, () => Promise<string>>();
  for (const request of await cache.keys())
    texts.set(new URL(request.url).pathname, async () => (await cache.match(request))?.text() ?? '');
  const needed = new Set<string>(OWN_ASSETS);
  const need = async (text: string): Promise<void> => {
    for (const [path, read] of texts) {
      if (needed.has(path) || !text.includes(path.slice(path.lastIndexOf('/')))) continue;
      needed.add(path);
      await need(await read());
    }
  };
  for (const name of [CACHES.pages, CACHES.shell]) {
    const pages = await caches.open(name);
    for (const request of await pages.keys()) await need((await (await pages.match(request))?.text()) ?? '');
  }
  await Promise.all([...texts.keys()].filter((path) => !needed.has(path)).map((path) => cache.delete(path)));
}
