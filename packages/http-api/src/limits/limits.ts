/** The table of limits: options of `createApp`, flags, variables, messages and docs/limits.md come from it. */

/** A limit of the server. */
export interface LimitRow {
  /** Name in kebab case. The flag is `--name`, the variable `WINDOWPANE_NAME`. */
  readonly name: string;
  /** Unit of the value. */
  readonly unit: "bytes" | "milliseconds" | "requests" | "scans" | "connections";
  /** Default. A host with other means, such as a Worker on the free plan, passes its own. */
  readonly value: number;
  /** Default of an app without authentication, whose callers share one identity. Default: `value`. */
  readonly open?: number;
  /** Smallest value that can be configured. */
  readonly least: number;
  /** Largest value that can be configured. */
  readonly most: number;
  /** Noun phrase for help and docs. */
  readonly about: string;
  /** What happens at the limit, for the docs. */
  readonly effect: string;
}

/** Limits for one request and for one caller. Durations are in milliseconds. */
export const limitTable = {
  bodyBytes: {
    name: "body-bytes",
    unit: "bytes",
    value: 65_536,
    least: 1024,
    most: 10_485_760,
    about: "maximum size of a request body; requests to SSM are small",
    effect: "413 `body-too-large`",
  },
  timeoutMs: {
    name: "request-timeout",
    unit: "milliseconds",
    value: 30_000,
    least: 1000,
    most: 3_600_000,
    about: "maximum duration of a request, or of one chunk of a stream",
    effect: "504 `timed-out`; a page of failures, executions or counts ends after half of it",
  },
  scansPerCaller: {
    name: "scans-per-caller",
    unit: "scans",
    value: 8,
    open: 16,
    least: 1,
    most: 10_000,
    about:
      "concurrent reports, whole lists, event streams and pages of failures, executions or counts per caller",
    effect: "429 `too-many-scans`",
  },
  requestsPerMinute: {
    name: "requests-per-minute",
    unit: "requests",
    value: 3000,
    open: Infinity,
    least: 1,
    most: 10_000_000,
    about: "requests per caller and minute; the full number may arrive at once",
    effect: "429 `too-many-requests`",
  },
  requestsPerPage: {
    name: "requests-per-page",
    unit: "requests",
    value: 500,
    least: 10,
    most: 100_000,
    about: "requests to AWS per page of failures, executions or counts, or to find the task of an invocation",
    effect: "the page ends with a cursor; an item that needs more by itself has a gap of the kind `limit`",
  },
  requestsPerScan: {
    name: "requests-per-scan",
    unit: "requests",
    value: 10_000,
    least: 1,
    most: 1_000_000,
    about: "requests to AWS per report, whole list or connection to an event stream",
    effect:
      "a report has a gap of the kind `limit`, a list ends with the token to resume from, an event stream ends so that its client reconnects",
  },
  concurrency: {
    name: "concurrency",
    unit: "requests",
    value: 10,
    least: 1,
    most: 100,
    about: "concurrent requests to AWS per response",
    effect: "further requests wait",
  },
  pollMs: {
    name: "poll-interval",
    unit: "milliseconds",
    value: 5000,
    least: 1000,
    most: 600_000,
    about: "interval between two reads of a running execution in an event stream",
    effect: "events arrive later",
  },
  followMs: {
    name: "follow-time",
    unit: "milliseconds",
    value: 600_000,
    least: 1000,
    most: 86_400_000,
    about: "maximum duration of an event stream",
    effect:
      "the stream ends, and its client reconnects and gets only later changes; this also ends the streams of clients that read nothing or whose token was revoked",
  },
  keepMs: {
    name: "keep",
    unit: "milliseconds",
    value: 2000,
    least: 0,
    most: 60_000,
    about: "age up to which a response that is not final is used again for an equal request",
    effect:
      "an equal list is requested from AWS at most once in this time, whatever the number of viewers; a cancel ends it early",
  },
  memoryBytes: {
    name: "memory-bytes",
    unit: "bytes",
    value: 67_108_864,
    least: 1_048_576,
    most: 8_589_934_592,
    about: "memory for responses of AWS and for finished documents, half for each",
    effect: "the oldest are forgotten, and requested from AWS again",
  },
} as const satisfies Record<string, LimitRow>;

/** Limit of connections, for hosts that listen on a socket. It is not an option of `createApp`. */
export const connectionLimit: LimitRow = {
  name: "connections",
  unit: "connections",
  value: 4096,
  least: 1,
  most: 65_535,
  about: "maximum number of connections",
  effect: "further connections are closed immediately",
};

/** Name of a limit in `Limits`. */
export type LimitName = keyof typeof limitTable;

/** A value for each limit of `limitTable`, which has their descriptions, units and defaults. */
export type Limits = { readonly [Name in LimitName]: number };

const rows: readonly (readonly [LimitName, LimitRow])[] =
  // Object.entries forgets the names.
  Object.entries(limitTable) as [LimitName, LimitRow][];

/** Names of the limits, in the order of the table. */
export const limitNames: readonly LimitName[] = rows.map(([name]) => name);

/** Default limits of an app, with or without authentication. */
export const defaultLimitsOf = ({ open }: { readonly open: boolean }): Limits =>
  // fromEntries forgets that every limit has an entry.
  Object.fromEntries(rows.map(([name, row]) => [name, open ? (row.open ?? row.value) : row.value])) as Limits;

/** Default limits of an app with authentication. */
export const defaultLimits: Limits = defaultLimitsOf({ open: false });

/** Returns the flag that sets a limit: `--requests-per-scan`. */
export const limitFlag = ({ name }: Pick<LimitRow, "name">): string => `--${name}`;

/** Returns the environment variable that sets a limit: `WINDOWPANE_REQUESTS_PER_SCAN`. */
export const limitVariable = ({ name }: Pick<LimitRow, "name">): string =>
  `WINDOWPANE_${name.replaceAll("-", "_").toUpperCase()}`;

/** Returns a value of a limit in words: `30 s`, `65,536 bytes`. */
export const limitInWords = ({ unit }: Pick<LimitRow, "unit">, value: number): string => {
  if (value === Infinity) return "none";
  return unit === "milliseconds" ? `${value / 1000} s` : `${value.toLocaleString("en-US")} ${unit}`;
};
