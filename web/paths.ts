import type { Language } from '#domain/taxonomy/language.ts';

/** Addresses that more than one page links to. */
export const paths = {
  home: (language: Language) => `/${language}`,
  search: (language: Language, query: Readonly<Record<string, string | number>> = {}) => {
    const params = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return `/${language}/initiatives${params.size > 0 ? `?${params}` : ''}`;
  },
  initiative: (language: Language, { id, slug }: { id: string; slug: string }) =>
    `/${language}/initiatives/${id}${slug ? `/${slug}` : ''}`,
  submit: (language: Language) => `/${language}/submit`,
  moderation: (language: Language) => `/${language}/moderation`,
  searchIndex: (language: Language) => `/${language}/moderation/index`,
  signIn: (language: Language) => `/${language}/sign-in`,
  account: (language: Language) => `/${language}/account`,
  help: (language: Language) => `/${language}/help`,
  openapi: '/api/v1/openapi.json',
} as const;

/** The same address in another language; `path` begins with `/{language}`. */
export function inLanguage(path: string, language: Language): string {
  return path.replace(/^\/[a-z]{2}(?=[/?]|$)/, `/${language}`);
}
