/** Figures of a work. A plain number is the number of items. */
export interface Measured {
  readonly items: number;
  /** Elapsed seconds, for work that waits. Default: CPU time of the process. */
  readonly seconds?: number;
  /** 99th percentile latency of requests, in milliseconds. */
  readonly p99?: number;
  /** 95th percentile latency of keys, in milliseconds. */
  readonly p95?: number;
  /** Median bytes of a frame. */
  readonly bytes?: number;
  /** Number of lists that failed. */
  readonly lost?: number;
  /** Peak memory in MiB of a program that the work started. Default: that of the work's process. */
  readonly peakMiB?: number;
}
