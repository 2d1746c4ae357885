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
  version: (language: Language, id: string, number: number) =>
    `/${language}/initiatives/${id}/versions/${number}`,
  suggest: (language: Language, id: string) => `/${language}/initiatives/${id}/suggest`,
  report: (language: Language, id: string) => `/${language}/initiatives/${id}/report`,
  reviewTimes: (language: Language) => `/${language}/review-times`,
  duplicates: (language: Language) => `/${language}/moderation/duplicates`,
  claims: (language: Language) => `/${language}/moderation/claims`,
  submit: (language: Language) => `/${language}/submit`,
  moderation: (language: Language) => `/${language}/moderation`,
  searchIndex: (language: Language) => `/${language}/moderation/index`,
  signIn: (language: Language) => `/${language}/sign-in`,
  account: (language: Language) => `/${language}/account`,
  security: (language: Language) => `/${language}/account/security`,
  ownData: (language: Language) => `/${language}/account/data`,
  people: (language: Language) => `/${language}/moderation/people`,
  privacy: (language: Language) => `/${language}/privacy`,
  reasons: (language: Language) => `/${language}/reasons`,
  help: (language: Language) => `/${language}/help`,
  openapi: '/api/v1/openapi.json',
} as const;

/** The same address in another language; `path` begins with `/{language}`. */
export function inLanguage(path: string, language: Language): string {
  return path.replace(/^\/[a-z]{2}(?=[/?]|$)/, `/${language}`);
}
