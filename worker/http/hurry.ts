import type { AppContext } from './context.ts';

/** Asks for the outbox to be drained now. Should the nudge get lost, the next sweep does it. */
export function hurry(c: AppContext): void {
  c.executionCtx.waitUntil(c.env.JOBS.send({ kind: 'drain' }));
}
