import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { DECLINE_REASONS, isRetired } from '#domain/initiative/reasons.ts';
import { translator } from '#domain/strings/strings.ts';
import { LANGUAGES } from '#domain/taxonomy/language.ts';
import { ReasonsPage } from '#web/pages/moderation/ReasonsPage.tsx';
import type { AppEnv } from '../../http/context.ts';
import { jsonOf, problemAnswer } from '../../http/describe.ts';
import { LANGUAGE_PREFIX } from '../../http/language.ts';
import { frameOf, page } from '../../http/page.tsx';

const Reasons = v.object({
  reasons: v.array(
    v.object({
      code: v.picklist(DECLINE_REASONS),
      retired: v.pipe(v.boolean(), v.description('No longer given; old decisions may name it.')),
      texts: v.pipe(
        v.object(v.entriesFromList([...LANGUAGES], v.string())),
        v.description('What the reason says, by language.'),
      ),
    }),
  ),
});

/** The public catalogue of reasons. */
export const reasons = new Hono<AppEnv>();

reasons.get(`${LANGUAGE_PREFIX}/reasons`, (c) => page(c, <ReasonsPage frame={frameOf(c)} />));

reasons.get(
  '/api/v1/reasons',
  describeRoute({
    operationId: 'reasons',
    summary: 'Why entries are declined',
    description: 'Every reason that was ever given, in six languages. A code never changes its meaning.',
    tags: ['Moderation'],
    responses: {
      200: { description: 'The reasons.', content: jsonOf(Reasons) },
      500: problemAnswer('Something broke on our side.'),
    },
  }),
  (c) => {
    const answer: v.InferOutput<typeof Reasons> = {
      reasons: DECLINE_REASONS.map((code) => ({
        code,
        retired: isRetired(code),
        texts: v.parse(
          Reasons.entries.reasons.item.entries.texts,
          Object.fromEntries(LANGUAGES.map((language) => [language, translator(language)(`reason.${code}`)])),
        ),
      })),
    };
    return c.json(answer, 200, { 'cache-control': 'no-cache' });
  },
);
