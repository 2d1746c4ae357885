import { Hono } from 'hono';
import { openClaimsOf } from '#db/claims.ts';
import { entriesOwnedBy, membersOf, openInvitations } from '#db/organization-lists.ts';
import { openOrganization, type RegisteredOrganization } from '#db/organizations.ts';
import { mayRun, mergesAtDesk, roleIn } from '#domain/organization/rights.ts';
import { Problem } from '#domain/problems.ts';
import { one } from '#domain/schemas/form.ts';
import { ManagePage } from '#web/pages/organizations/ManagePage.tsx';
import { formBody } from '#worker/http/body.ts';
import { type AppContext, type AppEnv, actorOf } from '#worker/http/context.ts';
import { frameOf, page } from '#worker/http/page.tsx';
import { signInFirst } from '#worker/http/sign-in-first.ts';
import { accountOf } from './access.ts';
import { changeRole, endMembership, inviteMember, revokeInvitation } from './members.ts';
import { factsOf, firstError, MANAGE, manageHref, nameOf, noticeOf, warning } from './view.ts';

/** The page of an organisation for its members, and who they are. */
export const management = new Hono<AppEnv>();

const PATH = `${MANAGE}/:id{[0-9a-hjkmnp-tv-z]{10}}` as const;

/** The organisation of the path, for its members and for staff who merge. Others get `not-found`. */
export async function managed(c: AppContext): Promise<RegisteredOrganization> {
  const actor = accountOf(c);
  const organization = await openOrganization(c.env.DB, c.req.param('id') ?? '');
  if (roleIn(actor, organization.id) === null && !mergesAtDesk(actor)) throw new Problem('not-found');
  return organization;
}

/** The organisation of the path for its owners: `not-allowed` for other members. */
export async function owned(c: AppContext): Promise<RegisteredOrganization> {
  const organization = await managed(c);
  if (mayRun(actorOf(c), organization.id)) return organization;
  throw new Problem(roleIn(actorOf(c), organization.id) === null ? 'not-found' : 'not-allowed');
}

interface Again {
  problem?: Problem;
  email?: string;
  role?: string;
  language?: string;
}

async function managePage(c: AppContext, again: Again = {}): Promise<Response> {
  const organization = await managed(c);
  const { id } = organization;
  const actor = accountOf(c);
  const role = roleIn(actor, id);
  const { DB } = c.env;
  const [facts, members, invitations, entries, waiting] = await Promise.all([
    factsOf(c, organization),
    membersOf(DB, id),
    role === 'owner' ? openInvitations(DB, id, c.get('clock')()) : [],
    entriesOwnedBy(DB, id),
    openClaimsOf(DB, id),
  ]);
  const { problem } = again;
  return page(
    c,
    <ManagePage
      frame={frameOf(c)}
      id={id}
      name={nameOf(c, organization)}
      facts={facts}
      role={role}
      mayMerge={role === 'owner' || (role === null && mergesAtDesk(actor))}
      members={members.map((member) => ({ ...member, self: member.userId === actor.id }))}
      invitations={invitations}
      invite={{
        email: again.email ?? '',
        role: again.role ?? 'editor',
        language: again.language ?? c.get('language'),
        error: problem?.code === 'invalid-input' ? firstError(c, problem.issues) : undefined,
      }}
      entries={entries}
      waiting={waiting.map(({ claim, title, language }) => ({
        id: claim.id,
        kind: claim.kind,
        title,
        language,
      }))}
      notice={problem ? noticeOfProblem(c, problem) : noticeOf(c)}
    />,
    { private: true, status: (problem?.status ?? 200) as 200, headers: { ...problem?.headers } },
  );
}

function noticeOfProblem(c: AppContext, problem: Problem) {
  switch (problem.code) {
    case 'last-owner':
      return warning(c, 'problem.last-owner.detail');
    case 'edit-conflict':
      return warning(c, 'organization.conflict');
    default:
      return undefined;
  }
}

const SHOWN: readonly string[] = ['invalid-input', 'edit-conflict', 'last-owner'];

/** Does something for an owner and shows the page again, with what kept it from being done. */
async function asOwner(
  c: AppContext,
  done: 'saved' | 'invited',
  again: Again,
  work: (organization: RegisteredOrganization, by: string) => Promise<void>,
): Promise<Response> {
  const { id: by } = accountOf(c);
  const organization = await owned(c);
  try {
    await work(organization, by);
  } catch (error) {
    if (!(error instanceof Problem) || !SHOWN.includes(error.code)) throw error;
    return managePage(c, { ...again, problem: error });
  }
  return c.redirect(`${manageHref(c, organization.id)}?done=${done}`, 303);
}

management.get(PATH, async (c) => signInFirst(c) ?? managePage(c));

management.post(`${PATH}/invitations`, async (c) => {
  const form = await formBody(c);
  const input = { email: one(form, 'email'), role: one(form, 'role'), language: one(form, 'language') };
  return asOwner(c, 'invited', input, (organization, by) => inviteMember(c, organization, by, input));
});

management.post(`${PATH}/invitations/:invitation/revoke`, (c) =>
  asOwner(c, 'saved', {}, (organization, by) =>
    revokeInvitation(c, organization, by, c.req.param('invitation')),
  ),
);

management.post(`${PATH}/members/:user`, async (c) => {
  const form = await formBody(c);
  return asOwner(c, 'saved', {}, (organization, by) =>
    changeRole(c, organization, by, { userId: c.req.param('user'), role: one(form, 'role') }),
  );
});

management.post(`${PATH}/members/:user/end`, async (c) => {
  const userId = c.req.param('user');
  const { id: by } = accountOf(c);
  if (userId !== by)
    return asOwner(c, 'saved', {}, (organization) => endMembership(c, organization, by, userId));
  const organization = await managed(c);
  try {
    await endMembership(c, organization, by, userId);
  } catch (error) {
    if (!(error instanceof Problem) || !SHOWN.includes(error.code)) throw error;
    return managePage(c, { problem: error });
  }
  return c.redirect(`/${c.get('language')}/account`, 303);
});
