import { isLanguage, type Language } from '#domain/taxonomy/language.ts';

/** Beginning of the route of every page. The group matters: without it the pattern also matches words that end in `es`. */
export const LANGUAGE_PREFIX = '/:language{(?:ar|zh|en|fr|ru|es)}';

/** The best of our six languages for an Accept-Language header; English if none fits (RFC 9110 §12.5.4). */
export function negotiate(header: string | undefined): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...params] = part.trim().split(';');
      const weight = params.find((param) => param.trim().startsWith('q='));
      return { tag: tag.trim().toLowerCase(), q: weight ? Number(weight.trim().slice(2)) || 0 : 1, order };
    })
    .filter(({ tag, q }) => tag && q > 0)
    .sort((a, b) => b.q - a.q || a.order - b.order);
  for (const { tag } of wanted) {
    const primary = tag.split('-')[0];
    if (isLanguage(primary)) return primary;
  }
  return 'en';
}

/** The language of a path `/{lang}/…`, or null. */
export function languageOfPath(path: string): Language | null {
  const first = path.split('/', 2)[1];
  return isLanguage(first) ? first : null;
}
