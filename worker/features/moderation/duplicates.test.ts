import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { commit } from '#db/commit.ts';
import { dismissPair, keepCandidates, openPairs, pairByIds } from '#db/duplicates.ts';
import { entryById } from '#db/entries.ts';
import { pairOf } from '#domain/initiative/duplicates.ts';
import { aContent, aPendingEntry, aTitle } from '#test/factories.ts';
import { call, ORIGIN, postForm, signedIn } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const { DB } = env;
type Headers = Awaited<ReturnType<typeof signedIn>>;
let moderator: Headers;
let reviewer: Headers;
let submitter: Headers;
beforeAll(async () => {
  moderator = await signedIn('moderator');
  reviewer = await signedIn('reviewer');
  submitter = await signedIn('submitter');
});

async function published(content = aContent()): Promise<string> {
  const { id, standing } = await aPendingEntry(DB, content);
  await commit(DB, {
    ...{ initiativeId: id, before: standing, type: 'initiative.approved' },
    ...{ actor: { kind: 'account', id: 'm' }, jobs: [], at: Date.now() },
  });
  return id;
}

const pairPath = (a: string, b: string): string => `/en/moderation/duplicates/${pairOf(a, b).join('/')}`;
const textOf = async (path: string, headers = moderator): Promise<string> =>
  (await call(path, { headers })).text();

/** Two entries of which one waits, found to be alike. */
async function aPair() {
  const title = aTitle();
  const content = aContent();
  const texts = [{ ...content.texts[0], title } as (typeof content.texts)[0]];
  const remains = await published({ ...content, texts });
  const { id: goes } = await aPendingEntry(DB, { ...content, texts, year: 2025, countries: ['KE'] });
  await keepCandidates(DB, goes, [{ id: remains, signs: ['title', 'address'], likeness: 90 }], Date.now());
  return { goes, remains, title };
}

describe('side by side', () => {
  test('both entries, why, what differs, and what can be done', async () => {
    const { goes, remains, title } = await aPair();
    const list = await textOf('/en/moderation/duplicates');
    expect(list).toContain(pairPath(goes, remains));
    expect(list).toContain('Similar title and Same web address');
    const page = await textOf(pairPath(goes, remains));
    expect(page).toContain(title);
    expect(page).toContain('Kenya');
    expect(page).toContain('The same in both:');
    expect(page).toContain(`/en/moderation/${goes}/merge?into=`);
    expect(page).not.toContain(`/en/moderation/${remains}/merge?into=`);
    expect(page).toContain('Decline ');
    expect(await textOf(`/en/moderation/${goes}`)).toContain(pairPath(goes, remains));
  });

  test('words that only one has are marked in each', async () => {
    const content = aContent();
    const text = content.texts[0] as (typeof content.texts)[0];
    const one = await aPendingEntry(DB, {
      ...content,
      texts: [{ ...text, title: 'River <b>radio</b> school' }],
    });
    const two = await aPendingEntry(DB, {
      ...content,
      texts: [{ ...text, title: 'River television school' }],
    });
    const page = await textOf(pairPath(one.id, two.id));
    expect(page).toMatch(/<mark>.*?television.*?<\/mark>/s);
    expect(page).toMatch(/<mark>.*?&lt;b>radio&lt;\/b>.*?<\/mark>/s);
    expect(page).not.toContain('<b>radio');
  });

  test('the other order leads to it; an entry with itself is nothing', async () => {
    const { goes, remains } = await aPair();
    const [low, high] = pairOf(goes, remains);
    const turned = await call(`/en/moderation/duplicates/${high}/${low}`, { headers: moderator });
    expect([turned.status, turned.headers.get('location')]).toEqual([303, pairPath(goes, remains)]);
    expect((await call(`/en/moderation/duplicates/${low}/${low}`, { headers: moderator })).status).toBe(404);
  });

  test('only for staff', async () => {
    const { goes, remains } = await aPair();
    for (const path of ['/en/moderation/duplicates', pairPath(goes, remains)]) {
      expect((await call(path)).status).toBe(303);
      expect((await call(path, { headers: submitter })).status).toBe(404);
    }
  });

  test('declined as a duplicate from there', async () => {
    const { goes, remains } = await aPair();
    const page = await textOf(pairPath(goes, remains));
    const version = /name="expected_version" value="(\d+)"/.exec(page)?.[1] ?? '';
    const fields = [
      ['action', 'decline'],
      ['reason', 'duplicate'],
      ['expected_version', version],
    ] as const;
    expect((await postForm(`/en/moderation/${goes}`, fields, moderator)).status).toBe(303);
    expect((await entryById(DB, goes))?.standing.state).toBe('declined');
    expect(await textOf('/en/moderation/duplicates')).not.toContain(pairPath(goes, remains));
  });
});

describe('a dismissed pair never comes back', () => {
  const dismiss = (a: string, b: string, headers: Record<string, string>) =>
    postForm(`${pairPath(a, b)}/dismiss`, [], headers);

  test('not by those who do not decide', async () => {
    const { goes, remains } = await aPair();
    expect((await dismiss(goes, remains, reviewer)).status).toBe(403);
    expect((await dismiss(goes, remains, submitter)).status).toBe(404);
    expect((await dismiss(goes, remains, { origin: ORIGIN })).status).toBe(401);
    expect((await pairByIds(DB, goes, remains))?.dismissedAt).toBeNull();
  });

  test('when it is found again, on the review page, or by titles', async () => {
    const { goes, remains } = await aPair();
    expect((await dismiss(goes, remains, moderator)).status).toBe(303);
    expect((await dismiss(goes, remains, moderator)).status).toBe(303);
    await keepCandidates(DB, remains, [{ id: goes, signs: ['text'], likeness: 100 }], Date.now());
    expect(await pairByIds(DB, remains, goes)).toMatchObject({ signs: ['title', 'address'] });
    expect(await textOf('/en/moderation/duplicates')).not.toContain(pairPath(goes, remains));
    expect(await textOf(`/en/moderation/${goes}`)).not.toContain(pairPath(goes, remains));
    expect(await textOf(pairPath(goes, remains))).toContain('these are two initiatives');
  });

  test('when one of the two is merged into a third', async () => {
    const { goes, remains } = await aPair();
    const third = await published();
    await dismissPair(DB, [goes, remains], { by: 'm', at: 5 });
    const before = (await entryById(DB, remains))?.standing ?? null;
    await commit(DB, {
      ...{ initiativeId: remains, before, type: 'initiative.merged', data: { into: third } },
      ...{ actor: { kind: 'account', id: 'm' }, jobs: [], at: Date.now() },
    });
    expect(await pairByIds(DB, goes, third)).toMatchObject({ dismissedAt: 5, dismissedBy: 'm' });
    await keepCandidates(DB, goes, [{ id: third, signs: ['title'], likeness: 100 }], Date.now());
    const open = await openPairs(DB, 100);
    expect(open.filter(({ low, high }) => [low.id, high.id].includes(goes))).toEqual([]);
  });
});

test('an open pair follows a merge; what is deleted is in no pair', async () => {
  const { goes, remains } = await aPair();
  const third = await published();
  const before = (await entryById(DB, remains))?.standing ?? null;
  const actor = { kind: 'account', id: 'm' } as const;
  await commit(DB, {
    ...{ initiativeId: remains, before, type: 'initiative.merged', data: { into: third } },
    ...{ actor, jobs: [], at: Date.now() },
  });
  expect(await pairByIds(DB, goes, third)).toMatchObject({ dismissedAt: null, signs: ['title', 'address'] });
  const standing = (await entryById(DB, goes))?.standing ?? null;
  await commit(DB, {
    ...{ initiativeId: goes, before: standing, type: 'initiative.deleted', actor, jobs: [], at: Date.now() },
  });
  expect(await pairByIds(DB, goes, third)).toBeNull();
});
