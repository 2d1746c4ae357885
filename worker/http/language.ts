import { isLanguage, LANGUAGES, type Language } from '#domain/taxonomy/language.ts';

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

/** The same address in every language, for the switch and `hreflang`. `path` begins with `/{lang}`. */
export function alternates(path: string): { language: Language; path: string }[] {
  const rest = path.replace(/^\/[a-z]{2}(?=\/|\?|$)/, '');
  return LANGUAGES.map((language) => ({ language, path: `/${language}${rest}` }));
}
