import type { ComponentChildren } from 'preact';
import { formatNumber } from '#domain/strings/strings.ts';
import type { ActionLine } from '#domain/taxonomy/action-lines.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { SDG_NAMES } from '#domain/taxonomy/names/sdgs.ts';
import type { Sdg } from '#domain/taxonomy/sdgs.ts';
import { ActionLineCode } from '../../components/ActionLineTag.tsx';
import type { Frame } from '../../components/frame.ts';

export interface LinkListItem {
  href: string;
  label: ComponentChildren;
  mark?: ComponentChildren;
  note?: string | undefined;
  count?: number | undefined;
}

/** Links with what stands before them, and how many entries are behind each. */
export function LinkList({
  frame: { language, t },
  items,
}: {
  frame: Frame;
  items: readonly LinkListItem[];
}) {
  return (
    <ul class="link-list">
      {items.map(({ href, label, mark, note, count }) => (
        <li key={href}>
          <a href={href}>
            {mark}
            <span>
              {label}
              {note && <span class="fine-print"> {note}</span>}
            </span>
            {count !== undefined && (
              <span class="count">
                <span aria-hidden="true">{formatNumber(language, count)}</span>
                <span class="visually-hidden">{t('facet.count', { count })}</span>
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** The link to the page of an action line. */
export function actionLineItem({ language }: Frame, code: ActionLine | 'C7', count?: number): LinkListItem {
  return {
    href: `/${language}/action-lines/${code}`,
    mark: <ActionLineCode code={code} />,
    label: ACTION_LINE_SHORT_NAMES[code][language],
    count,
  };
}

/** The link to the page of a goal. The tile repeats the name for those who see it, so it is hidden from others. */
export function sdgItem(
  { language }: Frame,
  sdg: Sdg,
  more: Pick<LinkListItem, 'count' | 'note'> = {},
): LinkListItem {
  return {
    href: `/${language}/sdgs/${sdg}`,
    mark: (
      <span class={`sdg sdg-${sdg}`} aria-hidden="true">
        {sdg}
      </span>
    ),
    label: SDG_NAMES[sdg][language],
    ...more,
  };
}
