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
  translate: (language: Language, id: string) => `/${language}/initiatives/${id}/translate`,
  report: (language: Language, id: string) => `/${language}/initiatives/${id}/report`,
  entryPicture: (language: Language, id: string, file: string) => `/${language}/initiatives/${id}/${file}`,
  figures: (language: Language) => `/${language}/figures`,
  reviewTimes: (language: Language) => `/${language}/review-times`,
  duplicates: (language: Language) => `/${language}/moderation/duplicates`,
  translations: (language: Language) => `/${language}/moderation/translations`,
  corrections: (language: Language) => `/${language}/moderation/corrections`,
  claims: (language: Language) => `/${language}/moderation/claims`,
  submit: (language: Language) => `/${language}/submit`,
  draft: (language: Language, id: string) => `/${language}/drafts/${id}`,
  resumeDraft: (language: Language, id: string) => `/${language}/submit?draft=${id}`,
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
  accessibility: (language: Language) => `/${language}/accessibility`,
  /** What this device keeps; shown for whatever cannot be reached. */
  onDevice: (language: Language) => `/${language}/offline`,
  /** What pages say about the connection and about what waits, as JSON. */
  wordsOnDevice: (language: Language) => `/${language}/offline/words`,
  offlineForm: (language: Language) => `/${language}/submit/offline`,
  manifest: (language: Language) => `/${language}/manifest.webmanifest`,
  openapi: '/api/v1/openapi.json',
} as const;

/** The same address in another language; `path` begins with `/{language}`. */
export function inLanguage(path: string, language: Language): string {
  return path.replace(/^\/[a-z]{2}(?=[/?]|$)/, `/${language}`);
}
