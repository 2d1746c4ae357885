import { KeptCards } from './cards.ts';
import { COLUMN_NAMES, type ColumnRow, Columns } from './columns.ts';

/** Rows of facets read at once when an isolate begins: about a megabyte. */
const LOADED_AT_ONCE = 10_000;
/** A change of the index may come between two questions; nobody waits for an index that never rests. */
const ATTEMPTS = 5;

export interface CatalogueState {
  version: number;
  generation: string;
}

/**
 * Milliseconds that the known state of the catalogue counts as the present one. Kept answers trust theirs for a second
 * (decision 8); what both trust is told by one to the other, so nothing outlives a publication by more than that.
 */
const TRUST = 500;

const STATE = 'SELECT version, generation FROM catalogue WHERE id = 1';

/**
 * What an isolate knows of the index. Every question to the database brings the catalogue version along; if the index
 * went on since, the rows that changed are read first, so no answer is older than the question.
 */
export class Register {
  state: CatalogueState = { version: -1, generation: '' };
  columns = new Columns();
  cards = new KeptCards();
  /** The latest state that anybody in this isolate heard of. */
  #heard: CatalogueState = this.state;
  /** When the database was last asked and had this state; 0 if that is no longer believed. Milliseconds since 1970. */
  #knownAt = 0;
  /** By session, since one request may not wait for what another one reads. */
  readonly #loading = new WeakMap<D1DatabaseSession, Promise<void>>();

  /**
   * Answers of statements together with the columns of at least the same version. `changed` tells that the columns are
   * not those of before the question, `current` that they are of the very version of the answers. Whoever only wants to
   * know that the columns are current may be `trusting`: no question is asked then if one just was.
   */
  async ask(
    search: D1DatabaseSession,
    statements: readonly D1PreparedStatement[],
    trusting = false,
  ): Promise<{ results: D1Result[]; changed: boolean; current: boolean }> {
    const at = Date.now();
    if (trusting && statements.length === 0 && this.isTrusted(at))
      return { results: [], changed: false, current: true };
    const known = this.state;
    const [current, ...results] = await search.batch([search.prepare(STATE), ...statements]);
    const now = stateIn(current);
    // Other requests of this isolate may have gone on to a later version, which is no harm.
    if (now.generation !== this.state.generation || now.version > this.state.version)
      await this.#follow(search, now);
    // Row numbers of another generation say nothing about these columns.
    if (this.state.generation !== now.generation)
      return { ...(await this.ask(search, statements)), changed: true };
    this.hear(now, at);
    return { results, changed: this.state !== known, current: this.state.version === now.version };
  }

  /** Whether the state was asked for so lately that it counts as the present one. */
  isTrusted(now: number): boolean {
    return now >= this.#knownAt && now - this.#knownAt < TRUST;
  }

  /**
   * What somebody learned of the catalogue by a question asked at `at`. Until this state is the latest that anybody heard
   * of, it is not trusted: a replica may lag behind.
   */
  hear(state: CatalogueState, at: number): void {
    if (state.generation !== this.#heard.generation || state.version > this.#heard.version)
      this.#heard = state;
    const { version, generation } = this.#heard;
    const isLatest = version === this.state.version && generation === this.state.generation;
    this.#knownAt = isLatest ? Math.max(this.#knownAt, at) : 0;
  }

  /** Something was written, here and now: the next question goes to the database. */
  doubt(): void {
    this.#knownAt = 0;
  }

  /** Makes sure that there are columns: what the first reader in an isolate waits for. */
  async ready(search: D1DatabaseSession): Promise<void> {
    if (this.state.version >= 0) return;
    const loading = this.#loading.get(search) ?? this.#load(search);
    this.#loading.set(search, loading);
    await loading;
  }

  async #follow(search: D1DatabaseSession, now: CatalogueState): Promise<void> {
    const { version, generation } = this.state;
    if (version < 0 || now.generation !== generation) return this.#load(search);
    const [current, removed, changed] = await search.batch([
      search.prepare(STATE),
      search.prepare('SELECT n FROM removed WHERE changed > ?1').bind(version),
      search.prepare(`SELECT ${COLUMN_NAMES} FROM facets WHERE changed > ?1`).bind(version),
    ]);
    const state = stateIn(current);
    if (state.generation !== generation) return this.#load(search);
    // Another request of this isolate was faster, and read later.
    if (this.state.generation !== generation || this.state.version >= state.version) return;
    for (const { n } of (removed?.results ?? []) as { n: number }[]) {
      this.columns.remove(n);
      this.cards.delete(n);
    }
    for (const values of (changed?.results ?? []) as Record<string, number>[]) {
      const row = Object.values(values) as unknown as ColumnRow;
      this.columns.set(row);
      this.cards.delete(row[0]);
    }
    this.state = state;
  }

  async #load(search: D1DatabaseSession): Promise<void> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await stateOf(search);
      const columns = new Columns();
      for (let last = 0; ; ) {
        const rows = await search
          .prepare(`SELECT ${COLUMN_NAMES} FROM facets WHERE n > ?1 ORDER BY n LIMIT ${LOADED_AT_ONCE}`)
          .bind(last)
          .raw<unknown[]>();
        for (const row of rows) columns.set(row as unknown as ColumnRow);
        last = Number(rows.at(-1)?.[0] ?? 0);
        if (rows.length < LOADED_AT_ONCE) break;
      }
      const after = await stateOf(search);
      if (after.generation !== before.generation) continue;
      // Another request of this isolate was faster, and read later.
      if (this.state.generation === before.generation && this.state.version > before.version) return;
      // What changed while it was read is read again by whoever asks next.
      this.columns = columns;
      this.cards = new KeptCards();
      this.state = before;
      return;
    }
    throw new Error('the index was rebuilt while it was read');
  }
}

function stateIn(result: D1Result | undefined): CatalogueState {
  const [state] = (result?.results ?? []) as CatalogueState[];
  if (!state) throw new Error('the catalogue has no row');
  return state;
}

async function stateOf(search: D1DatabaseSession): Promise<CatalogueState> {
  const state = await search.prepare(STATE).first<CatalogueState>();
  if (!state) throw new Error('the catalogue has no row');
  return state;
}

const registers = new WeakMap<D1Database, Register>();

/** What this isolate knows of an index. */
export function registerOf(database: D1Database): Register {
  let register = registers.get(database);
  if (!register) {
    register = new Register();
    registers.set(database, register);
  }
  return register;
}

/** The index as one request reads it. */
export interface Index {
  readonly register: Register;
  readonly session: D1DatabaseSession;
  /** Whether a state that was asked for a moment ago is new enough. */
  readonly trusting: boolean;
}

/** Opens the index for a request; `constraint` as in `withSession`. */
export function openIndex(
  database: D1Database,
  constraint: D1SessionConstraint = 'first-unconstrained',
  trusting = false,
): Index {
  return { register: registerOf(database), session: database.withSession(constraint), trusting };
}
