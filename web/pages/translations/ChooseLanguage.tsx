import { Button } from '../../components/Button.tsx';
import type { Frame } from '../../components/frame.ts';
import { Select } from '../../components/Select.tsx';
import { languageOptions } from '../submit/TitleFields.tsx';

/** Asks which language an entry shall be translated into; the answer is a parameter of the same page. */
export function ChooseLanguage({
  frame: { t, language },
  action,
  original,
}: {
  frame: Frame;
  action: string;
  /** The language that the entry is written in, which is none to choose. */
  original: string;
}) {
  return (
    <form class="form" method="get" action={action}>
      <Select
        id="language"
        name="language"
        label={t('translate.language')}
        required
        value={language === original ? '' : language}
        options={languageOptions(language).filter(({ value }) => value !== original)}
        emptyLabel={t('submit.choose')}
      />
      <div class="actions">
        <Button kind="secondary">{t('translate.choose')}</Button>
      </div>
    </form>
  );
}
