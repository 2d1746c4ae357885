import { sha256 } from '../../domain/text/digest.ts';
import { indexEntries } from './index-entry.ts';

/** Entries compared by one statement each side: 70 kB. A million entries take 200 pairs of statements. */
const ENTRIES_A_PAGE = 5000;
/** Entries indexed again in one batch. */
const REPAIRED_AT_ONCE = 100;

/** What a comparison of the index with the register found. */
export interface Check {
  /** Milliseconds since 1970, UTC. */
  startedAt: number;
  /** Published entries of the register. */
  entries: number;
  /** Entries that the index held wrongly, or missed, or still held; each was indexed again. */
  repaired: number;
  /** SHA-256 over the ids and revisions of what is published, hexadecimal. */
  digest: string;
}

/** What stands on both sides: ids with the number of their public revision, in the order of ids. */
const REGISTER = `SELECT id, published_revision AS revision FROM initiatives
  WHERE published_revision IS NOT NULL AND state <> 'archived'`;
/** A row without its card or its text counts as wrong. */
const INDEX = `
  SELECT id, iif(EXISTS (SELECT 1 FROM cards WHERE n = f.n) AND EXISTS (SELECT 1 FROM entry_text WHERE rowid = f.n),
    revision, 0) AS revision
  FROM facets AS f WHERE true`;

/** A page as one text (`id:revision id:revision …`), for few statements and few bytes. */
async function pageText(database: D1Database, side: string, after: string, size: number): Promise<string> {
  const text = await database
    .prepare(
      `SELECT group_concat(id || ':' || revision, ' ') AS page
       FROM (SELECT * FROM (${side}) WHERE id > ?1 ORDER BY id LIMIT ?2)`,
    )
    .bind(after, size)
    .first<string>('page');
  return text ?? '';
}

function entriesOf(text: string): Map<string, string> {
  return new Map(
    text
      .split(' ')
      .filter(Boolean)
      .map((entry) => entry.split(':') as [string, string]),
  );
}

/** The ids that one of two sides holds otherwise than the other. */
function differing(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter((id) => one.get(id) !== other.get(id));
}

/**
 * Compares the index with the register, page by page in the order of ids, indexes again what differs, and notes the
 * result. What a job already owes is no difference. Entries that cannot be indexed are left and counted in `failed`.
 */
export async function checkIndex(
  database: D1Database,
  search: D1Database,
  now: number,
  size = ENTRIES_A_PAGE,
): Promise<Check & { failed: number }> {
  const check = { startedAt: now, entries: 0, repaired: 0, digest: '', failed: 0 };
  let after: string | null = '';
  while (after !== null) {
    const [here, there]: [string, string] = await Promise.all([
      pageText(database, REGISTER, after, size),
      pageText(search, INDEX, after, size),
    ]);
    const [register, index] = [entriesOf(here), entriesOf(there)];
    // A full page ends somewhere; of the other side nothing beyond that is compared yet.
    const ends: string[] = [register, index].flatMap((side) =>
      side.size < size ? [] : ([...side.keys()].at(-1) ?? []),
    );
    const end: string | null = ends.sort()[0] ?? null;
    for (const side of [register, index])
      for (const id of side.keys()) if (end !== null && id > end) side.delete(id);
    const different = differing(register, index);
    if (different.length > 0) {
      const { repaired, failed } = await repair(database, search, different, now);
      check.repaired += repaired;
      check.failed += failed;
    }
    check.entries += register.size;
    check.digest = await sha256(check.digest + [...register].map((entry) => entry.join(':')).join(' '));
    after = end;
  }
  await search
    .prepare('INSERT OR REPLACE INTO checks (started_at, entries, repaired, digest) VALUES (?1, ?2, ?3, ?4)')
    .bind(now, check.entries, check.repaired, check.digest)
    .run();
  return check;
}

async function repair(database: D1Database, search: D1Database, suspects: readonly string[], now: number) {
  const result = { repaired: 0, failed: 0 };
  for (let start = 0; start < suspects.length; start += REPAIRED_AT_ONCE) {
    const ids = await stillDifferent(database, search, suspects.slice(start, start + REPAIRED_AT_ONCE));
    try {
      await indexEntries(database, search, ids, now);
      result.repaired += ids.length;
    } catch {
      // One that cannot be indexed must not keep the others out of the index.
      for (const id of ids)
        await indexEntries(database, search, [id], now).then(
          () => result.repaired++,
          () => result.failed++,
        );
    }
  }
  return result;
}

/** Those that differ on a second look and that no job owes: others were published between the two questions. */
async function stillDifferent(
  database: D1Database,
  search: D1Database,
  ids: readonly string[],
): Promise<string[]> {
  const among = (side: string) =>
    `SELECT group_concat(id || ':' || revision, ' ') AS page
     FROM (${side}) WHERE id IN (SELECT value FROM json_each(?1))`;
  const parameter = JSON.stringify(ids);
  const [register, owed] = await database.batch<Record<string, string | null>>([
    database.prepare(among(REGISTER)).bind(parameter),
    database.prepare(
      `SELECT group_concat(payload ->> 'initiativeId', ' ') AS page FROM outbox
         WHERE done_at IS NULL AND kind = 'index' AND attempts = 0`,
    ),
  ]);
  const index = await search.prepare(among(INDEX)).bind(parameter).first<string>('page');
  const waiting = new Set((owed?.results[0]?.page ?? '').split(' '));
  return differing(entriesOf(register?.results[0]?.page ?? ''), entriesOf(index ?? '')).filter(
    (id) => !waiting.has(id),
  );
}

/** The last comparisons, newest first. */
export async function lastChecks(search: D1DatabaseSession | D1Database, limit: number): Promise<Check[]> {
  const { results } = await search
    .prepare(
      `SELECT started_at AS startedAt, entries, repaired, digest FROM checks ORDER BY started_at DESC LIMIT ?1`,
    )
    .bind(limit)
    .all<Check>();
  return results;
}
