import type { Text } from '#domain/initiative/content.ts';
import { formatDate } from '#domain/strings/strings.ts';
import type { Frame } from '../../components/frame.ts';
import { Tag } from '../../components/Tag.tsx';

export type ShownText = Pick<Text, 'origin'> & {
  translator?: Text['translator'] | undefined;
  reviewed_at?: string | undefined;
  outdated?: true | undefined;
};

/** Where a language version comes from, in words. */
export function originOf({ t, language }: Frame, { origin, translator, reviewed_at }: ShownText): string {
  if (translator === 'owner') return t('entry.origin.owner');
  if (translator === 'reader' && reviewed_at)
    return t('entry.origin.reader', { date: formatDate(language, Date.parse(reviewed_at)) });
  return t(`entry.origin.${origin}`);
}

/** Where a language version comes from, and whether the original is newer. */
export function OriginTags({ frame, text }: { frame: Frame; text: ShownText }) {
  return (
    <>
      <Tag>{originOf(frame, text)}</Tag> {text.outdated && <Tag>{frame.t('entry.outdated')}</Tag>}
    </>
  );
}
