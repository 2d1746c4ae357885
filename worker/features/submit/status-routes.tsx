import { Hono } from 'hono';
import type { Entry } from '#db/entries.ts';
import { textIn } from '#domain/initiative/content.ts';
import { can } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { one, versionOf } from '#domain/schemas/form.ts';
import type { Answers } from '#web/pages/submit/answers.ts';
import { inputFrom } from '#web/pages/submit/input.ts';
import { WithdrawPage } from '#web/pages/submit/WithdrawPage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { answersOf } from './form-input.ts';
import { inOrder } from './form-problems.ts';
import { type Holder, heldSubject } from './held-entry.ts';
import { HELD_PATHS, heldHref, heldPaths, holderOf, keepsSecret, signedInFirst } from './private-link.ts';
import { reviseInitiative } from './revise-initiative.ts';
import { ANSWER_NAMES } from './stages.ts';
import { type Again, statusPage } from './status-page.tsx';
import { withdrawInitiative } from './withdraw-initiative.ts';

/** The private pages of an entry: where it stands, changing it, answering a change request, withdrawing. */
export const status = new Hono<AppEnv>();

/** What the page says after a redirect from a form. */
const DONE = {
  revised: 'submit.revise.done',
  amended: 'submit.amend.done',
  unchanged: 'submit.revise.unchanged',
  withdrawn: 'submit.withdraw.done',
  'rolled-back': 'submit.roll-back.done',
  accepted: 'submit.correction.accepted',
  refused: 'submit.correction.refused',
  address: 'submit.address.sent',
  appeal: 'submit.owner.appeal.done',
  message: 'submit.owner.message.done',
  reopen: 'submit.owner.reopen.done',
  archive: 'submit.owner.archive.done',
  restore: 'submit.owner.restore.done',
} as const;

for (const path of HELD_PATHS) status.use(`${path}/*`, keepsSecret, signedInFirst);

/** What was done with a change of the content. */
const ARRIVED = new Set(['revised', 'amended', 'unchanged']);

status.on('GET', heldPaths(''), async (c) => {
  const done = c.req.query('done') ?? '';
  const said = Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : null;
  return statusPage(
    c,
    await holderOf(c),
    said ? { notice: { kind: 'success', text: t(c)(said), arrived: ARRIVED.has(done) } } : {},
  );
});

status.on('POST', heldPaths(''), async (c) => {
  const holder = await holderOf(c);
  const body = await formBody(c);
  const answers = answersOf(body, ANSWER_NAMES);
  if (one(body, 'go') === 'rows') return statusPage(c, holder, { answers });
  try {
    await limitNetwork(c, 'submit');
    const { outcome } = await reviseInitiative(c, holder, {
      ...inputFrom(answers),
      expected_version: versionOf(body),
    });
    return c.redirect(`${heldHref(c)}?done=${outcome}`, 303);
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    return statusPage(c, holder, await answersAgain(c, holder, error, answers));
  }
});

/** What the page says when a revision was not taken. */
async function answersAgain(
  c: AppContext,
  holder: Holder,
  problem: Problem,
  answers: Answers,
): Promise<Again> {
  if (problem.issues.length > 0) return { answers, problem, issues: inOrder(problem.issues) };
  const say = t(c);
  if (problem.code === 'too-many-requests')
    return { answers, problem, notice: { kind: 'warning', text: say('problem.too-many-requests.detail') } };
  const { subject } = await heldSubject(c.env.DB, holder);
  const open = can(holder, 'revise', subject);
  return {
    answers,
    problem,
    notice: { kind: 'warning', text: say(open ? 'submit.revise.conflict' : 'submit.revise.closed') },
  };
}

function withdrawPage(
  c: AppContext,
  entry: Entry,
  options: { warning?: string; problem?: Problem } = {},
): Response {
  const original = textIn(entry.content, entry.content.language);
  return page(
    c,
    <WithdrawPage
      frame={frameOf(c)}
      title={original.title}
      titleLanguage={original.language}
      wasPublic={entry.standing.publishedRevision !== null}
      version={entry.standing.version}
      href={heldHref(c)}
      warning={options.warning}
    />,
    {
      private: true,
      status: (options.problem?.status ?? 200) as 200,
      headers: { ...options.problem?.headers },
    },
  );
}

status.on('GET', heldPaths('/withdraw'), async (c) => {
  const holder = await holderOf(c);
  const { entry, subject } = await heldSubject(c.env.DB, holder);
  return can(holder, 'withdraw', subject) ? withdrawPage(c, entry) : c.redirect(heldHref(c), 303);
});

status.on('POST', heldPaths('/withdraw'), async (c) => {
  const holder = await holderOf(c);
  const body = await formBody(c);
  try {
    await limitNetwork(c, 'submit');
    await withdrawInitiative(c, holder, { expected_version: versionOf(body) });
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const say = t(c);
    const { entry, subject } = await heldSubject(c.env.DB, holder);
    if (!can(holder, 'withdraw', subject))
      return statusPage(c, holder, {
        problem: error,
        notice: { kind: 'warning', text: say('submit.withdraw.closed') },
      });
    const text =
      error.code === 'too-many-requests' ? 'problem.too-many-requests.detail' : 'submit.withdraw.conflict';
    return withdrawPage(c, entry, { problem: error, warning: say(text) });
  }
  return c.redirect(`${heldHref(c)}?done=withdrawn`, 303);
});
