import { Hono } from 'hono';
import { publishedLike } from '#db/search/similar-titles.ts';
import type { Issue } from '#domain/problems.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { one } from '#web/pages/submit/answers.ts';
import { MinePage } from '#web/pages/submit/MinePage.tsx';
import { formBody } from '#worker/http/body.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { reader } from '#worker/http/databases.ts';
import { formToken, newFormToken } from '#worker/http/form-token.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { log } from '#worker/http/log.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { asProblem } from '#worker/http/problem.ts';
import { answersOf } from './form-input.ts';
import { type Filled, stagePage } from './form-pages.tsx';
import { issuesOnStage } from './form-problems.ts';
import { sendForm } from './send-form.tsx';
import { ANSWER_NAMES, type Stage, stageAfter, stageBefore, stageOf } from './stages.ts';

/** The staged form. Answers travel with it; nothing is stored before it is sent. */
export const form = new Hono<AppEnv>();

const DUPLICATES_SHOWN = 5;
const PATH = `${LANGUAGE_PREFIX}/submit` as const;

form.get(PATH, async (c) => {
  const language = c.get('language');
  const answers = new Map([
    ['language', [language]],
    ['contact_language', [language]],
  ]);
  // The token says when the form was opened, so nobody may keep the page.
  return stagePage(
    c,
    stageOf('title'),
    { answers, token: await newFormToken(c) },
    { headers: { 'cache-control': 'no-store' } },
  );
});

form.post(PATH, async (c) => {
  const body = await formBody(c);
  const answers = answersOf(body, ANSWER_NAMES);
  const filled = { answers, token: await formToken(c, one(body, 'form')) };
  const stage = stageOf(one(body, 'stage'));
  const go = one(body, 'go');
  if (go.startsWith('change:')) return stagePage(c, stageOf(go.slice('change:'.length)), filled);
  switch (go) {
    case 'back':
      return stagePage(c, stageBefore(stage), filled);
    case 'rows':
    case 'stay':
      // The duplicates are not among the answers; they are looked up again from the title.
      return stage.id === 'duplicates' ? nextStage(c, stageOf('title'), filled) : stagePage(c, stage, filled);
    case 'send':
      return sendForm(c, filled);
    default:
      return nextStage(c, stage, filled);
  }
});

const UNANSWERED: Issue = { pointer: '#/duplicates', code: 'required', params: {} };

/** Goes on when the stage has no error; back to the check page when people came from there. */
async function nextStage(
  c: AppContext,
  stage: Stage,
  { answers, token }: Filled & { answers: Map<string, string[]> },
) {
  const issues = issuesOnStage(answers, stage);
  if (issues.length > 0) return stagePage(c, stage, { answers, token }, { issues });
  const title = one(answers, 'title');
  const answer = stage.id === 'duplicates' ? one(answers, 'duplicates') : '';
  if (answer === 'mine')
    return page(c, <MinePage frame={frameOf(c)} email="" unfinished={{ answers, token: token.token }} />);
  if (answer === 'none') answers.set('distinct', [title]);
  if (one(answers, 'distinct') !== title && (stage.id === 'title' || stage.id === 'duplicates')) {
    const candidates = await duplicatesOf(c, title);
    const shown = stage.id === 'duplicates' ? { candidates, issues: [UNANSWERED] } : { candidates };
    if (candidates.length > 0) return stagePage(c, stageOf('duplicates'), { answers, token }, shown);
  }
  // New lines bring new suggestions, so the goals are shown again.
  const done = one(answers, 'checked') === 'yes' && stage.id !== 'lines';
  const next = done ? stageOf('check') : stageAfter(stage.id === 'title' ? stageOf('duplicates') : stage);
  if (next.id === 'check') answers.set('checked', ['yes']);
  return stagePage(c, next, { answers, token });
}

/** The index can be away while it is rebuilt; that must not keep anybody from registering. */
async function duplicatesOf(c: AppContext, title: string): Promise<PublicInitiative[]> {
  try {
    return await publishedLike(reader(c, c.env.SEARCH), title, DUPLICATES_SHOWN);
  } catch (error) {
    log({ event: 'duplicates-unknown', request_id: c.get('requestId'), problem: asProblem(error).code });
    return [];
  }
}
