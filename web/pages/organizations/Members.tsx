import { MEMBER_ROLES, type MemberRole } from '#domain/initiative/permissions.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { LANGUAGE_ENDONYMS, LANGUAGES } from '#domain/taxonomy/language.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import type { Frame } from '../../components/frame.ts';
import { Radios } from '../../components/Radios.tsx';
import { Select } from '../../components/Select.tsx';
import { TextInput } from '../../components/TextInput.tsx';

export interface MembersProps {
  frame: Frame;
  /** Address of the page of the organisation. */
  manage: string;
  /** Of who looks. */
  role: MemberRole;
  members: readonly { userId: string; email: string; role: MemberRole; at: number; self: boolean }[];
  invitations: readonly { id: string; email: string | null; role: MemberRole; expiresAt: number }[];
  /** What was typed of an invitation, and what is wrong with it. */
  invite: { email: string; role: string; language: string; error?: string | undefined };
}

export function Members(props: MembersProps) {
  const { frame, manage, role, members } = props;
  const { t, language } = frame;
  const owner = role === 'owner';
  return (
    <section aria-labelledby="members">
      <h2 id="members">{t('organization.members')}</h2>
      <DataTable
        caption={t('organization.members')}
        columns={[
          { key: 'member', label: t('organization.member') },
          { key: 'role', label: t('accounts.account.role') },
          { key: 'since', label: t('organization.since') },
          { key: 'change', label: t('organization.member.change') },
        ]}
        rows={members.map((member) => ({
          id: member.userId,
          cells: [
            <bdi>{member.email}</bdi>,
            t(`organization.role.${member.role}`),
            formatDate(language, member.at),
            owner || member.self ? <Change {...props} member={member} owner={owner} /> : '–',
          ],
        }))}
      />
      {owner && <Invitations {...props} />}
      {owner && <Invite frame={frame} manage={manage} invite={props.invite} />}
    </section>
  );
}

function Change({
  frame: { t },
  manage,
  member: { userId, email, role, self },
  owner,
}: MembersProps & { member: MembersProps['members'][number]; owner: boolean }) {
  return (
    <div class="inline-form">
      {owner && (
        <form method="post" action={`${manage}/members/${userId}`} class="inline-form">
          <select class="input" name="role" aria-label={t('organization.role.of', { email })}>
            {MEMBER_ROLES.map((one) => (
              <option key={one} value={one} selected={one === role}>
                {t(`organization.role.${one}`)}
              </option>
            ))}
          </select>
          <Button kind="secondary">{t('organization.save')}</Button>
        </form>
      )}
      <form method="post" action={`${manage}/members/${userId}/end`}>
        <Button kind="danger">{t(self ? 'organization.leave' : 'organization.remove')}</Button>
      </form>
    </div>
  );
}

function Invitations({ frame: { t, language }, manage, invitations }: MembersProps) {
  if (invitations.length === 0) return null;
  return (
    <>
      <h3>{t('organization.invitations')}</h3>
      <ul>
        {invitations.map(({ id, email, role, expiresAt }) => (
          <li key={id}>
            <form method="post" action={`${manage}/invitations/${id}/revoke`} class="inline-form">
              <span>
                <bdi>{email}</bdi> – {t(`organization.role.${role}`)},{' '}
                {t('organization.until', { date: formatDate(language, expiresAt) })}
              </span>
              <Button kind="secondary">{t('organization.take-back')}</Button>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}

function Invite({ frame: { t }, manage, invite }: Pick<MembersProps, 'frame' | 'manage' | 'invite'>) {
  return (
    <form method="post" action={`${manage}/invitations`} aria-labelledby="invite">
      <h3 id="invite">{t('organization.invite')}</h3>
      <TextInput
        id="email"
        name="email"
        type="email"
        label={t('accounts.account.email')}
        value={invite.email}
        error={invite.error}
        autocomplete="off"
        required
      />
      <Radios
        id="role"
        name="role"
        label={t('accounts.account.role')}
        required
        value={invite.role}
        options={MEMBER_ROLES.map((value) => ({
          value,
          label: t(`organization.role.${value}`),
          hint: t(`organization.role.${value}.hint`),
        }))}
      />
      <Select
        id="language"
        name="language"
        label={t('submit.contact.language')}
        required
        value={invite.language}
        options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_ENDONYMS[value], lang: value }))}
      />
      <Button>{t('organization.invite.send')}</Button>
    </form>
  );
}
