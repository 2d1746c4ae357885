import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Browsing, browse, lastLink, violations } from './browse.ts';

const SUMMARY =
  'Village libraries lend tablets with books and lessons in the languages spoken at home. Teachers meet there every ' +
  'week to choose new titles, parents learn to read messages and forms, and every term the reading groups publish ' +
  'what their members wrote.';

let browsing: Browsing;
beforeAll(async () => {
  browsing = await browse();
});
afterAll(async () => {
  await browsing.close();
});

async function confirmed(title: string, countries: string[]): Promise<string> {
  const { origin } = browsing;
  const email = `signals-${crypto.randomUUID()}@ngo.example`;
  const answer = await fetch(`${origin}/api/v1/initiatives`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ title, language: 'en', summary: SUMMARY, kind: 'project', stakeholder_type: 'civil-society' },
      ...{ action_lines: ['C3'], sdgs: [4], organizations: [{ name: 'Library Trust of Kilosa' }], countries },
      contact_email: email,
    }),
  });
  expect(answer.status).toBe(201);
  const { id } = (await answer.json()) as { id: string };
  expect((await fetch(await lastLink(origin, email, '/confirm/'))).status).toBe(200);
  return id;
}

test.each(['en', 'ar'])(
  'reports, duplicates and review times have no axe findings in %s',
  async (language) => {
    const { origin } = browsing;
    const [low, high] = [
      await confirmed('Reading groups of Kilosa', ['TZ']),
      await confirmed('Reading circles of Kilosa', ['KE']),
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
