import { Hono } from 'hono';
import { openClaimsOn } from '#db/claims.ts';
import { namesOf } from '#db/organization-lists.ts';
import { textIn } from '#domain/initiative/content.ts';
import { can, isOwner } from '#domain/initiative/permissions.ts';
import { mayEdit, roleIn } from '#domain/organization/rights.ts';
import { Problem } from '#domain/problems.ts';
import { one, versionOf } from '#domain/schemas/form.ts';
import { EntryOwnerPage } from '#web/pages/organizations/EntryOwnerPage.tsx';
import { formBody } from '#worker/http/body.ts';
import type { AppContext, AppEnv } from '#worker/http/context.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { accountOf, tidy } from './access.ts';
import { claimableFor, claimEntry, withdrawClaim } from './claim.ts';
import { organizationMeant } from './facts.ts';
import { giveEntry, visibleEntry } from './transfer.ts';
import { firstError, noticeOf, warning } from './view.ts';

/** Whose an entry is: giving it away and claiming it. */
export const entryOwners = new Hono<AppEnv>();

const PATH = `${LANGUAGE_PREFIX}/manage/entries/:id` as const;

interface Again {
  organization?: string;
  message?: string;
  problem?: Problem;
}

async function ownerPage(c: AppContext, again: Again = {}): Promise<Response> {
  const actor = accountOf(c);
  const held = await visibleEntry(c, actor, c.req.param('id') ?? '');
  const { entry, subject } = held;
  const owns = isOwner(actor, subject);
  const claims = (await openClaimsOn(c.env.DB, entry.id)).filter(
    (claim) => owns || claim.askedBy === actor.id || roleIn(actor, claim.organizationId) !== null,
  );
  const claimable = claimableFor(actor, held).filter((id) =>
    claims.every((claim) => claim.organizationId !== id),
  );
  const names = await namesOf(
    c.env.DB,
    [subject.organizationId ?? '', ...claimable, ...claims.map((claim) => claim.organizationId)],
    c.get('language'),
  );
  const named = (id: string) => ({ id, name: names.get(id) ?? id });
  const text = textIn(entry.content, entry.content.language);
  const { problem, organization = '', message = '' } = again;
  return page(
    c,
    <EntryOwnerPage
      frame={frameOf(c)}
      id={entry.id}
      title={text.title}
      titleLanguage={text.language}
      version={entry.standing.version}
      owner={subject.organizationId === null ? null : named(subject.organizationId)}
      canGive={owns && can(actor, 'transfer', subject)}
      claimable={claimable.map(named)}
      open={claims.map((claim) => ({
        id: claim.id,
        kind: claim.kind,
        name: named(claim.organizationId).name,
        dueAt: claim.dueAt,
        own: claim.askedBy === actor.id || (claim.kind === 'claim' && mayEdit(actor, claim.organizationId)),
      }))}
      values={{ organization, message }}
      error={problem?.code === 'invalid-input' ? firstError(c, problem.issues) : undefined}
      notice={problem && problem.code !== 'invalid-input' ? said(c, problem) : noticeOf(c)}
    />,
    { private: true, status: (problem?.status ?? 200) as 200 },
  );
}

function said(c: AppContext, problem: Problem) {
  return warning(
    c,
    problem.code === 'edit-conflict' ? 'problem.edit-conflict.detail' : 'problem.wrong-state.detail',
  );
}

/** Does something and shows the page again, with what kept it from being done. */
async function doing(
  c: AppContext,
  again: Again,
  work: () => Promise<'saved' | 'offered' | 'claimed'>,
): Promise<Response> {
  try {
    const done = await work();
    return c.redirect(`/${c.get('language')}/manage/entries/${c.req.param('id')}?done=${done}`, 303);
  } catch (error) {
    if (
      !(error instanceof Problem) ||
      !['invalid-input', 'edit-conflict', 'wrong-state'].includes(error.code)
    )
      throw error;
    return ownerPage(c, { ...again, problem: error });
  }
}

entryOwners.get(PATH, async (c) => signInFirst(c) ?? ownerPage(c));

entryOwners.post(`${PATH}/give`, async (c) => {
  const actor = accountOf(c);
  const form = await formBody(c);
  const [organization, message] = [one(form, 'organization'), tidy(one(form, 'message'), true)];
  const held = await visibleEntry(c, actor, c.req.param('id'));
  return doing(c, { organization, message }, async () => {
    const organizationId = await organizationMeant(c, organization.slice(0, 2000));
    if (organizationId === null)
      throw new Problem('invalid-input', {
        issues: [{ pointer: '#/organization', code: 'unknown-organization', params: {} }],
      });
    const done = await giveEntry(c, actor, held, {
      organizationId,
      expectedVersion: versionOf(form),
      message,
    });
    return done === 'offered' ? 'offered' : 'saved';
  });
});

entryOwners.post(`${PATH}/claim`, async (c) => {
  const actor = accountOf(c);
  const form = await formBody(c);
  const [organizationId, message] = [one(form, 'organization'), tidy(one(form, 'message'), true)];
  const held = await visibleEntry(c, actor, c.req.param('id'));
  return doing(c, { message }, async () => {
    await claimEntry(c, actor, held, { organizationId, message });
    return 'claimed';
  });
});

entryOwners.post(`${LANGUAGE_PREFIX}/manage/claims/:id/withdraw`, async (c) => {
  const claim = await withdrawClaim(c, accountOf(c), c.req.param('id'));
  return c.redirect(`/${c.get('language')}/manage/entries/${claim.initiativeId}?done=saved`, 303);
});
