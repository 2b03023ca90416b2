/** What a work says of itself. A bare number is how many items it went through. */
export interface Measured {
  readonly items: number;
  /** Seconds by the clock on the wall, where a work waits for others. Default: the process's own processor time. */
  readonly seconds?: number;
  /** Milliseconds within which 99 of 100 requests were answered. */
  readonly p99?: number;
  /** Milliseconds within which 95 of 100 keys were answered. */
  readonly p95?: number;
  /** Bytes that half of the frames stay below. */
  readonly bytes?: number;
  /** Lists that could not be read to their end. */
  readonly lost?: number;
  /** The most memory, in MiB, of a program that the work started. Default: the work's own. */
  readonly peakMiB?: number;
}
