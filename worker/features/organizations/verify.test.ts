import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { registeredOrganization } from '#db/organizations.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import {
  aName,
  anOrganization,
  aPerson,
  facts,
  html,
  join,
  linkIn,
  logOf,
  mailedTo,
  type Person,
} from '#test/support/organizations.ts';
import { call, ORIGIN, postForm } from '#test/support/sign-in.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

let ann: Person;
let id = '';
let name = '';
let domain = '';
beforeAll(async () => {
  ann = await aPerson();
});
beforeEach(async () => {
  name = aName();
  domain = `${newId()}.example`;
  id = await anOrganization(ann, { name, url: `https://www.${domain}/about` });
});

const path = () => `/en/manage/organizations/${id}/domain`;
const byMail = (mailbox = 'info', by = ann) =>
  postForm(
    path(),
    [
      ['by', 'mail'],
      ['mailbox', mailbox],
    ],
    by.headers,
  );
const byDns = (by = ann) => postForm(path(), [['by', 'dns']], by.headers);

async function verification() {
  const { verifiedAt, verifiedBy, verifiedDomain } = (await registeredOrganization(env.DB, id)) ?? {};
  return [verifiedAt !== null, verifiedBy, verifiedDomain];
}
const NOT_VERIFIED = [false, null, null];

describe('by mail', () => {
  test('the link from an address at the domain verifies once, by its button only', async () => {
    expect((await byMail('Info')).status).toBe(303);
    const link = linkIn(await mailedTo(`info@${domain}`, name));
    const page = await html(link);
    expect([page.status, page.text.includes(domain)]).toEqual([200, true]);
    expect(await verification()).toEqual(NOT_VERIFIED);
    expect((await postForm(link, [], { origin: ORIGIN })).status).toBe(200);
    expect(await verification()).toEqual([true, 'mail', domain]);
    expect((await postForm(link, [], { origin: ORIGIN })).status).toBe(410);
    expect((await logOf(id)).at(-1)).toEqual({
      version: 2,
      type: 'organization.verified',
      actor: null,
      data: { by: 'mail' },
    });
    const slug = name.toLowerCase().replaceAll(' ', '-');
    const shown = await html(`/en/organizations/${id}/${slug}?seen=after`);
    expect(shown.text).toMatch(new RegExp(`Verified.*${domain}, by mail`, 's'));
  });

  test('a link that is too old, replaced, forged, or of another website does nothing', async () => {
    await byMail();
    const first = linkIn(await mailedTo(`info@${domain}`, name));
    await byMail('press');
    const second = linkIn(await mailedTo(`press@${domain}`, name));
    expect((await html(first)).status).toBe(404);
    await env.DB.prepare('UPDATE organization_proofs SET expires_at = 1 WHERE organization_id = ?1')
      .bind(id)
      .run();
    expect((await html(second)).status).toBe(410);
    expect((await postForm(second, [], { origin: ORIGIN })).status).toBe(410);
    expect((await html('/en/manage/domains/abc')).status).toBe(404);
    expect(await verification()).toEqual(NOT_VERIFIED);
  });

  test('bad mailboxes are refused, and whoever is no owner', async () => {
    for (const mailbox of ['', 'a@b', 'a b', 'x'.repeat(65)])
      expect((await byMail(mailbox)).status, mailbox).toBe(422);
    const [editor, stranger] = [await aPerson(), await aPerson()];
    await join(id, editor, 'editor');
    expect((await byMail('info', editor)).status).toBe(403);
    expect((await byMail('info', stranger)).status).toBe(404);
    expect((await call(path())).status).toBe(303);
  });

  test.each(['https://gmail.com', 'https://mail.yahoo.co.uk.example.github.io', 'https://org.uk', ''])(
    'nothing is proved by %j',
    async (url) => {
      id = await anOrganization(ann, { url });
      expect((await html(path(), ann)).text).toContain('prove nothing');
      expect((await byMail()).status).toBe(409);
    },
  );
});

describe('by DNS', () => {
  let asked: URL[] = [];
  /** What the resolver answers; tests reach no other address. */
  function resolver(answer: (url: URL, signal: AbortSignal | null) => Response | Promise<Response>): void {
    vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
      // The platform says what it does not take of a request only when one is made.
      const url = new URL(new Request(input, init).url);
      asked.push(url);
      return answer(url, init?.signal ?? null);
    });
  }
  afterEach(() => {
    vi.restoreAllMocks();
    asked = [];
  });

  const json = (body: unknown) => new Response(JSON.stringify(body));
  const txt = (...data: string[]) =>
    json({ Status: 0, Answer: data.map((value) => ({ name: domain, type: 16, TTL: 60, data: value })) });
  const record = async () => /wsis-stocktaking=[0-9a-f]{32}/.exec((await html(path(), ann)).text)?.[0] ?? '';

  test('the record verifies, among others and in pieces', async () => {
    const own = await record();
    resolver(() => txt('"v=spf1 -all"', `"${own.slice(0, 20)}" "${own.slice(20)}"`));
    expect((await byDns()).status).toBe(303);
    expect(await verification()).toEqual([true, 'dns', domain]);
    expect(asked.map((url) => [url.origin + url.pathname, url.searchParams.get('name')])).toEqual([
      [env.DNS_RESOLVER, domain],
    ]);
    expect((await logOf(id)).at(-1)).toMatchObject({ actor: ann.id, data: { by: 'dns' } });
  });

  test.each([
    ['NXDOMAIN', () => json({ Status: 3 }), 'was not found'],
    ['no such record', () => json({ Status: 0 }), 'was not found'],
    ['other records', () => txt('"v=spf1 -all"'), 'was not found'],
    ['the record of somebody else', () => txt(`"wsis-stocktaking=${'0'.repeat(32)}"`), 'another value'],
    ['SERVFAIL', () => json({ Status: 2 }), 'could not be looked up'],
    ['an error page', () => new Response('<html>', { status: 502 }), 'could not be looked up'],
    ['nonsense', () => new Response('[]'), 'could not be looked up'],
    ['an answer without end', () => endless(), 'could not be looked up'],
    [
      'a resolver elsewhere',
      () => Response.redirect('https://elsewhere.example/', 302),
      'could not be looked up',
    ],
    ['no resolver', () => Promise.reject(new TypeError('no route')), 'could not be looked up'],
  ])('%s: not verified, and why', async (_, answer, words) => {
    resolver(answer);
    const said = await byDns();
    expect([said.status, (await said.text()).includes(words)]).toEqual([200, true]);
    expect(await verification()).toEqual(NOT_VERIFIED);
  });

  function endless(): Response {
    const chunk = new Uint8Array(4096).fill(32);
    return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }));
  }

  test('a resolver that never answers is given up', async () => {
    const timeout = vi.spyOn(AbortSignal, 'timeout').mockReturnValue(AbortSignal.abort());
    resolver((_, signal) =>
      signal?.aborted ? Promise.reject(signal.reason) : new Promise<Response>(() => {}),
    );
    expect((await (await byDns()).text()).includes('could not be looked up')).toBe(true);
    expect(timeout).toHaveBeenCalledWith(5000);
  });

  test('only owners ask', async () => {
    resolver(() => json({ Status: 3 }));
    const editor = await aPerson();
    await join(id, editor, 'editor');
    expect((await byDns(editor)).status).toBe(403);
    expect(asked).toEqual([]);
  });

  test('another domain ends the verification; another page of the same does not', async () => {
    const own = await record();
    resolver(() => txt(`"${own}"`));
    await byDns();
    const edit = (url: string, version: number) =>
      postForm(
        `/en/manage/organizations/${id}/edit`,
        [...facts({ name, url }), ['expected_version', String(version)]],
        ann.headers,
      );
    expect((await edit(`https://${domain}/contact`, 2)).status).toBe(303);
    expect(await verification()).toEqual([true, 'dns', domain]);
    expect((await edit(`https://other-${domain}`, 3)).status).toBe(303);
    expect(await verification()).toEqual(NOT_VERIFIED);
    expect((await logOf(id)).at(-1)?.data).toEqual({ fields: ['url'], unverified: true });
  });
});
