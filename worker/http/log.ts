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
  /** What is stored otherwise than the log says. */
  differences?: number;
  /** Of change requests: who was reminded, and what closed without an answer. */
  reminded?: number;
  closed?: number;
  /** Of addresses that nobody used and drafts that nobody worked on for long: who was told, and what is forgotten. */
  warned?: number;
  forgotten?: number;
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

/** Milliseconds between two log lines of a route. */
const TOLD_EVERY = 1000;

/**
 * Counts answers that nobody looks for one by one, and tells once a second how many there were of each route and status: a
 * line for each would cost as much as the answer.
 */
export function countedLog(
  event: string,
): (route: string, status: number, context: Pick<ExecutionContext, 'waitUntil'>) => void {
  // Two maps by what is there already: a key made of both would be a new string for each answer.
  const counts = new Map<number, Map<string, number>>();
  const tell = () => {
    for (const [status, routes] of counts)
      for (const [route, count] of routes) log({ event, route, status, count });
    counts.clear();
  };
  return (route, status, context) => {
    if (counts.size === 0) context.waitUntil(scheduler.wait(TOLD_EVERY).then(tell));
    const routes = counts.get(status) ?? new Map<string, number>();
    if (routes.size === 0) counts.set(status, routes);
    routes.set(route, (routes.get(route) ?? 0) + 1);
  };
}
