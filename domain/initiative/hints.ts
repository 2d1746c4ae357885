import { SUMMARY_WORDS } from '../schemas/atoms.ts';
import { countWords } from '../text/count.ts';
import { type Content, summaryIn } from './content.ts';

/** What became of a link that does not lead to a page; a number is the status it answered (RFC 9110 §15). */
export type DeadLink = 'no-host' | 'unreachable' | 'timeout' | 'redirects' | number;

/** What the check of a revision found: it takes the web, the register, or a while. `id` is of the other entry. */
export type Finding =
  | { code: 'dead-link'; url: string; why: DeadLink }
  | { code: 'refused-link'; url: string }
  | { code: 'no-evidence' }
  | { code: 'other-language'; language: string; detected: string }
  | { code: 'copy'; id: string; percent: number };

/** Something a moderator may want to look at. Never a reason by itself. */
export type Hint =
  | Finding
  | { code: 'no-link' }
  | { code: 'plain-http'; url: string }
  | { code: 'odd-link'; url: string }
  | { code: 'words'; count: number; min: number; max: number }
  | { code: 'script'; language: string };

const SCRIPTS = {
  Arabic: /\p{Script=Arabic}/gu,
  Han: /\p{Script=Han}/gu,
  Cyrillic: /\p{Script=Cyrillic}/gu,
  Latin: /\p{Script=Latin}/gu,
} as const;
type Script = keyof typeof SCRIPTS;

const LETTER = /\p{L}/gu;

/** Languages written in one script only. Others, such as Serbian or Kazakh, are not judged. */
const SCRIPT_OF: Readonly<Record<string, Script>> = Object.fromEntries([
  ...'ar fa ur ps'.split(' ').map((code) => [code, 'Arabic']),
  ...['zh'].map((code) => [code, 'Han']),
  ...'ru uk be bg mk'.split(' ').map((code) => [code, 'Cyrillic']),
  ...'en fr es pt de it nl pl cs sk sv da fi nb no hu ro tr vi id ms sw et lv lt sl hr is ga cy'
    .split(' ')
    .map((code) => [code, 'Latin']),
]);

/** Under this share of letters in the script of its language, a text is probably in another one. */
const EXPECTED_SHARE = 0.4;

/** Whether a text is mostly in another script than its language is written in. A few letters prove nothing. */
export function looksForeign(text: string, language: string): boolean {
  const script = SCRIPT_OF[language];
  const letters = text.match(LETTER)?.length ?? 0;
  if (!script || letters < 10) return false;
  return (text.match(SCRIPTS[script])?.length ?? 0) / letters < EXPECTED_SHARE;
}

function linkHints(urls: readonly string[]): Hint[] {
  if (urls.length === 0) return [{ code: 'no-link' }];
  return urls.flatMap<Hint>((url) => {
    if (!URL.canParse(url)) return [{ code: 'odd-link', url }];
    const { protocol, hostname, port } = new URL(url);
    if (port || /^[\d.]+$/.test(hostname) || hostname.startsWith('[') || hostname.includes('xn--'))
      return [{ code: 'odd-link', url }];
    return protocol === 'http:' ? [{ code: 'plain-http', url }] : [];
  });
}

/** What a program can notice about a submission at once: links, words, and the script of its language. */
export function hintsFor(content: Content): Hint[] {
  const summary = summaryIn(content, content.language);
  const words = summary ? countWords(summary.summary, summary.language) : 0;
  const { min, max } = SUMMARY_WORDS;
  const foreign = content.texts.filter((text) =>
    looksForeign(`${text.title} ${text.summary ?? ''}`, text.language),
  );
  return [
    ...linkHints(content.urls),
    ...(words < min || words > max ? [{ code: 'words', count: words, min, max } as const] : []),
    ...foreign.map(({ language }) => ({ code: 'script', language }) as const),
  ];
}
