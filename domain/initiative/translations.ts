import { type Content, DETAIL_FIELDS, type DetailField, type Text, type TextParts } from './content.ts';

/** The version in the language that an entry was written in. */
export function originalOf(content: Pick<Content, 'texts' | 'language'>): Text {
  const found = content.texts.find(({ language }) => language === content.language) ?? content.texts[0];
  if (!found) throw new Error('content has at least one text');
  return found;
}

/** A version as somebody says it: what is not told may be empty, null or left out. */
type Said = Pick<TextParts, 'title' | 'summary'> & { [field in DetailField]?: string | null };

/** What a translator writes of a version; details that are not told are left out. */
export function partsOf(text: Said): TextParts {
  const details = DETAIL_FIELDS.flatMap((field) => (text[field] ? [[field, text[field]]] : []));
  return { title: text.title, summary: text.summary, ...Object.fromEntries(details) };
}

/** Whether two versions say the same, wherever they come from. */
export function saysSame(a: TextParts, b: TextParts): boolean {
  return JSON.stringify(partsOf(a)) === JSON.stringify(partsOf(b));
}

/**
 * The content after a change, with every translation marked that is older than what the original says now. One that
 * changed together with the original is not, nor is one that was written by the author too.
 */
export function markOutdated(before: Content, after: Content): Content {
  const original = originalOf(after);
  if (saysSame(originalOf(before), original)) return after;
  return {
    ...after,
    texts: after.texts.map((text) => {
      const was = before.texts.find(({ language }) => language === text.language);
      const stays = text.origin !== 'original' && was !== undefined && saysSame(was, text);
      return stays ? { ...text, outdated: true } : text;
    }),
  };
}

/** The content with a version in another language: in place of the one it has, else as the last. */
export function withTranslation(content: Content, translation: Text): Content {
  const { texts } = content;
  const known = texts.some(({ language }) => language === translation.language);
  return {
    ...content,
    texts: known
      ? texts.map((text) => (text.language === translation.language ? translation : text))
      : [...texts, translation],
  };
}

/** The content without its version in a language; the original stays. */
export function withoutTranslation(content: Content, language: string): Content {
  const original = originalOf(content);
  return {
    ...content,
    texts: content.texts.filter((text) => text === original || text.language !== language),
  };
}
