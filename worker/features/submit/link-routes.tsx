import { Hono } from 'hono';
import type { Entry } from '#db/entries.ts';
import { textIn } from '#domain/initiative/content.ts';
import { referenceOf } from '#domain/initiative/identifiers.ts';
import { allows } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { ConfirmedPage, ExpiredPage } from '#web/pages/submit/ConfirmPages.tsx';
import { MinePage } from '#web/pages/submit/MinePage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, t } from '#worker/http/context.ts';
import { formToken } from '#worker/http/form-token.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { openConfirmLink, statusPath, unseal } from '#worker/http/links.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { issueText } from '#worker/http/problem.ts';
import { confirmAddress } from './confirm-address.ts';
import { answersOf } from './form-input.ts';
import type { LinkActor } from './held-entry.ts';
import { keepsSecret } from './private-link.ts';
import { resendConfirmation } from './resend-confirmation.ts';
import { sendStatusLinks } from './send-status-links.ts';
import { ANSWER_NAMES } from './stages.ts';

/** Confirming an address, and finding one's private links again. */
export const links = new Hono<AppEnv>();

function withStatus(problem: Problem) {
  return {
    status: problem.status as 429, // any error status is right here
    headers: { ...problem.headers },
  };
}

/** Says that the address is confirmed. */
async function confirmedPage(c: AppContext, entry: Entry): Promise<Response> {
  const language = c.get('language');
  const original = textIn(entry.content, entry.content.language);
  const link = { initiativeId: entry.id, contactId: entry.contactId ?? '' };
  const statusHref = await statusPath(c.env.LINK_SECRET, language, link);
  // Whoever opens the link again later sees where the entry stands by now.
  if (entry.standing.state !== 'pending') return c.redirect(statusHref, 303);
  return page(
    c,
    <ConfirmedPage
      frame={frameOf(c)}
      title={original.title}
      titleLanguage={original.language}
      reference={referenceOf(entry.id)}
      statusHref={statusHref}
    />,
    { private: true },
  );
}

links.use(`${LANGUAGE_PREFIX}/confirm/:token`, keepsSecret);

links.get(`${LANGUAGE_PREFIX}/confirm/:token`, async (c) => {
  // Programs that look at links before people do (mail scanners) often ask with HEAD; that must confirm nothing.
  if (c.req.method === 'HEAD') return c.body(null, 204);
  try {
    const link = await openConfirmLink(c.env.LINK_SECRET, c.req.param('token'), c.get('clock')());
    const { entry } = await confirmAddress(c, { kind: 'link', ...link });
    return confirmedPage(c, entry);
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'link-expired')) throw error;
    return page(c, <ExpiredPage frame={frameOf(c)} action={c.req.path} />, withStatus(error));
  }
});

links.post(`${LANGUAGE_PREFIX}/confirm/:token`, async (c) => {
  const actor = await expiredLinkActor(c);
  try {
    const entry = await resendConfirmation(c, actor);
    if (!allows(entry.standing.state, 'confirm')) return confirmedPage(c, entry);
    return page(c, <ExpiredPage frame={frameOf(c)} action={c.req.path} sent />, { private: true });
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'too-many-requests')) throw error;
    const warning = t(c)('problem.too-many-requests.detail');
    return page(
      c,
      <ExpiredPage frame={frameOf(c)} action={c.req.path} warning={warning} />,
      withStatus(error),
    );
  }
});

/** Whom a genuine confirmation link was made for, however old it is. */
async function expiredLinkActor(c: AppContext): Promise<LinkActor> {
  const value = await unseal(c.env.LINK_SECRET, 'confirm', c.req.param('token') ?? '');
  const [initiativeId, contactId] = Array.isArray(value) ? value : [];
  if (typeof initiativeId !== 'string' || typeof contactId !== 'string') throw new Problem('link-invalid');
  return { kind: 'link', initiativeId, contactId };
}

const MINE = `${LANGUAGE_PREFIX}/submit/mine`;

links.get(MINE, (c) => page(c, <MinePage frame={frameOf(c)} email="" />));

links.post(MINE, async (c) => {
  const body = await formBody(c);
  const email = one(body, 'email');
  const answers = answersOf(body, ANSWER_NAMES);
  const unfinished =
    answers.size > 0 ? { answers, token: (await formToken(c, one(body, 'form'))).token } : undefined;
  try {
    await sendStatusLinks(c, { email });
    return page(c, <MinePage frame={frameOf(c)} email={email} sent unfinished={unfinished} />);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const [issue] = error.issues;
    const message = issue ? issueText(t(c), issue) : t(c)('problem.too-many-requests.detail');
    return page(
      c,
      <MinePage
        frame={frameOf(c)}
        email={email}
        unfinished={unfinished}
        {...(issue ? { error: message } : { warning: message })}
      />,
      withStatus(error),
    );
  }
});
