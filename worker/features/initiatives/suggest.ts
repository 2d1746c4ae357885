import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { MAX_SUGGESTIONS, type Suggestion, suggest } from '#db/search/suggest.ts';
import { type Issue, Problem } from '#domain/problems.ts';
import { SUGGESTION_KINDS } from '#domain/search/suggestion-kinds.ts';
import { isLanguage, LANGUAGES, type Language } from '#domain/taxonomy/language.ts';
import { slugify } from '#domain/text/slug.ts';
import { paths } from '#web/paths.ts';
import type { AppEnv } from '#worker/http/context.ts';
import { searchIndex } from '#worker/http/databases.ts';
import { jsonOf, problemAnswer } from '#worker/http/describe.ts';
import { openData } from './open-data.ts';

const SuggestAnswer = v.object({
  suggestions: v.pipe(
    v.array(
      v.object({
        kind: v.picklist(SUGGESTION_KINDS),
        label: v.string(),
        language: v.pipe(
          v.nullable(v.string()),
          v.description('ISO 639-1 code of the label; null for names of organisations.'),
        ),
        href: v.pipe(v.string(), v.description('Path of its page, or of the search for it.')),
        id: v.pipe(v.optional(v.string()), v.description('Of an initiative or organisation.')),
        value: v.pipe(
          v.optional(v.union([v.string(), v.number()])),
          v.description('Value of the filter of this name; of a concept its id in the glossary.'),
        ),
      }),
    ),
    v.maxLength(MAX_SUGGESTIONS),
    v.description('Kind by kind, the best kind first.'),
  ),
});
type Item = v.InferOutput<typeof SuggestAnswer>['suggestions'][number];

/** What readers may mean by what they have typed so far. */
export const suggestions = new Hono<AppEnv>().get(
  '/api/v1/suggest',
  describeRoute({
    operationId: 'suggest',
    summary: 'Suggest what a half-typed query may mean',
    description:
      'Initiatives, organisations, concepts, action lines, goals and countries with a name in which the words begin words. Names typed in any of the six languages are found.',
    tags: ['Initiatives'],
    parameters: [
      {
        name: 'q',
        in: 'query',
        description: 'What was typed; any text. What follows 100 characters or six words is left out.',
        schema: { type: 'string' },
      },
      {
        name: 'language',
        in: 'query',
        description: 'In which codes and concepts are named; without it, the one of `Accept-Language`.',
        schema: { enum: [...LANGUAGES] },
      },
    ],
    responses: {
      200: {
        description: `At most ${MAX_SUGGESTIONS} suggestions.`,
        content: jsonOf(SuggestAnswer),
      },
      422: problemAnswer('A parameter has a bad value; `errors[].pointer` names it as `?name`.'),
    },
  }),
  openData,
  async (c) => {
    const asked = askedIn(new URL(c.req.url).searchParams);
    if (!asked.language) c.header('vary', 'Accept-Language');
    const { q, language = c.get('language') } = asked;
    const found = await suggest(searchIndex(c), q, language);
    return c.json({ suggestions: found.map((suggestion) => itemOf(suggestion, language)) });
  },
);

/** Reads the parameters, or throws `invalid-query`. */
function askedIn(params: URLSearchParams): { q: string; language?: Language } {
  const issues: Issue[] = ['q', 'language']
    .filter((name) => params.getAll(name).length > 1)
    .map((name) => ({ pointer: `?${name}`, code: 'duplicate-item', params: {} }));
  const language = params.get('language') ?? undefined;
  const known = language === undefined || isLanguage(language);
  if (!known && issues.every(({ pointer }) => pointer !== '?language'))
    issues.push({ pointer: '?language', code: 'unknown-code', params: {} });
  if (issues.length > 0 || !known) throw new Problem('invalid-query', { issues });
  return { q: params.get('q') ?? '', ...(language !== undefined && { language }) };
}

function itemOf(suggestion: Suggestion, reader: Language): Item {
  const { kind, label, language } = suggestion;
  const item = (href: string) => ({ kind, label, language, href });
  switch (suggestion.kind) {
    case 'initiative':
      return { ...item(encodeURI(paths.initiative(reader, suggestion))), id: suggestion.id };
    case 'organization': {
      const { id, name } = suggestion;
      return { ...item(encodeURI(`/${reader}/organizations/${id}/${slugify(name)}`)), id };
    }
    case 'concept':
      return { ...item(paths.search(reader, { q: label })), value: suggestion.value };
    default:
      return { ...item(paths.search(reader, { [kind]: suggestion.value })), value: suggestion.value };
  }
}
