import { suggestCorrection as store } from '#db/corrections.ts';
import { DETAIL_FIELDS } from '#domain/initiative/content.ts';
import { type Issue, Problem } from '#domain/problems.ts';
import { isSameValue, keepsOrder, Suggestion, valueAt } from '#domain/schemas/correction.ts';
import { parse } from '#domain/schemas/parse.ts';
import type { PublicInitiative } from '#domain/schemas/public-initiative.ts';
import { clean } from '#domain/text/unsafe.ts';
import type { AppContext } from '#worker/http/context.ts';
import { hurry } from '#worker/http/hurry.ts';
import { limitAddress } from '#worker/http/limits.ts';

const FORMATS: Readonly<Record<string, { multiline: boolean }>> = {
  title: { multiline: false },
  ...Object.fromEntries(['summary', ...DETAIL_FIELDS].map((field) => [field, { multiline: true }])),
};

/** The input with its texts as they would be stored. */
function tidied(input: unknown): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return input;
  const fields: Record<string, unknown> = { ...input };
  const format = FORMATS[String(fields.field)];
  if (format && typeof fields.value === 'string') fields.value = clean(fields.value, format);
  if (typeof fields.evidence === 'string') fields.evidence = clean(fields.evidence, { multiline: true });
  return fields;
}

function issuesWith(initiative: PublicInitiative, said: Suggestion): Issue[] {
  const { field, language, value } = said;
  if (language !== null && !initiative.texts.some((text) => text.language === language))
    return [{ pointer: '#/language', code: 'unknown-language', params: {} }];
  if (isSameValue(valueAt(initiative, { field, language }), value))
    return [{ pointer: '#/value', code: 'unchanged', params: {} }];
  return keepsOrder(initiative, { field, language, value })
    ? []
    : [{ pointer: '#/value', code: 'date-order', params: {} }];
}

/**
 * Keeps a suggested correction of a public entry; anybody may suggest one. It waits for its address to be confirmed. The
 * same id changes nothing twice.
 */
export async function suggestCorrection(
  c: AppContext,
  initiative: PublicInitiative,
  input: unknown,
  id: string,
): Promise<void> {
  const said = parse(Suggestion, tidied(input));
  const issues = issuesWith(initiative, said);
  if (issues.length > 0) throw new Problem('invalid-input', { issues });
  const email = said.email.toLowerCase();
  await limitAddress(c, 'suggest', email);
  const { field, language, value, evidence } = said;
  const about = { id, initiativeId: initiative.id, seenRevision: initiative.version };
  await store(
    c.env.DB,
    { ...about, field, language, value, evidence, email, mailLanguage: c.get('language') },
    c.get('clock')(),
  );
  hurry(c);
}
