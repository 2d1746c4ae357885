import { isSettled } from '#db/claims.ts';
import { Problem } from '#domain/problems.ts';

/** Makes `wrong-state` of a claim that somebody else settled a moment before; then nothing of the batch was written. */
export async function settledOnce<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (isSettled(error)) throw new Problem('wrong-state');
    throw error;
  }
}
