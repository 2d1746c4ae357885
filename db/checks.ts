import { and, eq } from 'drizzle-orm';
import type { BatchItem } from 'drizzle-orm/batch';
import type { Content } from '../domain/initiative/content.ts';
import type { Finding } from '../domain/initiative/hints.ts';
import { addressPrint, sharedText, textPrints } from '../domain/text/prints.ts';
import { type Database, type Records, records } from './client.ts';
import { checks } from './schema/signals.ts';

/** How long one worker may hold a check before another may take it. */
const LEASE = 10 * 60_000;
/** Tries before a check is given up; the rest of what it would have found is then left out. */
const MOST_ATTEMPTS = 3;

/** The statement that owes the check of a revision, for the batch in which it begins to wait. Once for each revision. */
export function oweCheck(
  db: Records,
  initiativeId: string,
  revision: number,
  at: number,
): BatchItem<'sqlite'> {
  return db.insert(checks).values({ initiativeId, revision, owedAt: at }).onConflictDoNothing();
}

export interface OwedCheck {
  initiativeId: string;
  revision: number;
  content: Content;
}

/** Takes up to `limit` checks that are owed, the longest first. Nobody else gets them until their lease ends. */
export async function claimChecks(database: D1Database, now: number, limit: number): Promise<OwedCheck[]> {
  const { results } = await database
    .prepare(
      `UPDATE checks SET claimed_until = ?1 + ${LEASE}, attempts = attempts + 1
       WHERE (initiative_id, revision) IN (
         SELECT initiative_id, revision FROM checks
         WHERE done_at IS NULL AND claimed_until < ?1 ORDER BY claimed_until, owed_at LIMIT ?2
       ) AND done_at IS NULL
       RETURNING initiative_id AS initiativeId, revision, attempts,
         (SELECT content FROM revisions AS r WHERE r.initiative_id = checks.initiative_id AND r.revision = checks.revision) AS content`,
    )
    .bind(now, limit)
    .all<{ initiativeId: string; revision: number; attempts: number; content: string | null }>();
  const owed: OwedCheck[] = [];
  for (const { initiativeId, revision, attempts, content } of results) {
    const held = content === null ? null : (JSON.parse(content) as Content | null);
    if (held && attempts <= MOST_ATTEMPTS) owed.push({ initiativeId, revision, content: held });
    else await finishCheck(database, { initiativeId, revision }, [], now);
  }
  return owed;
}

/** Keeps what a check found; what an earlier check of the revision found is forgotten. */
export async function finishCheck(
  database: D1Database,
  { initiativeId, revision }: Pick<OwedCheck, 'initiativeId' | 'revision'>,
  findings: readonly Finding[],
  now: number,
): Promise<void> {
  const done = { findings: [...findings], doneAt: now };
  await records(database)
    .insert(checks)
    .values({ initiativeId, revision, owedAt: now, ...done })
    .onConflictDoUpdate({ target: [checks.initiativeId, checks.revision], set: done });
}

/** What the check of a revision found, or null if it is still owed. */
export async function findingsOf(
  database: Database,
  initiativeId: string,
  revision: number,
): Promise<{ findings: Finding[]; doneAt: number } | null> {
  const [row] = await records(database)
    .select({ findings: checks.findings, doneAt: checks.doneAt })
    .from(checks)
    .where(and(eq(checks.initiativeId, initiativeId), eq(checks.revision, revision)));
  return row?.doneAt ? { findings: row.findings, doneAt: row.doneAt } : null;
}

function printsOf({ texts, urls }: Content): string[] {
  return [
    ...new Set([
      ...texts.flatMap(({ summary }) => textPrints(summary ?? '')),
      ...urls.flatMap((url) => addressPrint(url) ?? []),
    ]),
  ];
}

/** Replaces the marks by which an entry is found. */
export async function keepPrints(
  database: D1Database,
  initiativeId: string,
  content: Content,
): Promise<void> {
  await database.batch([
    database.prepare('DELETE FROM prints WHERE initiative_id = ?1').bind(initiativeId),
    database
      .prepare('INSERT OR IGNORE INTO prints (print, initiative_id) SELECT value, ?1 FROM json_each(?2)')
      .bind(initiativeId, JSON.stringify(printsOf(content))),
  ]);
}

/** Texts share at least this part of what they say, and these marks. */
const COPIED = 0.5;
const SHARED_PRINTS = 3;
/** An address that more entries than these name is that of an organisation, not of an initiative. */
const COMMON_ADDRESS = 6;
const CANDIDATES = 5;

/** Other entries that are not gone and share text, with how many percent, or an address on the web. */
export async function sharingEntries(
  database: Database,
  initiativeId: string,
  content: Content,
): Promise<{ copies: { id: string; percent: number }[]; addresses: string[] }> {
  const shared = `
    FROM json_each(?1) AS mine JOIN prints AS p ON p.print = mine.value AND p.initiative_id <> ?2
    JOIN initiatives AS i ON i.id = p.initiative_id AND i.state NOT IN ('unconfirmed', 'merged', 'deleted')`;
  const prints = printsOf(content);
  const texts = JSON.stringify(prints.filter((print) => print.startsWith('t')));
  const urls = JSON.stringify(prints.filter((print) => print.startsWith('u')));
  const [alike, addressed] = await Promise.all([
    database
      .prepare(
        `SELECT s.id, r.content FROM (
           SELECT i.id, i.revision, count(*) AS shared ${shared}
           GROUP BY i.id HAVING shared >= ${SHARED_PRINTS} ORDER BY shared DESC, i.id LIMIT ${CANDIDATES}
         ) AS s JOIN revisions AS r ON r.initiative_id = s.id AND r.revision = s.revision`,
      )
      .bind(texts, initiativeId)
      .all<{ id: string; content: string }>(),
    database
      .prepare(
        `SELECT DISTINCT i.id ${shared}
         WHERE (SELECT count(*) FROM (SELECT 1 FROM prints AS o WHERE o.print = p.print LIMIT ${COMMON_ADDRESS}))
           < ${COMMON_ADDRESS}
         LIMIT ${CANDIDATES}`,
      )
      .bind(urls, initiativeId)
      .all<{ id: string }>(),
  ]);
  const copies = alike.results.flatMap(({ id, content: other }) => {
    const share = textShare(content, JSON.parse(other) as Content);
    return share >= COPIED ? [{ id, percent: Math.round(share * 100) }] : [];
  });
  return { copies, addresses: addressed.results.map(({ id }) => id) };
}

/** How much of a text of one is in a text of the other: the most of any two. */
function textShare(a: Content, b: Content): number {
  const summaries = ({ texts }: Content) => texts.flatMap(({ summary }) => summary ?? []);
  return Math.max(0, ...summaries(a).flatMap((one) => summaries(b).map((other) => sharedText(one, other))));
}

/** Milliseconds between two rounds through the links of all published entries. */
const ROUND = 30 * 86_400_000;

/**
 * The next published entries whose links are looked at again, once a month at most; empty when this month's are done. Each
 * call moves on before anybody works, so that runs that overlap get different ones.
 */
export async function nextOfRound(database: D1Database, now: number, limit: number): Promise<OwedCheck[]> {
  const round = await database
    .prepare('SELECT begun_at AS begunAt, after_id AS after, ended FROM link_rounds WHERE id = 1')
    .first<{ begunAt: number; after: string; ended: number }>();
  if (!round || (round.ended === 1 && round.begunAt > now - ROUND)) return [];
  const begins = round.ended === 1;
  const after = begins ? '' : round.after;
  const { results } = await database
    .prepare(
      `SELECT i.id AS initiativeId, i.published_revision AS revision, r.content FROM initiatives AS i
       JOIN revisions AS r ON r.initiative_id = i.id AND r.revision = i.published_revision
       WHERE i.id > ?1 AND i.state = 'published' ORDER BY i.id LIMIT ?2`,
    )
    .bind(after, limit)
    .all<{ initiativeId: string; revision: number; content: string }>();
  const { meta } = await database
    .prepare(
      `UPDATE link_rounds SET begun_at = ?1, after_id = ?2, ended = ?3
       WHERE id = 1 AND after_id = ?4 AND begun_at = ?5 AND ended = ?6`,
    )
    .bind(
      begins ? now : round.begunAt,
      results.at(-1)?.initiativeId ?? after,
      results.length < limit ? 1 : 0,
      round.after,
      round.begunAt,
      round.ended,
    )
    .run();
  if (meta.changes === 0) return [];
  return results.map(({ content, ...entry }) => ({ ...entry, content: JSON.parse(content) as Content }));
}
