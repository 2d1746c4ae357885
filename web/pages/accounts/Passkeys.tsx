import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '../../components/Button.tsx';
import { DataTable } from '../../components/DataTable.tsx';
import type { Frame } from '../../components/frame.ts';
import { TextInput } from '../../components/TextInput.tsx';
import { paths } from '../../paths.ts';

export interface PasskeyListProps {
  frame: Frame;
  passkeys: readonly {
    id: string;
    name: string;
    /** Milliseconds since 1970, UTC. */
    createdAt: number;
    usedAt: number | null;
  }[];
  /** Id of the field that was wrong, what was written into it and what is wrong with it. */
  error?: { field: string; value: string; text: string } | undefined;
}

/** Id of the field with the name of the passkey at this place of the list. */
export function nameField(index: number): string {
  return `passkey-${index}`;
}

/** The passkeys of somebody. Naming and removing work without script; making one is the browser's. */
export function Passkeys({ frame, passkeys, error }: PasskeyListProps) {
  const { language, t, assets } = frame;
  const path = `${paths.security(language)}/passkeys`;
  return (
    <section id="passkeys">
      <h2>{t('accounts.passkeys')}</h2>
      <p>{t('accounts.passkeys.lead')}</p>
      {passkeys.length === 0 ? (
        <p>{t('accounts.passkeys.none')}</p>
      ) : (
        <DataTable
          caption={t('accounts.passkeys')}
          columns={[
            { key: 'name', label: t('accounts.passkeys.name') },
            { key: 'added', label: t('accounts.passkeys.added') },
            { key: 'used', label: t('accounts.sessions.used') },
            { key: 'change', label: t('accounts.change') },
          ]}
          rows={passkeys.map(({ id, name, createdAt, usedAt }, index) => {
            const wrong = error?.field === nameField(index) ? error : undefined;
            return {
              id,
              cells: [
                <bdi>{name}</bdi>,
                formatDate(language, createdAt),
                usedAt === null ? t('accounts.passkeys.never') : formatDate(language, usedAt),
                <form method="post" action={path} class="passkey-form" noValidate>
                  <input type="hidden" name="id" value={id} />
                  <TextInput
                    id={nameField(index)}
                    name="name"
                    value={wrong?.value ?? name}
                    maxLength={60}
                    label={t('accounts.passkeys.name')}
                    error={wrong?.text}
                  />
                  <p class="actions">
                    <Button name="do" value="rename" kind="secondary">
                      {t('accounts.passkeys.rename')}
                      <span class="visually-hidden"> {name}</span>
                    </Button>
                    <Button name="do" value="remove" kind="danger">
                      {t('accounts.passkeys.remove')}
                      <span class="visually-hidden"> {name}</span>
                    </Button>
                  </p>
                </form>,
              ],
            };
          })}
        />
      )}
      <h3>{t('accounts.passkeys.add')}</h3>
      <p data-passkey-absent>{t('accounts.passkeys.script')}</p>
      <form
        method="post"
        action={path}
        hidden
        noValidate
        data-passkey="create"
        data-passkey-path={path}
        data-passkey-failed={t('accounts.passkeys.failed')}
      >
        <TextInput
          id="new-passkey"
          name="name"
          value=""
          maxLength={60}
          label={t('accounts.passkeys.name')}
          hint={t('accounts.passkeys.name.hint')}
          required
        />
        <p class="actions">
          <Button>{t('accounts.passkeys.add')}</Button>
        </p>
        <p class="error" role="alert" />
      </form>
      {assets.passkey && <script type="module" src={assets.passkey} />}
    </section>
  );
}
