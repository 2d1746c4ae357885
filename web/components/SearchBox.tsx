import { QUERY_LENGTH } from '#domain/schemas/search-query.ts';
import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';
import { suggestAttributes } from './suggest-attributes.ts';

/** One character more than is searched arrives, so that whoever pastes a long text is told that its end is left out. */
const KEPT_LENGTH = QUERY_LENGTH + 1;

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
        <SearchRow frame={frame} q={q} label={label} suggest={hidden.length === 0} />
        {hidden.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
      </form>
    </search>
  );
}

export interface SearchRowProps extends Pick<SearchBoxProps, 'frame' | 'q' | 'label'> {
  /** Suggests from the whole register while somebody types. */
  suggest?: boolean | undefined;
}

/** The words and the button alone, for a form that holds the filters as well. */
export function SearchRow({ frame, q, label, suggest = true }: SearchRowProps) {
  const { t } = frame;
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
          maxLength={KEPT_LENGTH}
          dir="auto"
          autocomplete="off"
          enterkeyhint="search"
          {...(suggest && suggestAttributes(frame))}
        />
        <button class="button primary" type="submit">
          {t('search-box.submit')}
        </button>
      </div>
      {suggest && frame.assets.suggest && <script type="module" src={frame.assets.suggest} />}
    </div>
  );
}
