import type { ComponentChildren } from 'preact';
import { formatNumber } from '#domain/strings/strings.ts';
import type { Frame } from './frame.ts';

export interface FacetOption {
  value: string;
  label: string;
  count: number;
  checked: boolean;
  /** Shown before the label and hidden from screen readers, e.g. a code or a tile. */
  mark?: ComponentChildren;
  lang?: string | undefined;
}

export interface FacetProps {
  frame: Frame;
  legend: string;
  /** Name of the query parameter. */
  name: string;
  options: readonly FacetOption[];
  open?: boolean | undefined;
}

export function Facet({ frame, legend, name, options, open }: FacetProps) {
  const chosen = options.filter((option) => option.checked).length;
  return (
    <details class="facet" open={open ?? chosen > 0}>
      <summary>
        {legend}
        {chosen > 0 && (
          <span class="facet-chosen">
            <span aria-hidden="true">{formatNumber(frame.language, chosen)}</span>
            <span class="visually-hidden">{frame.t('facet.chosen', { count: chosen })}</span>
          </span>
        )}
      </summary>
      <fieldset>
        <legend class="visually-hidden">{legend}</legend>
        <ul>
          {options.map((option) => (
            <li key={option.value}>
              <FacetChoice frame={frame} name={name} option={option} />
            </li>
          ))}
        </ul>
      </fieldset>
    </details>
  );
}

function FacetChoice({
  frame: { language, t },
  name,
  option,
}: {
  frame: Frame;
  name: string;
  option: FacetOption;
}) {
  const { value, label, count, checked, mark, lang } = option;
  return (
    <label class={count === 0 ? 'facet-option empty' : 'facet-option'}>
      <input type="checkbox" name={name} value={value} checked={checked} />
      {mark !== undefined && (
        <span class="mark" aria-hidden="true">
          {mark}
        </span>
      )}
      <span class="facet-label" lang={lang} dir={lang ? 'auto' : undefined}>
        {label}
      </span>
      <span class="facet-count">
        <span aria-hidden="true">{formatNumber(language, count)}</span>
        <span class="visually-hidden">{t('facet.count', { count })}</span>
      </span>
    </label>
  );
}
