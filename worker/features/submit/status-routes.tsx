import { Hono } from 'hono';
import { type Entry, historyOf, type LoggedEvent } from '#db/entries.ts';
import { textIn } from '#domain/initiative/content.ts';
import { type Issue, Problem } from '#domain/problems.ts';
import { FIELD_NAMES } from '#domain/schemas/submission.ts';
import { type Answers, one } from '#web/pages/submit/answers.ts';
import { StatusPage, type StatusPageProps } from '#web/pages/submit/StatusPage.tsx';
import { WithdrawPage } from '#web/pages/submit/WithdrawPage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { answersFrom, answersOf, inputFrom } from './form-input.ts';
import { errorTexts, inOrder } from './form-problems.ts';
import { heldEntry, type LinkActor } from './held-entry.ts';
import { keepsSecret, linkActorOf } from './private-link.ts';
import { reviseInitiative } from './revise-initiative.ts';
import { ANSWER_NAMES } from './stages.ts';
import { revisionOf } from './submission-input.ts';
import { submissionStatus } from './submission-status.ts';
import { withdrawInitiative } from './withdraw-initiative.ts';

/** The private pages of a submitter: where an entry stands, answering a change request, withdrawing. */
export const status = new Hono<AppEnv>();

const PATH = `${LANGUAGE_PREFIX}/status/:token` as const;
const DONE = { revised: 'submit.revise.done', withdrawn: 'submit.withdraw.done' } as const;

interface Again {
  answers?: Answers;
  issues?: readonly Issue[];
  notice?: StatusPageProps['notice'];
  problem?: Problem;
}

function hrefOf(c: AppContext): string {
  return `/${c.get('language')}/status/${c.req.param('token')}`;
}

/** An unreadable version is an old one: the page comes back with the right one. */
function versionOf(text: string): number {
  return /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1_000_000;
}

function happeningsOf(history: readonly LoggedEvent[]): StatusPageProps['history'] {
  return history.map(({ at, type, data, message }) => ({
    at,
    type,
    fields: data.fields ?? [],
    reason: data.reason ?? null,
    message,
  }));
}

async function statusPage(c: AppContext, actor: LinkActor, again: Again = {}): Promise<Response> {
  const entry = await heldEntry(c.env.DB, actor);
  const history = await historyOf(c.env.DB, entry.id);
  const { reference, state, version, actions, fields } = submissionStatus(actor, entry, history);
  const canRevise = actions.includes('revise');
  const current = answersFrom(revisionOf(entry.content));
  return page(
    c,
    <StatusPage
      view={{
        frame: frameOf(c),
        answers: canRevise ? (again.answers ?? current) : current,
        errors: errorTexts(t(c), again.issues ?? []),
        asked: new Set<string>(fields),
      }}
      title={textIn(entry.content, entry.content.language).title}
      reference={reference}
      state={state}
      version={version}
      href={hrefOf(c)}
      publicHref={entry.standing.publishedRevision === null ? null : `/i/${entry.id}`}
      canRevise={canRevise}
      canWithdraw={actions.includes('withdraw')}
      history={happeningsOf(history)}
      fields={FIELD_NAMES}
      notice={again.notice}
      lost={canRevise ? undefined : again.answers}
    />,
    { private: true, status: (again.problem?.status ?? 200) as 200, headers: { ...again.problem?.headers } },
  );
}

status.use(`${PATH}/*`, keepsSecret);

status.get(PATH, async (c) => {
  const done = c.req.query('done') ?? '';
  const said = Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : null;
  return statusPage(c, await linkActorOf(c), said ? { notice: { kind: 'success', text: t(c)(said) } } : {});
});

status.post(PATH, async (c) => {
  const actor = await linkActorOf(c);
  const body = await formBody(c);
  const answers = answersOf(body, ANSWER_NAMES);
  if (one(body, 'go') === 'rows') return statusPage(c, actor, { answers });
  try {
    await limitNetwork(c, 'submit');
    await reviseInitiative(c, actor, {
      ...inputFrom(answers),
      expected_version: versionOf(one(body, 'expected_version')),
    });
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    return statusPage(c, actor, await answersAgain(c, actor, error, answers));
  }
  return c.redirect(`${hrefOf(c)}?done=revised`, 303);
});

/** What the page says when a revision was not taken. */
async function answersAgain(
  c: AppContext,
  actor: LinkActor,
  problem: Problem,
  answers: Answers,
): Promise<Again> {
  if (problem.issues.length > 0) return { answers, problem, issues: inOrder(problem.issues) };
  const say = t(c);
  if (problem.code === 'too-many-requests')
    return { answers, problem, notice: { kind: 'warning', text: say('problem.too-many-requests.detail') } };
  const { standing } = await heldEntry(c.env.DB, actor);
  const open = standing.state === 'changes-requested';
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
      href={hrefOf(c)}
      warning={options.warning}
    />,
    {
      private: true,
      status: (options.problem?.status ?? 200) as 200,
      headers: { ...options.problem?.headers },
    },
  );
}

status.get(`${PATH}/withdraw`, async (c) => {
  const actor = await linkActorOf(c);
  const entry = await heldEntry(c.env.DB, actor);
  return submissionStatus(actor, entry, []).actions.includes('withdraw')
    ? withdrawPage(c, entry)
    : c.redirect(hrefOf(c), 303);
});

status.post(`${PATH}/withdraw`, async (c) => {
  const actor = await linkActorOf(c);
  const body = await formBody(c);
  try {
    await limitNetwork(c, 'submit');
    await withdrawInitiative(c, actor, { expected_version: versionOf(one(body, 'expected_version')) });
  } catch (error) {
    if (!(error instanceof Problem) || error.status === 404) throw error;
    const say = t(c);
    const entry = await heldEntry(c.env.DB, actor);
    if (!submissionStatus(actor, entry, []).actions.includes('withdraw'))
      return statusPage(c, actor, {
        problem: error,
        notice: { kind: 'warning', text: say('submit.withdraw.closed') },
      });
    const text =
      error.code === 'too-many-requests' ? 'problem.too-many-requests.detail' : 'submit.withdraw.conflict';
    return withdrawPage(c, entry, { problem: error, warning: say(text) });
  }
  return c.redirect(`${hrefOf(c)}?done=withdrawn`, 303);
});
