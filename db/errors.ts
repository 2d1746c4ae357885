import { Problem } from '../domain/problems.ts';

/** Whether an error says some words, or any error that caused it: Drizzle wraps what D1 throws, triggers among it. */
export function says(error: unknown, words: string): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if (cause.message.includes(words)) return true;
  return false;
}

/** Whether an error is the violation of the unique key over these columns (`table.column, …`). */
export function violates(error: unknown, columns: string): boolean {
  return says(error, `UNIQUE constraint failed: ${columns}`);
}

/** Makes `wrong-state` of what a trigger says to whoever settles second; then nothing of the batch was written. */
export async function settledOnce<T>(trigger: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    throw says(error, trigger) ? new Problem('wrong-state') : error;
  }
}
