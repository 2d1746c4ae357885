import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { suggestTags } from '#domain/initiative/tag-suggestions.ts';
import { code, codes, issue, LanguageCode, plainText, SUMMARY_LENGTH, Title } from '#domain/schemas/atoms.ts';
import { parse } from '#domain/schemas/parse.ts';
import { ACTION_LINE_CODES } from '#domain/taxonomy/action-lines.ts';
import { SDG_IDS } from '#domain/taxonomy/sdgs.ts';
import { reasonOf } from '#web/pages/submit/SuggestedTags.tsx';
import { jsonBody } from '#worker/http/body.ts';
import { type AppEnv, t } from '#worker/http/context.ts';
import { bodyProblems, jsonOf, limitProblem } from '#worker/http/describe.ts';
import { limitNetwork } from '#worker/http/limits.ts';
import { tidied } from './submission-input.ts';

const TagQuestion = v.object(
  {
    title: Title,
    summary: v.optional(plainText(SUMMARY_LENGTH, { multiline: true, min: 0 }), ''),
    language: LanguageCode,
    action_lines: v.optional(
      v.pipe(
        codes(code(ACTION_LINE_CODES), { max: ACTION_LINE_CODES.length }),
        v.description('Lines that are chosen already. Without any, goals follow from the suggested lines.'),
      ),
      [],
    ),
  },
  issue('wrong-type'),
);

const reason = {
  reason: v.pipe(v.string(), v.description('Why, in the language of the answer.')),
  words: v.pipe(v.array(v.string()), v.description('Words of the text that speak for it, as written.')),
};
const TagAnswer = v.object({
  action_lines: v.array(v.object({ code: v.picklist(ACTION_LINE_CODES), ...reason })),
  sdgs: v.array(
    v.object({
      code: v.picklist(SDG_IDS),
      ...reason,
      action_lines: v.pipe(
        v.array(v.picklist(ACTION_LINE_CODES)),
        v.description('Lines that the official matrix links with the goal as a whole.'),
      ),
    }),
  ),
});

/** Tags suggested from a text, for programs. Nothing is kept. */
export const tagSuggestions = new Hono<AppEnv>().post(
  '/api/v1/tag-suggestions',
  describeRoute({
    operationId: 'suggestTags',
    summary: 'Suggest action lines and goals from a text',
    description:
      'At most four of each, the likeliest first, each with its reason; none of which the text says nothing. Nothing is stored.',
    tags: ['Submissions'],
    requestBody: { required: true, content: jsonOf(TagQuestion, 'input') },
    responses: {
      200: { description: 'The suggestions.', content: jsonOf(TagAnswer) },
      ...bodyProblems,
      ...limitProblem,
    },
  }),
  async (c) => {
    await limitNetwork(c, 'suggest');
    const { action_lines, ...written } = parse(TagQuestion, tidied(await jsonBody(c)));
    const suggested = suggestTags(written, action_lines);
    const words = { t: t(c), language: c.get('language') };
    const answer: v.InferOutput<typeof TagAnswer> = {
      action_lines: suggested.action_lines.map((one) => ({
        code: one.tag,
        reason: reasonOf(words, one),
        words: one.words,
      })),
      sdgs: suggested.sdgs.map((one) => ({
        code: one.tag,
        reason: reasonOf(words, one),
        words: one.words,
        action_lines: one.lines,
      })),
    };
    return c.json(answer, 200, { 'cache-control': 'no-store' });
  },
);
