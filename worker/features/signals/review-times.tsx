import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { REVIEW_DAYS, reviewTimes } from '#db/review-times.ts';
import { QUEUES } from '#domain/initiative/states.ts';
import { ReviewTimesPage } from '#web/pages/signals/ReviewTimesPage.tsx';
import type { AppEnv } from '#worker/http/context.ts';
import { reader } from '#worker/http/databases.ts';
import { jsonOf, problemAnswer } from '#worker/http/describe.ts';
import { LANGUAGE_PREFIX } from '#worker/http/language.ts';
import { frameOf, page } from '#worker/http/page.tsx';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Answer = v.object({
  days: v.pipe(count, v.description('Days that the medians look back.')),
  computed_at: v.pipe(
    v.nullable(v.string()),
    v.description('When the medians were computed, an instant in RFC 3339; null if they never were.'),
  ),
  queues: v.array(
    v.object({
      queue: v.picklist(QUEUES),
      decided: v.pipe(count, v.description('Decisions in these days.')),
      median_days: v.pipe(
        v.nullable(v.number()),
        v.description('Half of them had waited no more days; null if there were none.'),
      ),
      open: v.pipe(count, v.description('Waiting for a decision now.')),
      oldest_days: v.pipe(v.nullable(count), v.description('Whole days that the oldest of them waits.')),
    }),
  ),
  asked: v.pipe(count, v.description('Waiting for an answer of their submitters now.')),
});

/** How long decisions take: for people and for programs. */
export const reviewTimesRoutes = new Hono<AppEnv>();

reviewTimesRoutes.get(`${LANGUAGE_PREFIX}/review-times`, async (c) => {
  const times = await reviewTimes(reader(c, c.env.DB), c.get('clock')());
  return page(c, <ReviewTimesPage frame={frameOf(c)} days={REVIEW_DAYS} {...times} />);
});

reviewTimesRoutes.get(
  '/api/v1/review-times',
  describeRoute({
    operationId: 'readReviewTimes',
    summary: 'How long decisions take, and what waits',
    description: 'The medians are computed every night; what waits is counted when it is asked for.',
    tags: ['Moderation'],
    responses: {
      200: { description: 'The figures.', content: jsonOf(Answer) },
      500: problemAnswer('The register could not answer.'),
    },
  }),
  async (c) => {
    const { computedAt, queues, asked } = await reviewTimes(reader(c, c.env.DB), c.get('clock')());
    const answer: v.InferOutput<typeof Answer> = {
      days: REVIEW_DAYS,
      computed_at: computedAt === null ? null : new Date(computedAt).toISOString(),
      queues: queues.map(({ queue, decided, medianDays, open, oldestDays }) => ({
        ...{ queue, decided, open },
        ...{ median_days: medianDays, oldest_days: oldestDays },
      })),
      asked,
    };
    return c.json(answer, 200, {
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=300',
    });
  },
);
