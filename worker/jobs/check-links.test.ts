import { env } from 'cloudflare:workers';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { claimChecks, findingsOf, nextOfRound } from '#db/checks.ts';
import { commit } from '#db/commit.ts';
import { pairByIds } from '#db/duplicates.ts';
import { indexEntries } from '#db/search/index-entry.ts';
import type { Content } from '#domain/initiative/content.ts';
import { aContent, aPendingEntry, SUMMARY } from '#test/factories.ts';
import type { Ways } from '../http/safe-fetch.ts';
import { linkFindings, runChecks } from './check-links.ts';

vi.setConfig({ testTimeout: 30_000 });

const { DB } = env;
const NOW = Date.UTC(2026, 10, 1);
const now = () => NOW;

/** A web where the path says the status; `asked` is what was asked for. */
function web(asked: string[] = []): Ways {
  return {
    timeLimit: 1000,
    fetch: async (url) => {
      asked.push(url);
      return new Response(null, { status: Number(/\d{3}$/.exec(url)?.[0] ?? 200) });
    },
    lookUp: async (name, type) =>
      type === 'A' && !name.startsWith('gone.')
        ? { status: 'found', values: [name.startsWith('inside.') ? '10.0.0.1' : '93.184.215.14'] }
        : { status: 'none' },
  };
}

const WORDS =
  'the village library lends books to children and their parents who learn about health water farming and the law with help from teachers in every school of the district while local radio brings news music and stories from people along the river'.split(
    ' ',
  );

/** Words in an order in which nobody else wrote them. */
function unique(): string {
  return Array.from({ length: 60 }, () => WORDS[Math.floor(Math.random() * WORDS.length)]).join(' ');
}

const withUrls = (urls: string[], summary = unique()): Content => {
  const content = aContent({ urls });
  return { ...content, texts: content.texts.map((text) => ({ ...text, summary })) };
};

beforeEach(async () => {
  await DB.batch([
    DB.prepare('UPDATE checks SET done_at = 1 WHERE done_at IS NULL'),
    DB.prepare("UPDATE link_rounds SET begun_at = ?1, ended = 1, after_id = ''").bind(NOW),
  ]);
});

describe('links', () => {
  test('what leads to no page is named; what keeps programs out is not', async () => {
    const urls = [
      'https://a.example.org/200',
      'https://a.example.org/403',
      'https://a.example.org/429',
      'https://a.example.org/404',
      'https://a.example.org/500',
      'https://gone.example.org/',
      'https://inside.example.org/',
    ];
    expect(await linkFindings(withUrls(urls), web())).toEqual([
      { code: 'dead-link', url: urls[3], why: 404 },
      { code: 'dead-link', url: urls[4], why: 500 },
      { code: 'dead-link', url: urls[5], why: 'no-host' },
      { code: 'refused-link', url: urls[6] },
    ]);
  });

  test('where no link leads to a page, evidence is missing', async () => {
    const url = 'https://a.example.org/404';
    expect(await linkFindings(withUrls([url]), web())).toEqual([
      { code: 'dead-link', url, why: 404 },
      { code: 'no-evidence' },
    ]);
    expect(await linkFindings(withUrls([]), web())).toEqual([]);
  });

  test('a resolver that does not answer says nothing', async () => {
    const ways: Ways = { ...web(), lookUp: async () => ({ status: 'failed' }) };
    expect(await linkFindings(withUrls(['https://a.example.org/404']), ways)).toEqual([]);
  });
});

describe('the check before somebody looks', () => {
  test('is owed once when an entry enters the queue, and again for each new revision there', async () => {
    const { id, standing } = await aPendingEntry(DB, withUrls([]));
    const owed = () =>
      DB.prepare('SELECT revision FROM checks WHERE initiative_id = ?1 ORDER BY revision').bind(id).raw();
    expect(await owed()).toEqual([[1]]);
    const actor = { kind: 'link', id: null } as const;
    const content = withUrls([]);
    await commit(DB, {
      ...{ initiativeId: id, before: standing, type: 'initiative.revised', actor, content },
      ...{ jobs: [], at: NOW },
    });
    expect(await owed()).toEqual([[1], [2]]);
  });

  test('keeps what it found, and is done', async () => {
    const url = 'https://a.example.org/404';
    const { id } = await aPendingEntry(DB, withUrls([url, 'https://a.example.org/200']));
    expect(await findingsOf(DB, id, 1)).toBeNull();
    const asked: string[] = [];
    await runChecks(env, now, web(asked));
    expect(await findingsOf(DB, id, 1)).toEqual({
      findings: [{ code: 'dead-link', url, why: 404 }],
      doneAt: NOW,
    });
    expect(asked).toHaveLength(2);
    await runChecks(env, now, web(asked));
    expect(asked).toHaveLength(2);
  });

  test('is done once by runs that overlap, and again if a run dies', async () => {
    await aPendingEntry(DB, withUrls([]));
    const [first, second] = await Promise.all([claimChecks(DB, NOW, 6), claimChecks(DB, NOW, 6)]);
    expect(first.length + second.length).toBe(1);
    expect(await claimChecks(DB, NOW + 599_000, 6)).toEqual([]);
    expect(await claimChecks(DB, NOW + 601_000, 6)).toHaveLength(1);
    expect(await claimChecks(DB, NOW + 1_300_000, 6)).toHaveLength(1);
    // Given up, so that it keeps nobody waiting.
    expect(await claimChecks(DB, NOW + 2_000_000, 6)).toEqual([]);
    expect(await claimChecks(DB, NOW + 3_000_000, 6)).toEqual([]);
  });

  test('one that fails keeps no other', async () => {
    const bad = await aPendingEntry(DB, { ...withUrls([]), urls: 7 as unknown as string[] });
    const good = await aPendingEntry(DB, withUrls([]));
    await runChecks(env, now, web());
    expect(await findingsOf(DB, bad.id, 1)).toBeNull();
    expect(await findingsOf(DB, good.id, 1)).not.toBeNull();
  });

  test('a text in another language than declared', async () => {
    const french =
      'Les bibliothèques de village de trois districts prêtent des lampes solaires et des tablettes avec des leçons dans la langue locale. Des bénévoles apprennent aux adultes et aux enfants à trouver, à juger et à partager l’information. L’an dernier, plus de quatre mille personnes ont suivi les cours.';
    const { id } = await aPendingEntry(DB, withUrls([], french));
    await runChecks(env, now, web());
    expect((await findingsOf(DB, id, 1))?.findings).toContainEqual({
      code: 'other-language',
      language: 'en',
      detected: 'fr',
    });
  });

  test('a copy of another entry is a finding and a pair', async () => {
    const text = `${unique()} ${SUMMARY}`;
    const first = await aPendingEntry(DB, withUrls([], text));
    await runChecks(env, now, web());
    const second = await aPendingEntry(DB, withUrls([], `Dear all. ${text}`));
    await runChecks(env, now, web());
    expect((await findingsOf(DB, second.id, 1))?.findings).toContainEqual({
      code: 'copy',
      id: first.id,
      percent: 100,
    });
    expect((await pairByIds(DB, first.id, second.id))?.signs).toContain('text');
  });

  test('the same address on the web makes a pair, unless many name it', async () => {
    const url = `https://${crypto.randomUUID()}.example.org/200`;
    const first = await aPendingEntry(DB, withUrls([url]));
    await runChecks(env, now, web());
    const second = await aPendingEntry(DB, withUrls([`${url}?utm_source=x`]));
    await runChecks(env, now, web());
    expect((await pairByIds(DB, first.id, second.id))?.signs).toContain('address');
    for (let more = 0; more < 5; more++) await aPendingEntry(DB, withUrls([url]));
    await runChecks(env, now, web());
    const last = await aPendingEntry(DB, withUrls([url]));
    await runChecks(env, now, web());
    expect((await pairByIds(DB, first.id, last.id))?.signs ?? []).not.toContain('address');
  });
});

describe('the monthly round', () => {
  test('comes by each published entry once, in small steps, and begins again after a month', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count++) {
      const { id, standing } = await aPendingEntry(DB, withUrls([]));
      await commit(DB, {
        ...{ initiativeId: id, before: standing, type: 'initiative.approved' },
        ...{ actor: { kind: 'account', id: 'm' }, jobs: [], at: NOW },
      });
      ids.push(id);
    }
    const month = 31 * 86_400_000;
    expect(await nextOfRound(DB, NOW + 1, 3)).toEqual([]);
    const first = await nextOfRound(DB, NOW + month, 3);
    const second = await nextOfRound(DB, NOW + month, 3);
    expect([...first, ...second].map(({ initiativeId }) => initiativeId)).toEqual(ids.sort());
    expect(await nextOfRound(DB, NOW + month, 3)).toEqual([]);
    const [one, other] = await Promise.all([
      nextOfRound(DB, NOW + 2 * month, 3),
      nextOfRound(DB, NOW + 2 * month, 3),
    ]);
    const seen = [...one, ...other].map(({ initiativeId }) => initiativeId);
    expect(new Set(seen).size).toBe(seen.length);
  });
});

test('titles in any language, and the same organisation with the same topic, make pairs', async () => {
  const name = `Trust ${crypto.randomUUID()}`;
  const organizations = [{ name, acronym: '', role: 'lead' as const }];
  const titled = (texts: [string, string][]): Content => ({
    ...withUrls([]),
    language: texts[0]?.[0] ?? 'en',
    organizations,
    texts: texts.map(([language, title]) => ({ language, title, summary: null, origin: 'original' })),
  });
  const { id, standing } = await aPendingEntry(
    DB,
    titled([
      ['en', 'Telemedicine and e-learning for women'],
      ['es', 'Las mujeres del río aprenden y se curan a distancia'],
    ]),
  );
  await commit(DB, {
    ...{ initiativeId: id, before: standing, type: 'initiative.approved' },
    ...{ actor: { kind: 'account', id: 'm' }, jobs: [], at: NOW },
  });
  await indexEntries(DB, env.SEARCH, [id], NOW);
  const spanish = await aPendingEntry(
    DB,
    titled([['es', 'Las mujeres del río aprenden y se curan a distancia']]),
  );
  const french = await aPendingEntry(
    DB,
    titled([['fr', 'Télémédecine et apprentissage en ligne pour les femmes']]),
  );
  await runChecks(env, now, web());
  expect((await pairByIds(DB, id, spanish.id))?.signs).toContain('title');
  expect((await pairByIds(DB, id, french.id))?.signs).toContain('topic');
});
