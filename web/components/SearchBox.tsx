import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';

export interface SearchBoxProps {
  frame: Frame;
  q: string;
  /** Filters to keep when the words change. */
  hidden?: readonly (readonly [name: string, value: string])[] | undefined;
  /** What is searched, when it is less than the whole register. */
  label?: string | undefined;
}

export function SearchBox({ frame, q, hidden = [], label }: SearchBoxProps) {
  return (
    <search>
      <form method="get" action={paths.search(frame.language)}>
        <SearchRow frame={frame} q={q} label={label} />
        {hidden.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  );
}

/** The words and the button alone, for a form that holds the filters as well. */
export function SearchRow({ frame: { t }, q, label }: Pick<SearchBoxProps, 'frame' | 'q' | 'label'>) {
  return (
    <div class="search-box">
      <label for="q">{label ?? t('search-box.label')}</label>
      <div class="search-box-row">
        <input
          id="q"
          class="input"
          type="search"
          name="q"
          value={q}
          maxLength={500}
          dir="auto"
          autocomplete="off"
          enterkeyhint="search"
        />
        <button class="button primary" type="submit">
          {t('search-box.submit')}
        </button>
      </div>
    </div>
  );
}
