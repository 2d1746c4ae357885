import type { ActionLine } from '#domain/taxonomy/action-lines.ts';
import { ACTION_LINE_SHORT_NAMES } from '#domain/taxonomy/names/action-lines-short.ts';
import { paths } from '../paths.ts';
import type { Frame } from './frame.ts';
import { Tag } from './Tag.tsx';

export interface ActionLineTagProps {
  frame: Frame;
  code: ActionLine | 'C7';
  /** Leads to the search for this line. */
  link?: boolean | undefined;
}

export function ActionLineTag({ frame: { language }, code, link = false }: ActionLineTagProps) {
  return (
    <Tag href={link ? paths.search(language, { action_line: code }) : undefined}>
      <ActionLineCode code={code} /> {ACTION_LINE_SHORT_NAMES[code][language]}
    </Tag>
  );
}

/** The official number alone: the eight parts of C7 have none of their own. */
export function ActionLineCode({ code }: { code: ActionLine | 'C7' }) {
  return <bdi class="line-code">{code.split('-', 1)[0]}</bdi>;
}
