import { Button } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Select } from '../../components/Select.tsx';
import { paths } from '../../paths.ts';

/** How often a member of staff is told by mail what waits. */
export function DigestChoice({ frame, rhythm }: { frame: Frame; rhythm: 'off' | 'daily' | 'weekly' }) {
  const { language, t } = frame;
  return (
    <section aria-labelledby="digest">
      <h2 id="digest">{t('digest.title')}</h2>
      <form method="post" action={`${paths.account(language)}/digest`}>
        <Select
          id="rhythm"
          name="rhythm"
          label={t('digest.rhythm')}
          hint={t('digest.hint')}
          value={rhythm}
          options={[
            { value: 'off', label: t('digest.off') },
            { value: 'daily', label: t('digest.daily') },
            { value: 'weekly', label: t('digest.weekly') },
          ]}
        />
        <p class="actions">
          <Button kind="secondary">{t('accounts.account.save')}</Button>
        </p>
      </form>
    </section>
  );
}
