/** What a page says about the connection and about what waits; `#` stands for a date or a number. */
export interface DeviceWords {
  kept: string;
  again: string;
  waiting: string;
  refused: string;
  sent: string;
  show: string;
}
