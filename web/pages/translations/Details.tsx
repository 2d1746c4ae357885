import { DETAIL_FIELDS, type Text } from '#domain/initiative/content.ts';
import type { Frame } from '../../components/frame.ts';

/** What a language version tells beside its summary; nothing if it tells nothing. */
export function Details({
  frame: { t },
  text,
  level,
}: {
  frame: Frame;
  text: Text;
  /** Level of the heading of each. */
  level: 2 | 3;
}) {
  const Heading = `h${level}` as const;
  return (
    <>
      {DETAIL_FIELDS.map(
        (field) =>
          text[field] && (
            <div key={field} class="entry-detail">
              <Heading>{t(`field.${field}`)}</Heading>
              <p class="prose" lang={text.language} dir="auto">
                {text[field]}
              </p>
            </div>
          ),
      )}
    </>
  );
}
