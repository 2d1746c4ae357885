/** What a log line may hold: never an address, a name, a link or a query text. */
export interface LogLine {
  event: string;
  request_id?: string;
  method?: string;
  /** Pattern of the route, not the path: paths may carry private links. */
  route?: string;
  status?: number;
  milliseconds?: number;
  problem?: string;
  error?: string;
  job?: string;
  count?: number;
  /** Of the index: what it holds, what was repaired, and what could not be. */
  entries?: number;
  repaired?: number;
  failed?: number;
}

/**
 * What an unexpected error may say in a log line. Drizzle puts the parameters of a statement into its message, so that
 * of the first cause is taken; what looks like an address goes anyway.
 */
export function withoutData(error: unknown): string {
  let first = error;
  while (first instanceof Error && first.cause !== undefined) first = first.cause;
  const said = first instanceof Error ? `${first.name}: ${first.message}` : typeof first;
  return said.replace(/\S+@\S+/g, '…').slice(0, 300);
}

/** One structured line. */
export function log(line: LogLine): void {
  console.log(JSON.stringify(line));
}
