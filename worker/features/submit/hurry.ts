import type { AppContext } from '#worker/http/context.ts';

/** Asks for the outbox to be drained now. Should the nudge get lost, the next sweep does it. */
export function hurry(c: AppContext): void {
  c.executionCtx.waitUntil(c.env.JOBS.send({ kind: 'drain' }));
}
