/** Limits for one request and for one caller. */
export interface Limits {
  /** Maximum size of a request body, in bytes. Default: 65,536; SSM requests are small. */
  readonly bodyBytes: number;
  /**
   * Maximum duration of a request, in milliseconds. For a stream, the limit applies to each chunk. When it expires, pending
   * requests to AWS are aborted and the response is 504. Default: 30,000.
   */
  readonly timeoutMs: number;
  /** Maximum number of concurrent scans (reports, whole lists, event streams, failures) per caller. Default: 8. */
  readonly scansPerCaller: number;
  /** Requests per caller and minute; the full number may arrive at once. Default: 3,000; unlimited in an open app. */
  readonly requestsPerMinute: number;
  /** Requests to AWS for one page of `/v1/failures`. Default: 40, because a free Worker may send 50. */
  readonly requestsPerPage: number;
  /**
   * Requests to AWS for one report, whole list or connection to an event stream. At the limit, a report has a gap, a list
   * ends with the token to resume from, and a stream ends so that its client reconnects. Default: 1,000; use 40 on a free
   * Worker.
   */
  readonly requestsPerScan: number;
  /** Concurrent requests to AWS for one response. Default: 6, because a Worker has 6 connections. */
  readonly concurrency: number;
  /** Interval between two reads of a running execution in an event stream, in milliseconds. Default: 5,000. */
  readonly pollMs: number;
  /**
   * Age up to which a response that is not final is used again for an equal request, in milliseconds. A list is requested from
   * AWS at most once in this time, whatever the number of viewers. A cancel ends it early. Default: 2,000.
   */
  readonly keepMs: number;
}

/** Default limits. */
export const defaultLimits: Limits = {
  bodyBytes: 65_536,
  timeoutMs: 30_000,
  scansPerCaller: 8,
  requestsPerMinute: 3000,
  requestsPerPage: 40,
  requestsPerScan: 1000,
  concurrency: 6,
  pollMs: 5000,
  keepMs: 2000,
};
