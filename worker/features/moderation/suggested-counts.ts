import type { Database } from '#db/client.ts';
import { dueCorrections } from '#db/corrections.ts';
import { waitingTranslations } from '#db/translations.ts';
import type { AccountActor } from '#domain/initiative/permissions.ts';
import { LOOKED_AT, readableAtDesk } from '#worker/http/staff.ts';

export interface SuggestedCounts {
  corrections: number;
  translations: number;
}

/** How many of what readers suggest the lists of the desk show to this person. `now` in milliseconds since 1970. */
export async function suggestedCounts(
  database: Database,
  actor: AccountActor,
  now: number,
): Promise<SuggestedCounts> {
  const [corrections, translations] = await Promise.all([
    dueCorrections(database, now, LOOKED_AT),
    waitingTranslations(database, LOOKED_AT),
  ]);
  const rows = [
    ...corrections.map(({ initiativeId }) => ({ initiativeId, kind: 'corrections' as const })),
    ...translations.map(({ initiativeId }) => ({ initiativeId, kind: 'translations' as const })),
  ];
  const counts: SuggestedCounts = { corrections: 0, translations: 0 };
  for (const { kind } of await readableAtDesk(database, actor, rows)) counts[kind]++;
  return counts;
}
