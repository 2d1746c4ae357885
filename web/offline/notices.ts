import type { Language } from '#domain/taxonomy/language.ts';
import { pageEnd } from '../device/page-end.ts';
import { OUTBOX, outboxItems, sendOutbox } from '../outbox.ts';
import { paths } from '../paths.ts';
import type { DeviceWords } from './words.ts';

const root = document.documentElement;
const language = root.lang as Language; // our pages have no other

/** A line at the end of the window, or nothing: `[text, label of the link, where it leads]`. */
type Line = [text: string, label: string, href: string];

async function wordsOf(): Promise<DeviceWords> {
  const answer = await fetch(paths.wordsOnDevice(language));
  return (await answer.json()) as DeviceWords;
}

function dated(milliseconds: number): string {
  const how = { dateStyle: 'medium', timeStyle: 'short' } as const;
  return new Intl.DateTimeFormat(root.lang, how).format(milliseconds);
}

/** What this page has to say, the most urgent last, where the eye is. */
async function linesNow(): Promise<Line[]> {
  const items = await outboxItems();
  const waiting = items.filter(({ refused, sent }) => refused === null && sent === null).length;
  const refused = items.filter((item) => item.refused !== null).length;
  const sent = items.filter((item) => item.sent !== null).length;
  const { kept } = root.dataset;
  if (!kept && waiting + refused + sent === 0) return [];
  const words = await wordsOf();
  const device = paths.onDevice(language);
  const counted = (count: number, text: string): Line[] =>
    count > 0 && location.pathname !== device
      ? [[text.replace('#', count.toLocaleString(root.lang)), words.show, device]]
      : [];
  return [
    ...(kept ? [[words.kept.replace('#', dated(Number(kept))), words.again, ''] satisfies Line] : []),
    ...counted(sent, words.sent),
    ...counted(waiting, words.waiting),
    ...counted(refused, words.refused),
  ];
}

/** Says on every page where it comes from and what waits, and sends what waits when there is a connection. */
function tellAboutDevice(): void {
  const bar = document.createElement('div');
  bar.className = 'device-bar';
  bar.role = 'status';
  const show = async () => {
    const lines = await linesNow();
    if (lines.length === 0) return bar.remove();
    // What is put into a region that is there already is read aloud.
    if (!bar.isConnected) pageEnd().appendChild(bar);
    await new Promise(requestAnimationFrame);
    bar.replaceChildren(
      ...lines.map(([text, label, href]) => {
        const line = document.createElement('p');
        const link = document.createElement('a');
        link.href = href;
        link.textContent = label;
        line.textContent = `${text} `;
        line.appendChild(link);
        return line;
      }),
    );
  };
  // Where the browser allows no storage there is nothing to tell.
  const quietly = (work: () => Promise<unknown>) => () => void work().catch(() => {});
  const send = quietly(sendOutbox);
  new BroadcastChannel(OUTBOX).addEventListener('message', quietly(show));
  addEventListener('online', send);
  quietly(show)();
  if (navigator.onLine) send();
}

/** Whoever has no connection cannot sign in, and may well be signed in. */
function sayConnection(): void {
  root.toggleAttribute('data-offline', !navigator.onLine);
}

for (const event of ['online', 'offline']) addEventListener(event, sayConnection);
sayConnection();
tellAboutDevice();
