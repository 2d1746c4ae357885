import { isLanguage, LANGUAGES, type Language } from '#domain/taxonomy/language.ts';
import { paths } from '../paths.ts';
import { CACHES } from './kept.ts';

/** The language of an address, or null. */
export function languageIn(path: string): Language | null {
  const first = path.split('/', 2)[1];
  return isLanguage(first) ? first : null;
}

/** What works without a connection in a language; the form only for those who have opened it. */
const PAGES = [paths.onDevice, paths.wordsOnDevice];

/** Fetches one of our own pages as anybody would get it, so that nothing of a signed-in person is kept. */
async function keep(path: string): Promise<void> {
  const answer = await fetch(path, { credentials: 'omit' });
  if (answer.status === 200 && !answer.redirected) await (await caches.open(CACHES.shell)).put(path, answer);
}

/** Keeps what works without a connection in the language of an address, if it is not kept yet. */
export async function keepShellOf({ pathname }: URL): Promise<void> {
  const language = languageIn(pathname);
  if (!language) return;
  const cache = await caches.open(CACHES.shell);
  const wanted = PAGES.map((path) => path(language));
  if (pathname.startsWith(paths.submit(language))) wanted.push(paths.offlineForm(language));
  for (const path of wanted) if (!(await cache.match(path))) await keep(path);
}

/** Fetches again what is kept of an earlier build; what cannot be had now stays as it is. */
export async function renewShell(): Promise<void> {
  for (const { url } of await (await caches.open(CACHES.shell)).keys()) await keep(new URL(url).pathname);
}

/** A kept page by its address. */
export async function shellPage(path: string): Promise<Response | undefined> {
  return (await caches.open(CACHES.shell)).match(path, { ignoreSearch: true, ignoreVary: true });
}

/** The page for addresses that cannot be reached: in the language of the address, of the reader, or in one we have. */
export async function unreachable({ pathname }: URL): Promise<Response> {
  const wanted = [languageIn(pathname), ...navigator.languages.map((tag) => tag.slice(0, 2)), ...LANGUAGES];
  for (const language of wanted.filter(isLanguage)) {
    const page = await shellPage(paths.onDevice(language));
    if (page) return page;
  }
  return Response.error();
}
