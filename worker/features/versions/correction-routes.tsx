import { Hono } from 'hono';
import { correctionById, dueCorrections, openCorrection } from '#db/corrections.ts';
import { acceptCorrection, refuseCorrection } from '#db/settle-correction.ts';
import { subjectEntry } from '#db/subjects.ts';
import { textIn } from '#domain/initiative/content.ts';
import { type AccountActor, can, canReadAtDesk } from '#domain/initiative/permissions.ts';
import { Problem } from '#domain/problems.ts';
import { MESSAGE_LENGTH, plainText } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import { clean } from '#domain/text/unsafe.ts';
import { CorrectionPage } from '#web/pages/versions/CorrectionPage.tsx';
import { CorrectionsPage, type DueCorrection } from '#web/pages/versions/CorrectionsPage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { issueText } from '#worker/http/problem.ts';
import { atDesk, staffOf, staffOnly } from '#worker/http/staff.ts';

/** Suggested corrections that no owner answered, for moderators. */
export const deskCorrections = new Hono<AppEnv>();

const LIST = `${LANGUAGE_PREFIX}/moderation/corrections` as const;
/** Corrections looked at for one page; what a role does not reach is left out of them. */
const LOOKED_AT = 100;

deskCorrections.use(LIST, staffOnly);
deskCorrections.use(`${LIST}/*`, staffOnly);

deskCorrections.get(LIST, async (c) => {
  const actor = staffOf(c);
  const due = await dueCorrections(c.env.DB, c.get('clock')(), LOOKED_AT);
  const shown = await Promise.all(
    due.map(async ({ id, initiativeId, field, createdAt }): Promise<DueCorrection[]> => {
      const held = await subjectEntry(c.env.DB, initiativeId);
      if (!held || !canReadAtDesk(actor, held.subject)) return [];
      const { title, language } = textIn(held.entry.content, held.entry.content.language);
      return [{ id, field, createdAt, title, titleLanguage: language }];
    }),
  );
  const done = ['accepted', 'refused'].find((name) => name === c.req.query('done'));
  return page(
    c,
    <CorrectionsPage
      frame={frameOf(c)}
      corrections={shown.flat()}
      done={done as 'accepted' | 'refused' | undefined}
    />,
    { private: true },
  );
});

interface Again {
  problem: Problem;
  answer: string;
}

/** A correction that is due, with the entry as this person may see it. */
async function dueCorrection(c: AppContext, actor: AccountActor) {
  const stored = await correctionById(c.env.DB, c.req.param('correction') ?? '');
  const isDue = stored && stored.dueAt !== null && stored.dueAt <= c.get('clock')();
  if (!isDue) throw new Problem('not-found');
  return { stored, held: await atDesk(c.env.DB, actor, stored.initiativeId) };
}

async function correctionPage(c: AppContext, again?: Again): Promise<Response> {
  const actor = staffOf(c);
  const { stored, held } = await dueCorrection(c, actor);
  const { entry, subject } = held;
  const title = textIn(entry.content, entry.content.language);
  const say = t(c);
  const [issue] = again?.problem.issues ?? [];
  const isAnswer = issue?.pointer === '#/answer';
  const problem = again?.problem.code ?? 'internal';
  const warning = issue
    ? issueText(say, issue)
    : say(problem === 'edit-conflict' ? 'submit.held.conflict' : `problem.${problem}.detail`);
  return page(
    c,
    <CorrectionPage
      frame={frameOf(c)}
      entryId={entry.id}
      title={title.title}
      titleLanguage={title.language}
      version={entry.standing.version}
      content={entry.content}
      correction={await openCorrection(c.env.DB, stored, entry)}
      settled={stored.state === 'accepted' || stored.state === 'refused' ? stored.state : null}
      allowed={can(actor, 'correct', subject)}
      answer={again?.answer ?? ''}
      answerError={isAnswer ? warning : undefined}
      warning={again && !isAnswer ? warning : undefined}
    />,
    { private: true, ...(again && { status: again.problem.status as 409 }) },
  );
}

deskCorrections.get(`${LIST}/:correction`, (c) => correctionPage(c));

const Answer = plainText(MESSAGE_LENGTH, { multiline: true, formulas: true });

/** Words to who suggested it; a refusal without them leaves people puzzled. */
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

/** Settles a correction and leads to the list, or back to the page with what was written. */
async function settle(c: AppContext, how: 'accepted' | 'refused'): Promise<Response> {
  const actor = staffOf(c);
  const body = await formBody(c);
  const answer = clean(body.get('answer')?.[0] ?? '', { multiline: true });
  const { stored } = await dueCorrection(c, actor);
  const wish = {
    ...{ correctionId: stored.id, initiativeId: stored.initiativeId, actor },
    at: c.get('clock')(),
  };
  try {
    if (how === 'refused') await refuseCorrection(c.env.DB, { ...wish, answer: answerOf(answer) });
    else
      await acceptCorrection(c.env.DB, {
        ...wish,
        expectedVersion: Number(/^\d{1,6}$/.exec(body.get('expected_version')?.[0] ?? '')?.[0] ?? 0),
        overwrite: body.get('overwrite')?.[0] === 'yes',
      });
  } catch (error) {
    if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
    return correctionPage(c, { problem: error, answer });
  }
  hurry(c);
  return c.redirect(`/${c.get('language')}/moderation/corrections?done=${how}`, 303);
}

deskCorrections.post(`${LIST}/:correction/accept`, (c) => settle(c, 'accepted'));
deskCorrections.post(`${LIST}/:correction/refuse`, (c) => settle(c, 'refused'));
