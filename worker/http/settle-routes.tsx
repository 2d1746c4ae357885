import { Hono } from 'hono';
import type { VNode } from 'preact';
import type { SubjectEntry } from '#db/subjects.ts';
import type { AccountActor } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { MESSAGE_LENGTH, plainText } from '#domain/schemas/atoms.ts';
import { type Form, one, versionOf } from '#domain/schemas/form.ts';
import { parse } from '#domain/schemas/parse.ts';
import { clean } from '#domain/text/unsafe.ts';
import type { SettleProps } from '#web/pages/versions/SettlePage.tsx';
import { formBody } from './body.ts';
import { type AppContext, type AppEnv, t } from './context.ts';
import { hurry } from './hurry.ts';
import { LANGUAGE_PREFIX } from './language.ts';
import { frameOf, page } from './page.tsx';
import { warningOf } from './problem.ts';
import { atDesk, staffOf, staffOnly } from './staff.ts';

const SETTLED = ['accepted', 'refused'] as const;
export type Settled = (typeof SETTLED)[number];

/** Something stored that a reader suggests about an entry. */
interface Suggested {
  id: string;
  initiativeId: string;
  state: string;
}

/** Who settles what, and when. */
export interface SettleWish {
  initiativeId: string;
  actor: AccountActor;
  at: number;
}

export interface SettleRoutes<Stored extends Suggested> {
  /** The last part of the address of the list. */
  place: string;
  list: (c: AppContext, actor: AccountActor, done: Settled | undefined) => Promise<VNode>;
  /** One that waits for moderators or did; null for none. */
  find: (c: AppContext, id: string) => Promise<Stored | null>;
  show: (
    c: AppContext,
    found: { stored: Stored; held: SubjectEntry; actor: AccountActor },
    props: Omit<SettleProps, 'allowed'>,
  ) => Promise<VNode>;
  accept: (
    c: AppContext,
    stored: Stored,
    wish: SettleWish & { expectedVersion: number },
    form: Form,
  ) => Promise<unknown>;
  refuse: (c: AppContext, stored: Stored, wish: SettleWish & { answer: string }) => Promise<unknown>;
}

const Answer = plainText(MESSAGE_LENGTH, { multiline: true, formulas: true });

/** Words to the reader; a refusal without them leaves people puzzled. */
function answerOf(text: string): string {
  try {
    return parse(Answer, text);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem('invalid-input', {
      issues: error.issues.map((issue) => ({ ...issue, pointer: '#/answer' })),
    });
  }
}

interface Again {
  problem: Problem;
  answer: string;
}

/** What the page says of an answer that was not taken. */
function textsOf(c: AppContext, again?: Again): Pick<SettleProps, 'answer' | 'answerError' | 'warning'> {
  if (!again) return { answer: '' };
  const text = warningOf(t(c), again.problem);
  const isAnswer = again.problem.issues[0]?.pointer === '#/answer';
  return { answer: again.answer, ...(isAnswer ? { answerError: text } : { warning: text }) };
}

/** The pages at the desk where moderators accept or refuse what readers suggest: a list, and a page for each. */
export function settleRoutes<Stored extends Suggested>({
  place,
  list,
  find,
  show,
  accept,
  refuse,
}: SettleRoutes<Stored>): Hono<AppEnv> {
  const path = `${LANGUAGE_PREFIX}/moderation/${place}` as const;

  const found = async (c: AppContext) => {
    const actor = staffOf(c);
    const stored = await find(c, c.req.param('suggested') ?? '');
    if (!stored) throw new Problem('not-found');
    return { stored, actor, held: await atDesk(c.env.DB, actor, stored.initiativeId) };
  };

  const itemPage = async (c: AppContext, again?: Again) => {
    const { stored, actor, held } = await found(c);
    const { id, content, standing } = held.entry;
    const node = await show(
      c,
      { stored, actor, held },
      {
        frame: frameOf(c),
        entryId: id,
        version: standing.version,
        content,
        settled: SETTLED.find((state) => state === stored.state) ?? null,
        ...textsOf(c, again),
      },
    );
    return page(c, node, { private: true, ...(again && { status: again.problem.status as 409 }) });
  };

  /** Settles one and leads to the list, or back to its page with what was written. */
  const settle = async (c: AppContext, how: Settled) => {
    const form = await formBody(c);
    const answer = clean(one(form, 'answer'), { multiline: true });
    const { stored, actor } = await found(c);
    const wish = { initiativeId: stored.initiativeId, actor, at: c.get('clock')() };
    try {
      if (how === 'refused') await refuse(c, stored, { ...wish, answer: answerOf(answer) });
      else await accept(c, stored, { ...wish, expectedVersion: versionOf(form) }, form);
    } catch (error) {
      if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
      return itemPage(c, { problem: error, answer });
    }
    hurry(c);
    return c.redirect(`/${c.get('language')}/moderation/${place}?done=${how}`, 303);
  };

  return new Hono<AppEnv>()
    .use(path, staffOnly)
    .use(`${path}/*`, staffOnly)
    .get(path, async (c) => {
      const done = SETTLED.find((name) => name === c.req.query('done'));
      return page(c, await list(c, staffOf(c), done), { private: true });
    })
    .get(`${path}/:suggested`, (c) => itemPage(c))
    .post(`${path}/:suggested/accept`, (c) => settle(c, 'accepted'))
    .post(`${path}/:suggested/refuse`, (c) => settle(c, 'refused'));
}
