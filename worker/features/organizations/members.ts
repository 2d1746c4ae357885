import { and, eq } from 'drizzle-orm';
import { accountForAddress } from '#db/accounts.ts';
import { records } from '#db/client.ts';
import { membersOf, ownersOf } from '#db/organization-lists.ts';
import {
  commitOrganizations,
  type OrganizationChange,
  openOrganization,
  type RegisteredOrganization,
} from '#db/organizations.ts';
import { organizationInvitations, organizationMembers } from '#db/schema/main.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { MEMBER_ROLES, type MemberRole } from '#domain/initiative/permissions.ts';
import { INVITATION_DAYS } from '#domain/organization/events.ts';
import { isAtLeast } from '#domain/organization/rights.ts';
import { Problem } from '#domain/problems.ts';
import { Invitation } from '#domain/schemas/organization.ts';
import { parse } from '#domain/schemas/parse.ts';
import { sha256 } from '#domain/text/digest.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress, limitNetwork } from '#worker/http/limits.ts';
import { newToken } from './access.ts';

const DAY = 86_400_000;

type MemberChange = Pick<OrganizationChange, 'type' | 'rows' | 'mails'> & {
  data: Record<string, string>;
  at: number;
};

async function change(
  c: AppContext,
  organization: RegisteredOrganization,
  by: string,
  { at, ...rest }: MemberChange,
): Promise<void> {
  await commitOrganizations(c.env.DB, [
    { organizationId: organization.id, version: organization.version, actorId: by, at, ...rest },
  ]);
  hurry(c);
}

const manage = (id: string) => `/manage/organizations/${id}`;

/** Mails an invitation. Throws `invalid-input`, `edit-conflict` and `too-many-requests`. */
export async function inviteMember(
  c: AppContext,
  organization: RegisteredOrganization,
  by: string,
  input: unknown,
): Promise<void> {
  const { email, role, language } = parse(Invitation, input);
  await limitNetwork(c, 'organization');
  await limitAddress(c, 'organization-invitation', email);
  const at = c.get('clock')();
  const id = newId();
  const token = newToken();
  await change(c, organization, by, {
    type: 'organization.invited',
    data: { invitation: id, role },
    rows: [
      records(c.env.DB)
        .insert(organizationInvitations)
        .values({
          id,
          organizationId: organization.id,
          role,
          email,
          digest: await sha256(token),
          invitedBy: by,
          invitedAt: at,
          expiresAt: at + INVITATION_DAYS * DAY,
        }),
    ],
    mails: [
      {
        template: 'organization-invited',
        to: { address: email, language },
        link: `/manage/invitations/${token}`,
        role,
      },
    ],
    at,
  });
}

/** Takes an invitation back, so that its link is dead. Throws `not-found` if there is none that still works. */
export async function revokeInvitation(
  c: AppContext,
  organization: RegisteredOrganization,
  by: string,
  id: string,
): Promise<void> {
  const [invitation] = await records(c.env.DB)
    .select()
    .from(organizationInvitations)
    .where(
      and(eq(organizationInvitations.id, id), eq(organizationInvitations.organizationId, organization.id)),
    );
  if (!invitation || invitation.usedAt !== null || invitation.revokedAt !== null)
    throw new Problem('not-found');
  const at = c.get('clock')();
  await change(c, organization, by, {
    type: 'organization.invitation-revoked',
    data: { invitation: id },
    rows: [
      records(c.env.DB)
        .update(organizationInvitations)
        .set({ revokedAt: at, email: null })
        .where(eq(organizationInvitations.id, id)),
    ],
    at,
  });
}

export interface OpenedInvitation {
  id: string;
  organization: RegisteredOrganization;
  role: MemberRole;
  /** Whom it was sent to. */
  email: string;
  invitedBy: string;
}

/** What a mailed invitation offers: `link-invalid` if it never was ours, `link-expired` if it was used, taken back or is too old. */
export async function openInvitation(c: AppContext, token: string): Promise<OpenedInvitation> {
  const [found] = await records(c.env.DB)
    .select()
    .from(organizationInvitations)
    .where(eq(organizationInvitations.digest, await sha256(token.slice(0, 200))));
  if (!found) throw new Problem('link-invalid');
  const { usedAt, revokedAt, expiresAt, email, ...invitation } = found;
  if (usedAt !== null || revokedAt !== null || email === null || expiresAt < c.get('clock')())
    throw new Problem('link-expired');
  const organization = await openOrganization(c.env.DB, invitation.organizationId);
  return { ...invitation, organization, email };
}

/**
 * Makes whoever holds an invitation a member: the signed-in account, else that of the address it was sent to, which is
 * opened if there is none. A member keeps a role that may do more. Throws as `openInvitation`, and `edit-conflict`.
 */
export async function acceptInvitation(c: AppContext, token: string): Promise<OpenedInvitation> {
  const invitation = await openInvitation(c, token);
  const { id, organization, email, invitedBy } = invitation;
  const db = records(c.env.DB);
  const at = c.get('clock')();
  const userId =
    c.get('user')?.id ??
    (await accountForAddress(c.env.DB, { email, language: c.get('language'), by: invitedBy, at }));
  const members = await membersOf(c.env.DB, organization.id);
  const held = members.find((member) => member.userId === userId)?.role ?? null;
  const role = held !== null && isAtLeast(held, invitation.role) ? held : invitation.role;
  const owners = members.filter((member) => member.role === 'owner' && member.userId !== userId);
  await change(c, organization, userId, {
    type: 'organization.joined',
    data: { member: userId, role, invitation: id },
    rows: [
      db
        .update(organizationInvitations)
        .set({ usedAt: at, usedBy: userId, email: null })
        .where(eq(organizationInvitations.id, id)),
      db
        .insert(organizationMembers)
        .values({ organizationId: organization.id, userId, role, at })
        .onConflictDoUpdate({
          target: [organizationMembers.organizationId, organizationMembers.userId],
          set: { role },
        }),
    ],
    mails: owners.map((owner) => ({
      template: 'organization-joined' as const,
      to: { account: owner.userId },
      link: manage(organization.id),
      role,
    })),
    at,
  });
  return invitation;
}

async function memberOf(c: AppContext, { id }: RegisteredOrganization, userId: string) {
  const member = (await membersOf(c.env.DB, id)).find((one) => one.userId === userId);
  if (!member) throw new Problem('not-found');
  return member;
}

/** An organisation always has an owner, so that somebody can act for it. */
async function requireOtherOwner(c: AppContext, { id }: RegisteredOrganization, userId: string) {
  const owners = await ownersOf(c.env.DB, id);
  if (owners.every((owner) => owner === userId)) throw new Problem('last-owner');
}

/** Gives a member another role. Throws `not-found`, `last-owner`, `invalid-input` and `edit-conflict`. */
export async function changeRole(
  c: AppContext,
  organization: RegisteredOrganization,
  by: string,
  wish: { userId: string; role: string },
): Promise<void> {
  const role = MEMBER_ROLES.find((known) => known === wish.role);
  if (!role)
    throw new Problem('invalid-input', { issues: [{ pointer: '#/role', code: 'unknown-code', params: {} }] });
  const member = await memberOf(c, organization, wish.userId);
  if (member.role === role) return;
  if (member.role === 'owner') await requireOtherOwner(c, organization, member.userId);
  const { userId } = member;
  await change(c, organization, by, {
    type: 'organization.role-changed',
    data: { member: userId, role },
    rows: [
      records(c.env.DB)
        .update(organizationMembers)
        .set({ role })
        .where(
          and(
            eq(organizationMembers.organizationId, organization.id),
            eq(organizationMembers.userId, userId),
          ),
        ),
    ],
    mails:
      userId === by
        ? []
        : [
            {
              template: 'organization-role',
              to: { account: userId },
              link: manage(organization.id),
              role,
            },
          ],
    at: c.get('clock')(),
  });
}

/** Ends a membership: of somebody else (removed), or one's own (left). Throws `not-found`, `last-owner` and `edit-conflict`. */
export async function endMembership(
  c: AppContext,
  organization: RegisteredOrganization,
  by: string,
  userId: string,
): Promise<void> {
  const member = await memberOf(c, organization, userId);
  if (member.role === 'owner') await requireOtherOwner(c, organization, userId);
  const owners = await ownersOf(c.env.DB, organization.id);
  const left = userId === by;
  await change(c, organization, by, {
    type: left ? 'organization.left' : 'organization.removed',
    data: { member: userId },
    rows: [
      records(c.env.DB)
        .delete(organizationMembers)
        .where(
          and(
            eq(organizationMembers.organizationId, organization.id),
            eq(organizationMembers.userId, userId),
          ),
        ),
    ],
    mails: left
      ? owners
          .filter((owner) => owner !== userId)
          .map((owner) => ({
            template: 'organization-left' as const,
            to: { account: owner },
            link: manage(organization.id),
          }))
      : [{ template: 'organization-removed', to: { account: userId }, link: '/account' }],
    at: c.get('clock')(),
  });
}
