import { and, eq, or } from 'drizzle-orm';
import type { Content } from '../domain/initiative/content.ts';
import { organizationKey, regionsOfContent } from '../domain/initiative/content.ts';
import { type DuplicateSign, pairOf } from '../domain/initiative/duplicates.ts';
import type { State } from '../domain/initiative/states.ts';
import type { PublicInitiative } from '../domain/schemas/public-initiative.ts';
import { conceptsOfEntry } from '../domain/search/likeness.ts';
import { similarity } from '../domain/text/similar.ts';
import { type Database, records } from './client.ts';
import { duplicatePairs } from './schema/signals.ts';
import type { Index } from './search/register.ts';
import { similarInitiatives } from './search/similar.ts';
import { ALIKE, publishedLike } from './search/similar-titles.ts';

/** Another entry that may be the same initiative. `likeness` from 0 to 100. */
export interface Candidate {
  id: string;
  signs: DuplicateSign[];
  likeness: number;
}

const OF_TITLE = 5;
/** Waiting entries compared, the newest first: a bound on the work, far above any queue seen. */
const COMPARED = 2000;
/** What signs are worth that come without a measure of their own, and each further sign of the same pair. */
const WORTH = { address: 60, topic: 55, further: 8 } as const;
/** The part of the concepts of their titles that entries of one organisation have in common. */
const SAME_TOPIC = 0.6;

async function waitingLike(database: Database, id: string, titles: readonly string[]): Promise<Candidate[]> {
  const { results } = await database
    .prepare(
      `SELECT i.id, i.title FROM waiting AS w JOIN initiatives AS i ON i.id = w.initiative_id
       WHERE w.queue IN ('new', 'answered', 'asked') AND i.id <> ?1 ORDER BY w.since DESC LIMIT ${COMPARED}`,
    )
    .bind(id)
    .all<{ id: string; title: string }>();
  return results
    .map((other) => ({
      id: other.id,
      alike: Math.max(0, ...titles.map((title) => similarity(title, other.title))),
    }))
    .filter(({ alike }) => alike >= ALIKE)
    .sort((a, b) => b.alike - a.alike)
    .slice(0, OF_TITLE)
    .map(({ id: other, alike }) => ({ id: other, signs: ['title'], likeness: Math.round(alike * 100) }));
}

async function titledLike(index: Index, titles: readonly string[]): Promise<Candidate[]> {
  const found = await Promise.all(
    titles.map(async (title) =>
      (await publishedLike(index.session, title, OF_TITLE)).map(
        ({ id, titles: theirs }): Candidate => ({
          id,
          signs: ['title'],
          likeness: Math.round(
            100 * Math.max(...Object.values(theirs).map((other) => similarity(title, other))),
          ),
        }),
      ),
    ),
  );
  return found.flat();
}

function topicsOf(content: Pick<Content, 'texts' | 'organizations'>): string[] {
  return conceptsOfEntry(content as PublicInitiative).title;
}

/** Published entries of the same organisation about the same: titles that say it in other words or languages. */
async function ofSameTopic(index: Index, id: string, content: Content): Promise<Candidate[]> {
  const topics = topicsOf(content);
  if (topics.length < 2) return [];
  const names = new Set(content.organizations.map(({ name }) => organizationKey(name)));
  const first = content.texts[0];
  const asked = {
    ...content,
    id,
    title: first?.title ?? '',
    regions: regionsOfContent(content),
  } as unknown as PublicInitiative;
  const alike = await similarInitiatives(index, asked, 10);
  return alike
    .filter(({ organizations }) => organizations.some(({ name }) => names.has(organizationKey(name))))
    .filter((other) => {
      const theirs = topicsOf(other);
      const common = theirs.filter((topic) => topics.includes(topic)).length;
      return common / (topics.length + theirs.length - common) >= SAME_TOPIC;
    })
    .map((other) => ({ id: other.id, signs: ['topic'], likeness: WORTH.topic }));
}

/** Entries that may be the same initiative, each once with all signs; `sharing` is what was found by text and address. */
export async function duplicateCandidates(
  database: Database,
  index: Index,
  { id, content }: { id: string; content: Content },
  sharing: { copies: readonly { id: string; percent: number }[]; addresses: readonly string[] },
): Promise<Candidate[]> {
  const titles = content.texts.map(({ title }) => title);
  const found = await Promise.all([
    waitingLike(database, id, titles),
    titledLike(index, titles),
    ofSameTopic(index, id, content),
  ]);
  const all: Candidate[] = [
    ...found.flat(),
    ...sharing.copies.map((copy): Candidate => ({ id: copy.id, signs: ['text'], likeness: copy.percent })),
    ...sharing.addresses.map(
      (other): Candidate => ({ id: other, signs: ['address'], likeness: WORTH.address }),
    ),
  ];
  const merged = new Map<string, Candidate>();
  for (const { id: other, signs, likeness } of all) {
    const before = merged.get(other);
    const further = before && !signs.every((sign) => before.signs.includes(sign)) ? WORTH.further : 0;
    merged.set(other, {
      id: other,
      signs: [...new Set([...(before?.signs ?? []), ...signs])],
      likeness: Math.min(100, Math.max(before?.likeness ?? 0, likeness) + further),
    });
  }
  merged.delete(id);
  return [...merged.values()].sort((a, b) => b.likeness - a.likeness).slice(0, 2 * OF_TITLE);
}

/** Keeps pairs that were found. One that somebody dismissed stays dismissed. */
export async function keepCandidates(
  database: D1Database,
  id: string,
  candidates: readonly Candidate[],
  at: number,
): Promise<void> {
  const rows = candidates.map(({ id: other, signs, likeness }) => {
    const [low, high] = pairOf(id, other);
    return { low, high, signs: JSON.stringify(signs), likeness };
  });
  await database
    .prepare(
      `INSERT INTO duplicate_pairs (low_id, high_id, signs, likeness, found_at)
       SELECT value ->> 'low', value ->> 'high', value ->> 'signs', value ->> 'likeness', ?2 FROM json_each(?1) WHERE true
       ON CONFLICT (low_id, high_id) DO UPDATE SET signs = excluded.signs, likeness = excluded.likeness
       WHERE dismissed_at IS NULL`,
    )
    .bind(JSON.stringify(rows), at)
    .run();
}

/** What was found of an entry: open pairs and dismissed ones, by the id of the other entry. */
export async function pairsOf(
  database: Database,
  id: string,
): Promise<Map<string, { signs: DuplicateSign[]; dismissed: boolean }>> {
  const rows = await records(database)
    .select()
    .from(duplicatePairs)
    .where(or(eq(duplicatePairs.lowId, id), eq(duplicatePairs.highId, id)))
    .limit(200);
  return new Map(
    rows.map(({ lowId, highId, signs, dismissedAt }) => [
      lowId === id ? highId : lowId,
      { signs, dismissed: dismissedAt !== null },
    ]),
  );
}

export async function pairByIds(database: Database, a: string, b: string) {
  const [lowId, highId] = pairOf(a, b);
  const [row] = await records(database)
    .select()
    .from(duplicatePairs)
    .where(and(eq(duplicatePairs.lowId, lowId), eq(duplicatePairs.highId, highId)));
  return row ?? null;
}

/** Says that two entries are not one. Said again, or of a pair that nobody found, it changes nothing else. */
export async function dismissPair(
  database: D1Database,
  ids: readonly [string, string],
  { by, at }: { by: string; at: number },
): Promise<void> {
  const [low, high] = pairOf(...ids);
  await database
    .prepare(
      `INSERT INTO duplicate_pairs (low_id, high_id, signs, likeness, found_at, dismissed_at, dismissed_by)
       VALUES (?1, ?2, '[]', 0, ?3, ?3, ?4)
       ON CONFLICT (low_id, high_id) DO UPDATE SET dismissed_at = ?3, dismissed_by = ?4 WHERE dismissed_at IS NULL`,
    )
    .bind(low, high, at, by)
    .run();
}

export interface PairedEntry {
  id: string;
  state: State;
  content: Content;
  submitterId: string | null;
  organizationId: string | null;
}

export interface OpenPair {
  low: PairedEntry;
  high: PairedEntry;
  signs: DuplicateSign[];
  likeness: number;
}

const SIDE = (side: string): string =>
  `json_object('id', ${side}.id, 'state', ${side}.state, 'organizationId', ${side}.organization_id,
     'submitterId', (SELECT user_id FROM contacts WHERE id = ${side}.contact_id),
     'content', (SELECT json(content) FROM revisions WHERE initiative_id = ${side}.id AND revision = ${side}.revision))`;

const STANDS = "('pending', 'changes-requested', 'appealed', 'published', 'archived')";

/** Pairs that nobody has dismissed and whose entries both still stand, the most alike first. */
export async function openPairs(database: Database, limit: number): Promise<OpenPair[]> {
  const { results } = await database
    .prepare(
      `SELECT ${SIDE('a')} AS low, ${SIDE('b')} AS high, p.signs, p.likeness
       FROM duplicate_pairs AS p JOIN initiatives AS a ON a.id = p.low_id JOIN initiatives AS b ON b.id = p.high_id
       WHERE p.dismissed_at IS NULL AND a.state IN ${STANDS} AND b.state IN ${STANDS}
       ORDER BY p.likeness DESC, p.found_at, p.low_id, p.high_id LIMIT ?1`,
    )
    .bind(limit)
    .all<{ low: string; high: string; signs: string; likeness: number }>();
  return results.map(({ low, high, signs, likeness }) => ({
    low: JSON.parse(low) as PairedEntry,
    high: JSON.parse(high) as PairedEntry,
    signs: JSON.parse(signs) as DuplicateSign[],
    likeness,
  }));
}
