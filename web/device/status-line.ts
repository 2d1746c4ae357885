/** Kept here, in the draft, beside it; joined with what others wrote; or nowhere any more. */
export type StatusKind = 'here' | 'server' | 'aside' | 'merged' | 'forgotten';

export interface StatusLine {
  /** Says that the answers were kept just now, and where. */
  say(kind: StatusKind): void;
}

const MINUTE = 60_000;
const TICK = 20_000;

/** The line that says where the answers are kept and since when. `forget` is what its button does. */
export function statusLine(forget: () => void): StatusLine {
  const line = document.querySelector<HTMLElement>('[data-draft-status]');
  const [seen, button] = [line?.querySelector('span'), line?.querySelector('button')];
  const spoken = line?.nextElementSibling;
  if (!line || !seen || !button || !spoken) return { say: () => undefined };
  const { lang } = document.documentElement;
  const exact = new Intl.DateTimeFormat(lang, { dateStyle: 'medium', timeStyle: 'short' });
  let kind: StatusKind | undefined;
  let at = 0;
  const show = () => {
    seen.textContent = (line.dataset[kind ?? ''] ?? '').replace('#', timeAgo(at));
  };
  button.addEventListener('click', forget);
  setInterval(() => kind && show(), TICK);
  return {
    say(now) {
      const changed = now !== kind;
      kind = now;
      at = Date.now();
      show();
      seen.title = exact.format(at);
      button.hidden = kind !== 'here';
      // Said once where it is kept: every save would interrupt the writing.
      if (changed) spoken.textContent = seen.textContent;
    },
  };
}

/** How long ago something was, in the language of the page. */
export function timeAgo(at: number): string {
  const ago = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
  const minutes = Math.round((Date.now() - at) / MINUTE);
  if (minutes === 0) return ago.format(0, 'second');
  if (minutes < 60) return ago.format(-minutes, 'minute');
  return minutes < 2880
    ? ago.format(-Math.round(minutes / 60), 'hour')
    : ago.format(-Math.round(minutes / 1440), 'day');
}
