import type { Index, Register } from './register.ts';

/** When each entry was last published or updated, by row number, in milliseconds since 1970. */
type Instants = Map<number, number>;

interface Kept {
  generation: string;
  version: number;
  instants: Instants;
}
const kept = new WeakMap<Register, Kept>();

/** What changed after a version; each entry that did is two rows. */
const CHANGED = `SELECT facets.n, facets.changed, cards.card ->> 'updated_at' AS at
   FROM facets JOIN cards ON cards.n = facets.n WHERE facets.changed > ?1`;

/**
 * When the entries were last updated, of the catalogue as it is now. An isolate reads all of them once, and then what
 * changed since; instants of entries that are gone stay and are asked for by nobody.
 */
export async function updatedAt({ register, session }: Index): Promise<ReadonlyMap<number, number>> {
  await register.ready(session);
  for (;;) {
    const known = kept.get(register);
    const since = known?.generation === register.state.generation ? known : null;
    const { generation } = register.state;
    const { results } = await register.ask(session, [session.prepare(CHANGED).bind(since?.version ?? -1)]);
    // Row numbers of another generation say nothing about those that are kept.
    if (register.state.generation !== generation) continue;
    const instants = since?.instants ?? new Map<number, number>();
    let version = since?.version ?? -1;
    for (const row of (results[0]?.results ?? []) as { n: number; changed: number; at: string }[]) {
      instants.set(row.n, Date.parse(row.at));
      version = Math.max(version, row.changed);
    }
    kept.set(register, { generation, version, instants });
    return instants;
  }
}
