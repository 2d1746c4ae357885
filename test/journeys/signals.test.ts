import { expect, test } from 'vitest';
import { browse, violations } from './browse.ts';
import { confirmedSubmission } from './submissions.ts';

const browsing = browse();

test.each(['en', 'ar'])(
  'reports, duplicates and review times have no axe findings in %s',
  async (language) => {
    const { origin } = browsing;
    const [low, high] = [
      await confirmedSubmission(origin, { title: 'Reading groups of Kilosa', countries: ['TZ'] }),
      await confirmedSubmission(origin, { title: 'Reading circles of Kilosa', countries: ['KE'] }),
    ].sort();
    const { results } = (await (await fetch(`${origin}/api/v1/initiatives?size=1`)).json()) as {
      results: { id: string }[];
    };
    const page = await browsing.signedIn('moderator@stocktaking.example', language);
    const paths = [
      `/${language}/review-times`,
      `/${language}/initiatives/${results[0]?.id}/report`,
      `/${language}/moderation/duplicates`,
      `/${language}/moderation/duplicates/${low}/${high}`,
      `/${language}/moderation/${low}`,
      `/${language}/moderation/${low}/reports`,
      `/${language}/account`,
    ];
    for (const path of paths) {
      const answer = await page.goto(origin + path);
      expect([path, answer?.status()]).toEqual([path, 200]);
      expect([path, await violations(page)]).toEqual([path, []]);
    }
  },
);
