import { commit } from '#db/commit.ts';
import type { Content } from '#domain/initiative/content.ts';
import type { Standing } from '#domain/initiative/events.ts';
import { newId } from '#domain/initiative/identifiers.ts';

let counter = 0;

/** A title no other test uses. */
export function aTitle(): string {
  counter += 1;
  return `Radio school of the river ${newId()} ${counter}`;
}

export const SUMMARY =
  'Village libraries in three districts lend solar lamps and tablets with lessons in the local language. Volunteers teach adults and children how to find, judge and share information, and how to stay safe online.';

/** Complete content of an entry. */
export function aContent(change: Partial<Content> = {}): Content {
  return {
    language: 'en',
    texts: [{ language: 'en', title: aTitle(), summary: SUMMARY, origin: 'original' }],
    organizations: [{ name: 'River Radio Trust', acronym: '', role: 'lead' }],
    stakeholder_type: 'civil-society',
    kind: 'project',
    action_lines: ['C4'],
    sdgs: [4],
    coverage: 'local',
    countries: ['TZ'],
    commissions: ['eca'],
    start_date: '2024',
    end_date: null,
    year: 2024,
    activity_status: 'ongoing',
    beneficiaries: [],
    urls: ['https://example.org/river'],
    source: null,
    award: null,
    ...change,
  };
}

/** What a program posts to register an entry. */
export function aSubmission(change: Record<string, unknown> = {}) {
  return {
    title: aTitle(),
    language: 'en',
    summary: SUMMARY,
    kind: 'project',
    stakeholder_type: 'civil-society',
    action_lines: ['C4'],
    sdgs: [4],
    organizations: [{ name: 'River Radio Trust' }],
    contact_email: `${newId()}@ngo.example`,
    ...change,
  };
}

/** A stored entry that waits for a moderator. */
export async function aPendingEntry(
  database: D1Database,
  content: Content = aContent(),
  at = 1_700_000_000_000,
): Promise<{ id: string; standing: Standing }> {
  const id = newId();
  const actor = { kind: 'link', id: null } as const;
  const before = await commit(database, {
    initiativeId: id,
    before: null,
    type: 'initiative.submitted',
    actor,
    content,
    jobs: [],
    at,
  });
  const standing = await commit(database, {
    initiativeId: id,
    before,
    type: 'initiative.confirmed',
    actor,
    jobs: [],
    at: at + 1,
  });
  return { id, standing };
}
