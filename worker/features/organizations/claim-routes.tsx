import { Hono } from 'hono';
import { claimById, claimsForDesk, type OwnershipClaim } from '#db/claims.ts';
import { namesOf } from '#db/organization-lists.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import { textIn } from '#domain/initiative/content.ts';
import type { Actor } from '#domain/initiative/permissions.ts';
import { roleIn } from '#domain/organization/rights.ts';
import { Problem } from '#domain/problems.ts';
import { one, versionOf } from '#domain/schemas/form.ts';
import { ClaimPage } from '#web/pages/organizations/ClaimPage.tsx';
import { type ClaimAtDesk, ClaimsPage } from '#web/pages/organizations/ClaimsPage.tsx';
import { formBody } from '#worker/http/body.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { openStatusLink } from '#worker/http/links.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { staffOnly } from '#worker/http/staff.ts';
import { accountOf, tidy } from './access.ts';
import {
  agreeTo,
  claimAgainst,
  claimAtDesk,
  decideClaim,
  decidesOn,
  isAnswerable,
  objectTo,
} from './claim.ts';
import { keepsSecret } from './link-routes.tsx';
import { answerOffer, offerFor } from './transfer.ts';
import { firstError, noticeOf, warning } from './view.ts';

/** Answering claims and offers, and deciding on claims at the desk. */
export const claims = new Hono<AppEnv>();

const CLAIM = `${LANGUAGE_PREFIX}/manage/claims/:id` as const;
const BY_LINK = `${CLAIM}/:token` as const;
const DESK = `${LANGUAGE_PREFIX}/moderation/claims` as const;

claims.use(BY_LINK, keepsSecret);

/** Whoever answers: the holder of the private link in the path, or the signed-in account. */
async function answering(c: AppContext): Promise<Actor> {
  const token = c.req.param('token');
  if (!token) return accountOf(c);
  return { kind: 'link', ...(await openStatusLink(c.env.LINK_SECRET, token)) };
}

interface Shown {
  claim: OwnershipClaim;
  held: SubjectEntry;
  open: boolean;
}

/** A claim as the owner of the entry sees it, or an offer as the organisation does; else `not-found`. */
async function shownTo(c: AppContext, actor: Actor): Promise<Shown> {
  const id = c.req.param('id') ?? '';
  const claim = await claimById(c.env.DB, id);
  if (actor.kind === 'account' && claim?.kind === 'offer') {
    await offerFor(c, actor, id);
    const held = await subjectEntry(c.env.DB, claim.initiativeId);
    if (!held) throw new Problem('not-found');
    return { claim, held, open: claim.state === 'open' };
  }
  // Those who asked see what became of it.
  if (actor.kind === 'account' && claim && roleIn(actor, claim.organizationId) !== null) {
    const held = await subjectEntry(c.env.DB, claim.initiativeId);
    if (held) return { claim, held, open: false };
  }
  const found = await claimAgainst(c, actor, id);
  return { ...found, open: isAnswerable(found, c.get('clock')()) };
}

async function claimPage(
  c: AppContext,
  { claim, held, open }: Shown,
  again: { value?: string; problem?: Problem } = {},
): Promise<Response> {
  const text = textIn(held.entry.content, held.entry.content.language);
  const names = await namesOf(c.env.DB, [claim.organizationId], c.get('language'));
  return page(
    c,
    <ClaimPage
      frame={frameOf(c)}
      kind={claim.kind}
      href={c.req.path}
      title={text.title}
      titleLanguage={text.language}
      initiativeId={claim.initiativeId}
      name={names.get(claim.organizationId) ?? claim.organizationId}
      message={claim.message}
      dueAt={claim.dueAt}
      objection={claim.objection}
      open={open}
      value={again.value ?? ''}
      error={again.problem && firstError(c, again.problem.issues)}
    />,
    { private: true, status: (again.problem?.status ?? 200) as 200 },
  );
}

async function showClaim(c: AppContext): Promise<Response> {
  return claimPage(c, await shownTo(c, await answering(c)));
}

async function answerClaim(c: AppContext): Promise<Response> {
  const actor = await answering(c);
  const form = await formBody(c);
  const answer = one(form, 'answer');
  const shown = await shownTo(c, actor);
  const message = tidy(one(form, 'message'), true);
  try {
    if (shown.claim.kind === 'offer') await answerOffer(c, accountOf(c), shown.claim, answer === 'accept');
    else if (!shown.open) throw new Problem('wrong-state');
    else if (answer === 'agree') await agreeTo(c, actor, shown);
    else await objectTo(c, shown, message);
  } catch (error) {
    if (
      !(error instanceof Problem) ||
      !['invalid-input', 'wrong-state', 'edit-conflict'].includes(error.code)
    )
      throw error;
    return claimPage(c, await shownTo(c, actor), { value: message, problem: error });
  }
  return c.redirect(c.req.path, 303);
}

claims.get(CLAIM, async (c) => signInFirst(c) ?? showClaim(c));
claims.post(CLAIM, answerClaim);
claims.get(BY_LINK, showClaim);
claims.post(BY_LINK, answerClaim);

async function deskPage(c: AppContext, problem?: Problem): Promise<Response> {
  const actor = accountOf(c);
  const waiting = await claimsForDesk(c.env.DB, c.get('clock')());
  const shown: ClaimAtDesk[] = [];
  for (const claim of waiting) {
    const held = await subjectEntry(c.env.DB, claim.initiativeId);
    if (!held || !decidesOn(actor, { claim, held })) continue;
    const { entry, subject } = held;
    const text = textIn(entry.content, entry.content.language);
    const ids = [claim.organizationId, subject.organizationId ?? ''];
    const names = await namesOf(c.env.DB, ids, c.get('language'));
    const named = (id: string) => ({ id, name: names.get(id) ?? id });
    shown.push({
      id: claim.id,
      initiativeId: entry.id,
      title: text.title,
      titleLanguage: text.language,
      version: entry.standing.version,
      claimant: named(claim.organizationId),
      owner: subject.organizationId === null ? null : named(subject.organizationId),
      message: claim.message,
      objection: claim.objection,
      askedAt: claim.askedAt,
    });
  }
  return page(
    c,
    <ClaimsPage
      frame={frameOf(c)}
      claims={shown}
      notice={problem ? warning(c, `problem.${problem.code}.detail`) : noticeOf(c)}
    />,
    { private: true, status: (problem?.status ?? 200) as 200 },
  );
}

claims.get(DESK, staffOnly, (c) => deskPage(c));

claims.post(`${DESK}/:id`, async (c) => {
  const actor = accountOf(c);
  const form = await formBody(c);
  const found = await claimAtDesk(c, actor, c.req.param('id'));
  const granted = one(form, 'decision') === 'grant';
  try {
    await decideClaim(c, actor, found, { granted, expectedVersion: versionOf(form) });
  } catch (error) {
    if (!(error instanceof Problem) || !['wrong-state', 'edit-conflict'].includes(error.code)) throw error;
    return deskPage(c, error);
  }
  return c.redirect(`/${c.get('language')}/moderation/claims?done=saved`, 303);
});
