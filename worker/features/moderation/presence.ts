import { holdLease, type Looking, othersLooking } from '#db/leases.ts';
import type { AppContext } from '../../http/context.ts';
import { staffOf } from '../../http/staff.ts';

export interface Presence {
  /** When the mark of who looks ends unless it is renewed, in milliseconds since 1970. */
  until: number;
  /** Colleagues who have the entry open too. */
  looking: Looking[];
}

/** Marks an entry as open at the desk of who asks, or renews that, and says who else has it open. Keeps nobody out. */
export async function presenceAt(c: AppContext, initiativeId: string): Promise<Presence> {
  const userId = staffOf(c).id;
  const now = c.get('clock')();
  const [until, looking] = await Promise.all([
    holdLease(c.env.DB, { initiativeId, userId, at: now }),
    othersLooking(c.env.DB, [initiativeId], { userId, now }),
  ]);
  return { until, looking };
}
