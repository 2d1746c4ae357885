import { fillForm, readForm } from './fill-form.ts';
import type { StatusLine } from './status-line.ts';
import type { DeviceDraft } from './store.ts';

type Fields = DeviceDraft['fields'];
type Answers = Record<string, string[]>;

/** Milliseconds without a change after which answers go to the server. */
const PAUSE = 3000;
/** Milliseconds after which it is tried again when there was no connection. */
const AGAIN = 10_000;
/** Milliseconds between two signs of being there. */
const BEAT = 20_000;

const fieldOf = (name: string) => name.replace(/\..*/, '');

export interface ServerCopy {
  /** The version that the form goes on from. */
  version(): number;
  /** Sends the answers when there was no change for a while. */
  soon(): void;
  now(): void;
  stop(): void;
  /** Sends a copy of another time; true if the server has it now, in the draft or beside it. */
  bring(copy: DeviceDraft): Promise<boolean>;
}

function answersOf(form: HTMLFormElement | null, fields: Fields): Answers {
  const answers: Answers = {};
  // Boxes of which none is ticked say so.
  for (const box of form?.querySelectorAll<HTMLInputElement>('input[type=checkbox][name]') ?? [])
    answers[box.name] = [];
  for (const [name, value] of fields) answers[name] = [...(answers[name] ?? []), value];
  return answers;
}

/** Keeps the draft on the server in step with the form, and the form with what others change. */
export function serverCopy(
  form: HTMLFormElement,
  options: { id: string; stage: string; status: StatusLine; kept: () => Promise<void> },
): ServerCopy {
  const { id, stage, status, kept } = options;
  const address = `/api/v1/drafts/${id}`;
  const language = document.documentElement.lang;
  const input = form.querySelector<HTMLInputElement>('input[name=draft_version]');
  let timer: ReturnType<typeof setTimeout>;
  let stopped = false;
  let sending = false;

  const version = () => Number(input?.value);
  const send = (path: string, method: string, body: object) => {
    const text = JSON.stringify({ stage, language, ...body });
    // A page that closes may send no more than this.
    const keepalive = text.length < 20_000;
    return fetch(path, { method, headers: { 'content-type': 'application/json' }, body: text, keepalive });
  };
  const conflict = async (answer: Response) => {
    const notice = document.querySelector<HTMLElement>('[data-draft-conflict]');
    const { copy } = (await answer.json()) as { copy?: number | null }; // our own problem document
    const link = notice?.querySelector('a');
    if (!notice || !link) return;
    if (copy) link.href = `${link.pathname}/copies/${copy}`;
    notice.hidden = false;
    status.say('aside');
  };

  /** Puts in what others changed, without touching any other control. */
  const take = (theirs: Answers) => {
    const fields = new Set(Object.keys(theirs).map(fieldOf));
    if (fields.size === 0) return;
    const mine = readForm(form).filter(([name]) => !fields.has(fieldOf(name)));
    const others = Object.entries(theirs).flatMap(([name, values]) =>
      (values.length > 0 ? values : ['']).map((value): [string, string] => [name, value]),
    );
    fillForm(form, [...mine, ...others]);
    status.say('merged');
  };

  const push = async () => {
    clearTimeout(timer);
    if (stopped || sending) return;
    sending = true;
    try {
      const sent = readForm(form);
      const body = { expected_version: version(), answers: answersOf(form, sent) };
      const answer = await send(address, 'PUT', body);
      if (answer.ok) {
        const state = (await answer.json()) as { version: number; answers: Answers }; // our own answer
        if (input) input.value = String(state.version);
        // Whoever typed on meanwhile still has something that only this device keeps.
        const done = JSON.stringify(readForm(form)) === JSON.stringify(sent);
        status.say('server');
        take(state.answers);
        if (done) await kept();
      } else {
        stopped = true;
        if (answer.status === 409) {
          await conflict(answer);
          await kept();
        }
      }
    } catch {
      timer = setTimeout(push, AGAIN);
    } finally {
      sending = false;
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(push, PAUSE);
  };

  const beat = async () => {
    if (stopped || document.visibilityState === 'hidden') return;
    try {
      const answer = await send(`${address}/presence`, 'POST', {});
      if (!answer.ok) return;
      const { version: there, others } = (await answer.json()) as {
        version: number;
        others: { text: string }[];
      }; // our own answer
      const line = document.querySelector('[data-draft-others]');
      const text = others.map((other) => other.text).join(' ');
      if (line && line.textContent !== text) line.textContent = text;
      if (there > version()) await push();
    } catch {
      // Without a connection nobody is seen.
    }
  };
  setInterval(beat, BEAT);

  return {
    version,
    soon,
    now: push,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
    async bring(copy) {
      const body = { expected_version: copy.version ?? version(), answers: answersOf(null, copy.fields) };
      const answer = await send(address, 'PUT', { ...body, stage: copy.stage });
      if (answer.status === 409) await conflict(answer);
      if (!answer.ok) return answer.status === 409;
      const state = (await answer.json()) as { version: number }; // our own answer
      // Sending the form brings back what the copy added, without touching what was typed meanwhile.
      if (state.version !== version()) await push();
      return true;
    },
  };
}
