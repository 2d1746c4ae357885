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
}

/** One structured line. */
export function log(line: LogLine): void {
  console.log(JSON.stringify(line));
}
