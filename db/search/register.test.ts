import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { aPublicEntry } from '../../test/support/public-entry.ts';
import { emptyIndex, heldSession, hide, publish } from '../../test/support/search-index.ts';
import { openIndex, Register, registerOf } from './register.ts';

const { SEARCH } = env;
const [first, second, third] = [aPublicEntry(), aPublicEntry(), aPublicEntry()];

beforeEach(emptyIndex);

/** Ids of the entries the register knows. */
async function known({ columns }: Register): Promise<string[]> {
  const { results } = await SEARCH.prepare('SELECT n, id FROM facets').all<{ n: number; id: string }>();
  expect(columns.newest()).toHaveLength(columns.total);
  return results.filter(({ n }) => columns.alive[n] === 1).map(({ id }) => id);
}

async function ready(): Promise<Register> {
  const register = new Register();
  await register.ready(SEARCH.withSession());
  return register;
}

const ask = (register: Register, session = SEARCH.withSession()) => register.ask(session, []);

describe('what an isolate knows', () => {
  test('is read once, and again only when the index went on', async () => {
    await publish(first);
    const register = await ready();
    expect(await known(register)).toEqual([first.id]);
    const { columns } = register;
    await register.ready(SEARCH.withSession());
    expect(register.columns).toBe(columns);
    expect((await ask(register)).changed).toBe(false);
    await publish(second);
    expect((await ask(register)).changed).toBe(true);
    expect(await known(register)).toEqual([first.id, second.id]);
    // What did not change was not read again.
    expect(register.columns).toBe(columns);
    expect((await ask(register)).changed).toBe(false);
  });

  test('follows what was changed and what was taken away', async () => {
    await publish(first, second);
    const register = await ready();
    await publish({ ...first, kind: 'event' });
    await hide(second);
    await ask(register);
    expect(await known(register)).toEqual([first.id]);
    const { columns } = register;
    expect(columns.total).toBe(1);
    const n = columns.newest()[0] ?? -1;
    expect(columns.facets.kind.sets[columns.facets.kind.ids[n] ?? -1]).toEqual(['event']);
  });

  test('follows an entry that went and came back, under whatever row number', async () => {
    await publish(first, second);
    const register = await ready();
    await hide(second);
    await publish(third);
    await publish(second);
    await ask(register);
    expect((await known(register)).sort()).toEqual([first.id, second.id, third.id].sort());
    expect(register.columns.total).toBe(3);
  });

  test('is that of an empty index, too', async () => {
    const register = await ready();
    expect(register.columns.total).toBe(0);
    await publish(first);
    await ask(register);
    expect(await known(register)).toEqual([first.id]);
  });

  test('is read anew from an index that was made anew', async () => {
    await publish(first, second);
    const register = await ready();
    const { columns } = register;
    await emptyIndex();
    await publish(third);
    const session = SEARCH.withSession();
    const { results, changed } = await register.ask(session, [session.prepare('SELECT id FROM facets')]);
    expect(changed).toBe(true);
    expect(results[0]?.results).toEqual([{ id: third.id }]);
    expect(register.columns).not.toBe(columns);
    expect(await known(register)).toEqual([third.id]);
  });

  test('is the whole of a large register', async () => {
    await SEARCH.prepare(
      `WITH RECURSIVE numbers (n) AS (SELECT 3 UNION ALL SELECT n + 2 FROM numbers WHERE n < 50001)
       INSERT INTO facets SELECT n, 'id' || n, n, 1, 1, 1, 1, 0, 0, 0, 0, 0, 'en', 2020, '', '', 1, 1, 1, 0 FROM numbers`,
    ).run();
    const { columns } = await ready();
    expect(columns.total).toBe(25_000);
    expect(columns.size).toBe(50_002);
    expect(columns.newest()[0]).toBe(50_001);
    expect(columns.newest().at(-1)).toBe(3);
  });

  test('is one for a database, and a session of each request', () => {
    const [one, other] = [openIndex(SEARCH), openIndex(SEARCH)];
    expect(one.register).toBe(other.register);
    expect(one.register).toBe(registerOf(SEARCH));
    expect(one.session).not.toBe(other.session);
  });
});

describe('who is content with what was known a moment ago', () => {
  const AT = Date.UTC(2026, 0, 1);
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: AT }));
  afterEach(() => void vi.useRealTimers());

  /** A register that asked at `AT`, and does not know of what was published since. */
  async function behind(): Promise<Register> {
    await publish(first);
    const register = await ready();
    await ask(register);
    await publish(second);
    return register;
  }
  const isBehind = async (register: Register) =>
    !(await register.ask(SEARCH.withSession(), [], true)).changed;

  test('asks nothing for half a second', async () => {
    const register = await behind();
    for (const after of [0, 499]) {
      vi.setSystemTime(AT + after);
      expect(await isBehind(register)).toBe(true);
    }
    vi.setSystemTime(AT + 500);
    expect(await isBehind(register)).toBe(false);
    expect(await known(register)).toEqual([first.id, second.id]);
  });

  test('asks at once after something was written here, and when the clock was set back', async () => {
    const written = await behind();
    written.doubt();
    expect(await isBehind(written)).toBe(false);
    const early = await behind();
    vi.setSystemTime(AT - 1);
    expect(await isBehind(early)).toBe(false);
  });

  test('asks until it knows the latest state that anybody heard of', async () => {
    const register = await behind();
    const { version, generation } = register.state;
    register.hear({ version: version + 2, generation }, AT);
    expect(await isBehind(register)).toBe(false);
    // What answered lags behind what was heard of.
    expect([register.state.version, register.isTrusted(AT)]).toEqual([version + 1, false]);
    register.hear({ version: 1, generation: 'another' }, AT);
    expect(register.isTrusted(AT)).toBe(false);
    register.hear(register.state, AT);
    expect(register.isTrusted(AT)).toBe(true);
  });

  test('but not who does not say so, nor who asks for more than the state', async () => {
    expect((await ask(await behind())).changed).toBe(true);
    const register = await behind();
    const session = SEARCH.withSession();
    const more = await register.ask(session, [session.prepare('SELECT id FROM facets')], true);
    expect([more.changed, more.results[0]?.results.length]).toEqual([true, 2]);
  });
});

describe('readers at the same time', () => {
  test('who follow the index: the slower one takes nothing back', async () => {
    await publish(first);
    const register = await ready();
    await publish(second);
    const slow = heldSession(2);
    const slower = ask(register, slow.session);
    await slow.arrived;
    await hide(first);
    await publish(third);
    await ask(register);
    const { version } = register.state;
    expect(await known(register)).toEqual([second.id, third.id]);
    slow.letGo();
    expect((await slower).changed).toBe(true);
    expect(register.state.version).toBe(version);
    expect(await known(register)).toEqual([second.id, third.id]);
    expect(register.columns.total).toBe(2);
  });

  test('who follow the index: what the slower one read later is kept', async () => {
    await publish(first);
    const register = await ready();
    await publish(second);
    const slow = heldSession(2);
    const one = ask(register, slow.session);
    await slow.arrived;
    await publish(third);
    const slower = heldSession(2);
    const other = ask(register, slower.session);
    await slower.arrived;
    slow.letGo();
    await one;
    slower.letGo();
    await other;
    expect(await known(register)).toEqual([first.id, second.id, third.id]);
  });

  test('who are the first: the slower one takes nothing back', async () => {
    await publish(first);
    const register = new Register();
    const slow = heldSession(2);
    const slower = register.ready(slow.session);
    await slow.arrived;
    await hide(first);
    await publish(second);
    await register.ready(SEARCH.withSession());
    const { version } = register.state;
    slow.letGo();
    await slower;
    expect(register.state.version).toBe(version);
    expect(await known(register)).toEqual([second.id]);
    expect(register.columns.total).toBe(1);
  });

  test('of an index that is made anew while it is read: the old rows are not kept', async () => {
    await publish(first);
    const register = new Register();
    const slow = heldSession(2);
    const slower = register.ready(slow.session);
    await slow.arrived;
    await emptyIndex();
    await publish(second, third);
    slow.letGo();
    await slower;
    expect(await known(register)).toEqual([second.id, third.id]);
  });

  test('a question that was answered before the others went on takes nothing back, and reads nothing anew', async () => {
    await publish(first);
    const register = await ready();
    const { columns } = register;
    const slow = heldSession(1);
    const slower = ask(register, slow.session);
    await slow.arrived;
    await publish(second);
    await ask(register);
    const { version } = register.state;
    slow.letGo();
    expect((await slower).changed).toBe(true);
    expect(register.state.version).toBe(version);
    expect(register.columns).toBe(columns);
    expect(await known(register)).toEqual([first.id, second.id]);
  });

  test('a question meets columns that another reader changed meanwhile, and is told', async () => {
    await publish(first);
    const register = await ready();
    await publish(second);
    const slow = heldSession(1);
    const slower = ask(register, slow.session);
    await slow.arrived;
    await ask(register);
    slow.letGo();
    expect((await slower).changed).toBe(true);
  });
});
