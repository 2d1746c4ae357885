import type { PublicVersion } from '#domain/initiative/public-versions.ts';
import { formatDate } from '#domain/strings/strings.ts';
import { Button } from '#web/components/Button.tsx';
import type { Frame } from '#web/components/frame.ts';
import { TextInput } from '#web/components/TextInput.tsx';
import { paths } from '#web/paths.ts';
import { RollBackFields } from '../versions/RollBackFields.tsx';
import { Fold } from './Fold.tsx';

interface HeldProps {
  frame: Frame;
  /** Address of the private page. */
  href: string;
  version: number;
}

/** Makes an earlier public version public again. */
export function RollBackForm(props: HeldProps & { id: string; versions: readonly PublicVersion[] }) {
  const { frame, href, version, id, versions } = props;
  const { t, language } = frame;
  if (versions.length === 0) return null;
  return (
    <Fold title={t('submit.roll-back.title')}>
      <p>{t('submit.roll-back.lead')}</p>
      <ul class="plain-list">
        {versions.map(({ number, at }) => (
          <li key={number}>
            <a href={paths.version(language, id, number)}>{t('version.number', { number })}</a>{' '}
            <span class="hint">{formatDate(language, at)}</span>
          </li>
        ))}
      </ul>
      <form class="form" method="post" action={`${href}/roll-back`}>
        <RollBackFields
          frame={frame}
          version={version}
          choices={versions.map(({ number }) => ({ number, label: t('version.number', { number }) }))}
        />
      </form>
    </Fold>
  );
}

/** Names another address for the mails about an entry. */
export function AddressForm({
  frame: { t },
  href,
  contact,
}: Omit<HeldProps, 'version'> & { contact: string }) {
  return (
    <Fold title={t('submit.address.title')}>
      <p>
        {t('submit.address.now')} <bdi>{contact}</bdi>
      </p>
      <form class="form" method="post" action={`${href}/address`} noValidate>
        <TextInput
          id="email"
          name="email"
          type="email"
          autocomplete="email"
          label={t('submit.address.new')}
          hint={t('submit.address.hint')}
          required
          value=""
        />
        <Button kind="secondary">{t('submit.address.send')}</Button>
      </form>
    </Fold>
  );
}
