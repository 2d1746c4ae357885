import { env } from 'cloudflare:workers';
import { additions, removals } from '../../db/search/index-entry.ts';
import type { PublicInitiative } from '../../domain/schemas/public-initiative.ts';

const { SEARCH } = env;

const raise = () => SEARCH.prepare('UPDATE catalogue SET version = version + 1');

/** Puts entries into the index, as a publication would; they get row numbers in their order. */
export async function publish(...entries: readonly PublicInitiative[]): Promise<void> {
  await SEARCH.batch([raise(), ...additions(SEARCH, entries)]);
}

/** Takes entries out of the index, as a withdrawal would. */
export async function hide(...entries: readonly PublicInitiative[]): Promise<void> {
  await SEARCH.batch([
    raise(),
    ...removals(
      SEARCH,
      entries.map(({ id }) => id),
    ),
  ]);
}

/** Leaves an index without entries, of a generation no reader knows. */
export async function emptyIndex(): Promise<void> {
  const tables = ['facets', 'removed', 'cards', 'names', 'words', 'organizations', 'entry_organizations'];
  await SEARCH.batch([
    ...[...tables, 'entry_text', 'organization_text'].map((table) => SEARCH.prepare(`DELETE FROM ${table}`)),
    SEARCH.prepare('UPDATE catalogue SET version = version + 1, generation = ?1').bind(crypto.randomUUID()),
  ]);
}

const statements = new WeakMap<object, D1PreparedStatement>();

/**
 * A session over the index one of whose answers, counted from 1, comes late: it is read when it is asked for, and given
 * when it is let go.
 */
export function heldSession(held: number) {
  const session = SEARCH.withSession();
  const arrived = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let answers = 0;
  async function late<T>(answer: Promise<T>): Promise<T> {
    const result = await answer;
    if (++answers === held) {
      arrived.resolve();
      await gate.promise;
    }
    return result;
  }
  const prepared = (statement: D1PreparedStatement): object => {
    const wrapper = {
      bind: (...values: unknown[]) => prepared(statement.bind(...values)),
      first: (column: string) => late(column ? statement.first(column) : statement.first()),
      all: () => late(statement.all()),
      raw: () => late(statement.raw()),
    };
    statements.set(wrapper, statement);
    return wrapper;
  };
  const wrapped = {
    prepare: (sql: string) => prepared(session.prepare(sql)),
    batch: (list: object[]) =>
      late(session.batch(list.map((wrapper) => statements.get(wrapper) as D1PreparedStatement))),
  };
  return {
    session: wrapped as unknown as D1DatabaseSession,
    /** Resolves once the answer is there and waits. */
    arrived: arrived.promise,
    letGo: gate.resolve,
  };
}
