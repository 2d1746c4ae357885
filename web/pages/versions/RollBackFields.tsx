import { Button } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Select } from '../../components/Select.tsx';

/** What a form holds that makes an earlier public version public again. */
export function RollBackFields({
  frame: { t },
  version,
  choices,
}: {
  frame: Frame;
  /** Of the entry, to be named in a write. */
  version: number;
  /** Public versions by their number; the last one is chosen. */
  choices: readonly { number: number | null; label: string }[];
}) {
  return (
    <>
      <input type="hidden" name="expected_version" value={String(version)} />
      <Select
        id="number"
        name="number"
        label={t('submit.roll-back.choose')}
        required
        value={String(choices.at(-1)?.number)}
        options={choices.map(({ number, label }) => ({ value: String(number), label }))}
      />
      <Button kind="secondary">{t('submit.roll-back.do')}</Button>
    </>
  );
}
