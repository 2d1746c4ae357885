import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Browsing, browse, violations } from './browse.ts';

let browsing: Browsing;
let paths: string[];

beforeAll(async () => {
  browsing = await browse();
  const answer = await fetch(`${browsing.origin}/api/v1/initiatives?country=CO&size=1`);
  const { results } = (await answer.json()) as {
    results: { id: string; slug: string; organizations: { id: string }[] }[];
  };
  const entry = results[0];
  paths = [
    '',
    '/initiatives',
    '/initiatives?q=health&sdg=3&action_line=C7',
    '/initiatives?q=zzzznothing',
    '/initiatives?sdg=99',
    `/initiatives/${entry?.id}/${entry?.slug}`,
    '/action-lines/C7-ehealth',
    '/sdgs/4',
    '/countries/CO',
    `/organizations/${entry?.organizations[0]?.id}`,
    `/initiatives/${entry?.id}/suggest`,
    `/initiatives/${entry?.id}/report`,
    '/submit',
    '/sign-in',
    '/privacy',
    '/reasons',
    '/review-times',
    '/problems/edit-conflict',
    '/no-such-page',
  ];
});
afterAll(async () => {
  await browsing.close();
});

describe.each(['en', 'ar'] as const)('in %s', (language) => {
  test.each([
    { withoutOurScripts: false, width: 1280, dark: false },
    { withoutOurScripts: false, width: 360, dark: true },
    { withoutOurScripts: true, width: 360, dark: false },
  ])('every page is accessible and fits: %o', async ({ withoutOurScripts, width, dark }) => {
    const page = await browsing.page({ withoutOurScripts, width, dark });
    const problems: string[] = [];
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(browsing.origin)) foreign.push(request.url());
    });
    for (const path of paths) {
      await page.goto(`${browsing.origin}/${language}${path}`);
      for (const violation of await violations(page)) problems.push(`${path} ${violation}`);
      const overflow = await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      );
      if (Number(overflow) > 0) problems.push(`${path} is ${overflow} px too wide`);
    }
    expect(problems).toEqual([]);
    expect(foreign).toEqual([]);
    await page.context().close();
  });
});

describe.each(['en', 'ar'] as const)('pages behind a sign-in, in %s', (language) => {
  test('are accessible and fit', async () => {
    const problems: string[] = [];
    for (const withoutOurScripts of [false, true]) {
      const page = await browsing.signedIn('moderator@stocktaking.example', language, {
        withoutOurScripts,
        width: 360,
      });
      for (const path of ['/moderation', '/account']) {
        await page.goto(`${browsing.origin}/${language}${path}`);
        for (const violation of await violations(page)) problems.push(`${path} ${violation}`);
      }
      await page.context().close();
    }
    expect(problems).toEqual([]);
  });
});

test('a first visit to the search costs at most 40 kB over the wire, 15 kB of it script', async () => {
  const page = await browsing.page();
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const urls = new Map<string, string>();
  let total = 0;
  let script = 0;
  session.on('Network.responseReceived', ({ requestId, response }) => urls.set(requestId, response.url));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total += encodedDataLength;
    if (urls.get(requestId)?.endsWith('.js')) script += encodedDataLength;
  });
  await page.goto(`${browsing.origin}/en/initiatives`, { waitUntil: 'networkidle' });
  console.log(`first visit to the search: ${total} bytes, ${script} of them script`);
  expect(total).toBeGreaterThan(5_000);
  expect(total).toBeLessThanOrEqual(40_000);
  expect(script).toBeLessThanOrEqual(15_000);
  await page.context().close();
});

test('the README shows the two commands', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toMatch(/npm ci\n\s*npm start/);
});
