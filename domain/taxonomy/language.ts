export const LANGUAGES = ['ar', 'zh', 'en', 'fr', 'ru', 'es'] as const;
export type Language = (typeof LANGUAGES)[number];
export type Localized = Readonly<Record<Language, string>>;

export const LANGUAGE_ENDONYMS: Localized = {
  ar: 'العربية',
  zh: '中文',
  en: 'English',
  fr: 'Français',
  ru: 'Русский',
  es: 'Español',
};

/** The ISO 639-1 codes an entry may be written in. */
export const CONTENT_LANGUAGES: readonly string[] = (
  'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy ' +
  'da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ' +
  'ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky ' +
  'la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny ' +
  'oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ' +
  'ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'
).split(' ');

const RTL_LANGUAGES = new Set('ar arc ckb dv fa he ks lrc mzn nqo pnb prs ps sd syr ug ur yi'.split(' '));
const RTL_SCRIPTS = new Set(['adlm', 'arab', 'hebr', 'mand', 'nkoo', 'rohg', 'syrc', 'thaa']);

export function isLanguage(x: unknown): x is Language {
  return LANGUAGES.includes(x as Language); // includes() compares only, so any value is safe here
}

/** Takes any BCP 47 tag; a script subtag outweighs the language. */
export function direction(lang: string): 'rtl' | 'ltr' {
  const [language = '', ...subtags] = lang.toLowerCase().split(/[-_]/);
  const script = subtags.find((part) => /^[a-z]{4}$/.test(part));
  const rtl = script ? RTL_SCRIPTS.has(script) : RTL_LANGUAGES.has(language);
  return rtl ? 'rtl' : 'ltr';
}

const displayNames = new Map<Language, Intl.DisplayNames>();

/** The name of a language as readers of another one write it, or its code when unknown. */
export function languageName(code: string, inLanguage: Language): string {
  let names = displayNames.get(inLanguage);
  if (!names) {
    names = new Intl.DisplayNames(inLanguage, { type: 'language' });
    displayNames.set(inLanguage, names);
  }
  try {
    return names.of(code) ?? code;
  } catch {
    return code; // of() throws on a malformed tag
  }
}
