import { Hono } from 'hono';
import { publishedLike } from '#db/search/similar-titles.ts';
import type { Issue } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { MinePage } from '#web/pages/submit/MinePage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '#worker/http/body.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { reader } from '#worker/http/databases.ts';
import { formToken, newFormToken } from '#worker/http/form-token.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { log } from '#worker/http/log.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { asProblem } from '#worker/http/problem.ts';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { keepInDraft, openDraft } from './form-draft.ts';
import { type Filled, stagePage } from './form-pages.tsx';
import { issuesOnStage } from './form-problems.ts';
import { sendForm } from './send-form.tsx';
import { type Stage, stageAfter, stageBefore, stageOf } from './stages.ts';

/** The staged form. Answers travel with it; of signed-in people each stage is kept in a draft as well. */
export const form = new Hono<AppEnv>();

const DUPLICATES_SHOWN = 5;
const PATH = `${LANGUAGE_PREFIX}/submit` as const;

form.get(PATH, async (c) => {
  const language = c.get('language');
  const token = await newFormToken(c);
  const named = c.req.query('draft');
  if (named !== undefined) {
    const user = c.get('user');
    if (!user) return signInFirst(c) ?? c.redirect(paths.signIn(language), 303);
    const { stage, sent, ...filled } = await openDraft(c, named, user.id);
    if (sent) return c.redirect(paths.draft(language, named), 303);
    return stagePage(c, stage.id === 'duplicates' ? stageOf('title') : stage, { ...filled, token });
  }
  const answers = new Map([
    ['language', [language]],
    ['contact_language', [language]],
  ]);
  // The token says when the form was opened, so nobody may keep the page.
  return stagePage(c, stageOf('title'), { answers, token }, { headers: { 'cache-control': 'no-store' } });
});

form.post(PATH, async (c) => {
  const body = await formBody(c);
  const token = await formToken(c, one(body, 'form'));
  const stage = stageOf(one(body, 'stage'));
  const kept = await keepInDraft(c, { body, stage, token });
  if (kept instanceof Response) return kept;
  const { news, ...said } = kept;
  const filled = { ...said, token };
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
      // Nobody sends what he has not seen.
      return news
        ? stagePage(c, stageOf('check'), filled, { notice: 'draft.notice.merged', status: 409 })
        : sendForm(c, filled);
    default:
      return nextStage(c, stage, filled);
  }
});

const UNANSWERED: Issue = { pointer: '#/duplicates', code: 'required', params: {} };

/** Goes on when the stage has no error; back to the check page when people came from there. */
async function nextStage(c: AppContext, stage: Stage, filled: Filled & { answers: Map<string, string[]> }) {
  const { answers } = filled;
  const issues = issuesOnStage(answers, stage);
  if (issues.length > 0) return stagePage(c, stage, filled, { issues });
  const title = one(answers, 'title');
  const answer = stage.id === 'duplicates' ? one(answers, 'duplicates') : '';
  if (answer === 'mine')
    return page(c, <MinePage frame={frameOf(c)} email="" unfinished={unfinished(filled)} />);
  if (answer === 'none') answers.set('distinct', [title]);
  if (one(answers, 'distinct') !== title && (stage.id === 'title' || stage.id === 'duplicates')) {
    const candidates = await duplicatesOf(c, title);
    const shown = stage.id === 'duplicates' ? { candidates, issues: [UNANSWERED] } : { candidates };
    if (candidates.length > 0) return stagePage(c, stageOf('duplicates'), filled, shown);
  }
  // New lines bring new suggestions, so the goals are shown again.
  const done = one(answers, 'checked') === 'yes' && stage.id !== 'lines';
  const next = done ? stageOf('check') : stageAfter(stage.id === 'title' ? stageOf('duplicates') : stage);
  if (next.id === 'check') answers.set('checked', ['yes']);
  return stagePage(c, next, filled);
}

/** The form left for another page, to come back to with its draft. */
function unfinished({ answers, token, draft }: Filled) {
  const named: [string, string[]][] = draft
    ? [
        ['draft', [draft.id]],
        ['draft_version', [String(draft.version)]],
      ]
    : [];
  return { answers: new Map([...answers, ...named]), token: token.token };
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
