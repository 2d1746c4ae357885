export interface TextOptions {
  /** Whether line breaks and tabs belong in the text. */
  readonly multiline: boolean;
}

const CONTROL = /\p{Cc}/u;
const CONTROL_MULTILINE = /(?!\t|\n|\r\n)\p{Cc}/u;

/** Whether the text has C0 or C1 control characters; a multiline text may have tabs, LF and CRLF. */
export function hasControl(text: string, { multiline }: TextOptions): boolean {
  return (multiline ? CONTROL_MULTILINE : CONTROL).test(text);
}

/** Whether the text embeds, overrides or isolates writing directions; the plain marks (LRM, RLM, ALM) are allowed. */
export function hasBidiOverride(text: string): boolean {
  return /[\u202a-\u202e\u2066-\u2069]/.test(text);
}

/** Whether the text has half of a surrogate pair. */
export function hasLoneSurrogate(text: string): boolean {
  return !text.isWellFormed();
}

const MARKUP = [
  // A complete tag of any name; an address in angle brackets (<a@b.org>, <https://b.org>) is none.
  /<[a-z][a-z0-9-]*(?:[\s/][^<>]*)?>/i,
  // A tag begun with an attribute.
  /<[a-z][a-z0-9-]*[\s/]+[a-z:-]+\s*=/i,
  /<\/[a-z]/i,
  /<(?:script|style|iframe|object|embed|img|svg|math|form|input|link|meta|base|template|textarea|video|audio)(?![a-z0-9])/i,
  /<!(?:--|doctype|\[cdata)/i,
  /<\?[a-z]/i,
];

/** Whether something in the text looks like an HTML tag or comment; `a < b` and `<3` do not. */
export function hasMarkup(text: string): boolean {
  return text.includes('<') && MARKUP.some((pattern) => pattern.test(text));
}

/** Whether a spreadsheet may take the text for a formula. */
export function startsLikeFormula(text: string): boolean {
  return /^[\p{Zs}\p{Cf}\n]*[=+\-@\t\r＝＋－＠]/u.test(text);
}

// ZWNJ and ZWJ shape Persian, Indic scripts and emoji; the others only hide differences.
const HIDDEN = /[\u00ad\u200b\u2060-\u2064\ufeff]/g;

/** The text as it is stored: NFC, trimmed, without hidden characters, runs of spaces and of empty lines collapsed, line breaks as LF. */
export function clean(text: string, { multiline }: TextOptions): string {
  const spaced = text
    .replace(HIDDEN, '')
    .normalize('NFC')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(multiline ? /[\t\p{Zs}]+/gu : /[\t\n\p{Zs}]+/gu, (run) =>
      // French typography sets a no-break space before some punctuation.
      run === '\u00a0' || run === '\u202f' ? run : ' ',
    );
  const lines = multiline ? spaced.replace(/\p{Zs}*\n\p{Zs}*/gu, '\n').replace(/\n{3,}/g, '\n\n') : spaced;
  return lines.trim();
}
