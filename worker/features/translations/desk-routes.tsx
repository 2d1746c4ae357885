import { Hono } from 'hono';
import { acceptTranslation, refuseTranslation } from '#db/settle-translation.ts';
import { subjectEntry } from '#db/subjects.ts';
import { isProposer, openTranslation, translationById, waitingTranslations } from '#db/translations.ts';
import { type AccountActor, can, canReadAtDesk } from '#domain/initiative/permissions.ts';
import { originalOf } from '#domain/initiative/translations.ts';
import { Problem } from '#domain/problems.ts';
import { MESSAGE_LENGTH, plainText } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import { clean } from '#domain/text/unsafe.ts';
import { TranslationPage } from '#web/pages/translations/TranslationPage.tsx';
import { TranslationsPage, type WaitingTranslation } from '#web/pages/translations/TranslationsPage.tsx';
import { paths } from '#web/paths.ts';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { issueText } from '#worker/http/problem.ts';
import { atDesk, staffOf, staffOnly } from '#worker/http/staff.ts';

/** Proposed translations, for moderators. */
export const deskTranslations = new Hono<AppEnv>();

const LIST = `${LANGUAGE_PREFIX}/moderation/translations` as const;
/** Proposals looked at for one page; what a role does not reach is left out of them. */
const LOOKED_AT = 100;

deskTranslations.use(LIST, staffOnly);
deskTranslations.use(`${LIST}/*`, staffOnly);

deskTranslations.get(LIST, async (c) => {
  const actor = staffOf(c);
  const shown = await Promise.all(
    (await waitingTranslations(c.env.DB, LOOKED_AT)).map(
      async ({ initiativeId, ...one }): Promise<WaitingTranslation[]> => {
        const held = await subjectEntry(c.env.DB, initiativeId);
        if (!held || !canReadAtDesk(actor, held.subject)) return [];
        const { title, language } = originalOf(held.entry.content);
        return [{ ...one, title, titleLanguage: language }];
      },
    ),
  );
  const done = (['accepted', 'refused'] as const).find((name) => name === c.req.query('done'));
  return page(c, <TranslationsPage frame={frameOf(c)} translations={shown.flat()} done={done} />, {
    private: true,
  });
});

interface Again {
  problem: Problem;
  answer: string;
}

/** A confirmed proposal, with the entry as this person may see it. */
async function confirmed(c: AppContext, actor: AccountActor) {
  const stored = await translationById(c.env.DB, c.req.param('translation') ?? '');
  if (!stored || stored.state === 'unconfirmed') throw new Problem('not-found');
  return { stored, held: await atDesk(c.env.DB, actor, stored.initiativeId) };
}

async function translationPage(c: AppContext, again?: Again): Promise<Response> {
  const actor = staffOf(c);
  const { stored, held } = await confirmed(c, actor);
  const { entry, subject } = held;
  const [translation, own] = await Promise.all([
    openTranslation(c.env.DB, stored, entry),
    isProposer(c.env.DB, stored, actor.id),
  ]);
  const say = t(c);
  const [issue] = again?.problem.issues ?? [];
  const isAnswer = issue?.pointer === '#/answer';
  const problem = again?.problem.code ?? 'internal';
  const warning = issue
    ? issueText(say, issue)
    : say(problem === 'edit-conflict' ? 'submit.held.conflict' : `problem.${problem}.detail`);
  return page(
    c,
    <TranslationPage
      frame={frameOf(c)}
      entryId={entry.id}
      version={entry.standing.version}
      content={entry.content}
      translation={translation}
      settled={stored.state === 'accepted' || stored.state === 'refused' ? stored.state : null}
      allowed={can(actor, 'correct', subject) && !own}
      answer={again?.answer ?? ''}
      answerError={isAnswer ? warning : undefined}
      warning={again && !isAnswer ? warning : undefined}
    />,
    { private: true, ...(again && { status: again.problem.status as 409 }) },
  );
}

deskTranslations.get(`${LIST}/:translation`, (c) => translationPage(c));

const Answer = plainText(MESSAGE_LENGTH, { multiline: true, formulas: true });

/** Words to who proposed it; a refusal without them leaves people puzzled. */
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

/** Settles a translation and leads to the list, or back to the page with what was written. */
async function settle(c: AppContext, how: 'accepted' | 'refused'): Promise<Response> {
  const actor = staffOf(c);
  const body = await formBody(c);
  const answer = clean(body.get('answer')?.[0] ?? '', { multiline: true });
  const { stored } = await confirmed(c, actor);
  const wish = {
    ...{ translationId: stored.id, initiativeId: stored.initiativeId, actor },
    at: c.get('clock')(),
  };
  try {
    if (how === 'refused') await refuseTranslation(c.env.DB, { ...wish, answer: answerOf(answer) });
    else
      await acceptTranslation(c.env.DB, {
        ...{ ...wish, answer: '' },
        expectedVersion: Number(/^\d{1,6}$/.exec(body.get('expected_version')?.[0] ?? '')?.[0] ?? 0),
      });
  } catch (error) {
    if (!(error instanceof Problem) || ![409, 422].includes(error.status)) throw error;
    return translationPage(c, { problem: error, answer });
  }
  hurry(c);
  return c.redirect(`${paths.translations(c.get('language'))}?done=${how}`, 303);
}

deskTranslations.post(`${LIST}/:translation/accept`, (c) => settle(c, 'accepted'));
deskTranslations.post(`${LIST}/:translation/refuse`, (c) => settle(c, 'refused'));
