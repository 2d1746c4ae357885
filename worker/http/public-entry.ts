import type { Database } from '#db/client.ts';
import { type PublicFace, publicFace } from '#db/entries.ts';
import { type SubjectEntry, subjectEntry } from '#db/subjects.ts';
import { faceOf } from '#domain/initiative/states.ts';
import { Problem } from '#domain/problems.ts';

export type PublicEntry = Extract<PublicFace, { kind: 'published' | 'merged' }>;

/** The problem of an entry that was public and is not any more. `at` in milliseconds. */
export function withdrawnProblem({ at }: { at: number }): Problem {
  return new Problem('withdrawn', { extra: { withdrawn_at: new Date(at).toISOString() } });
}

/** The entry that an id stands for, as it is public, or where it was merged into. Throws `withdrawn` or `not-found`. */
export async function publicEntry(database: Database, id: string): Promise<PublicEntry> {
  const face = await publicFace(database, id);
  if (face.kind === 'withdrawn') throw withdrawnProblem(face);
  if (face.kind === 'unknown') throw new Problem('not-found');
  return face;
}

/** The same of an entry that readers may propose something for: an archived one is `not-found`. */
export async function openEntry(database: Database, id: string): Promise<PublicEntry> {
  const found = await publicEntry(database, id);
  if (found.kind === 'published' && found.archived) throw new Problem('not-found');
  return found;
}

/** An entry that is public and not archived, with what decides about rights to it; `not-found` for others. */
export async function publicSubject(database: Database, id: string): Promise<SubjectEntry> {
  const held = await subjectEntry(database, id);
  if (!held || faceOf(held.entry.standing) !== 'public') throw new Problem('not-found');
  return held;
}
