/** What an archive tells beside trends: what was collected, and which messages were not delivered. */
import type { Signal } from "@windowpane/core";
import type { MissingPeriod, TrendOrigin } from "./model.ts";
import type { Trends } from "./port.ts";

/** Everything that an archive can be asked, in the process or over HTTP. */
export interface HistorySource {
  /** Answers about runs over time. */
  readonly trends: Trends;
  /** Tells whether there is an archive, where that is known only after a request. Absent: there is. */
  readonly exists?: ((options: { readonly signal?: Signal | undefined }) => Promise<boolean>) | undefined;
  /** What was collected. Absent: the host does not tell. */
  readonly collections?: ((query: CollectionsQuery) => Promise<CollectionsAnswer>) | undefined;
  /** Messages that were not delivered, newest first. Absent: the host sends none, or the caller may not read them. */
  readonly messages?: ((query: MessagesQuery) => Promise<MessagesAnswer>) | undefined;
}

/** Selects the locations of a `CollectionsAnswer`. */
export interface CollectionsQuery {
  /** Start of the period of `missing`. */
  readonly since: Date;
  /** Account IDs. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** Default: all. */
  readonly regions?: readonly string[] | undefined;
  /** Aborts the query, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** What the archive has of each account and region. */
export interface CollectionsAnswer {
  /** In the order of accounts and regions. */
  readonly locations: readonly CollectedLocation[];
  /** Periods that the archive lacks, newest first. */
  readonly missing: readonly MissingPeriod[];
  /** Number of messages that will not be sent again, because all attempts failed. Absent: the host sends no messages. */
  readonly deadMessages?: number | undefined;
}

/** What the archive has of one account and region. */
export interface CollectedLocation extends TrendOrigin {
  /** Number of runs in the archive. */
  readonly runs: number;
  /** Starts of the first and of the last one. Absent: it has none. */
  readonly firstRun?: Date | undefined;
  /** Start of the last run in the archive. Absent: it has none. */
  readonly lastRun?: Date | undefined;
  /** Until when executions were collected completely. Absent: never. */
  readonly collectedUntil?: Date | undefined;
  /** Number of runs that are known and not in the archive yet: they run, or could not be read. */
  readonly waiting: number;
  /** Why the newest collection is not complete, in one sentence. Absent: it is complete. */
  readonly problem?: string | undefined;
  /** When it failed first, if it cannot be collected at all. */
  readonly problemSince?: Date | undefined;
  /** What to do about it, in one sentence. */
  readonly remedy?: string | undefined;
}

/** Selects messages. */
export interface MessagesQuery {
  /** Maximum number of messages. Default: 100. */
  readonly limit?: number | undefined;
  /** Aborts the query, which then rejects with `signal.reason`. Default: none. */
  readonly signal?: Signal | undefined;
}

/** Messages that were not delivered. */
export interface MessagesAnswer {
  /** Newest first. */
  readonly messages: readonly UndeliveredMessage[];
  /** Number of messages beyond the limit. */
  readonly more: number;
}

/** A message whose attempts are used up, or that waits because an attempt failed or its destination cannot be used. */
export interface UndeliveredMessage extends TrendOrigin {
  /** Identifies the message: the receiver gets the same ID with each attempt. */
  readonly id: string;
  /** Name of the destination in the configuration. */
  readonly destination: string;
  readonly kind: string;
  /** One line about its content. */
  readonly title: string;
  /** `dead`: all attempts failed. `pending`: it is sent later. */
  readonly state: "dead" | "pending";
  /** When it was stored. */
  readonly created: Date;
  /** Number of attempts that failed. */
  readonly attempts: number;
  /** HTTP status of the last response. Absent: there was none. */
  readonly status?: number | undefined;
  /** Why it was not delivered, and what to do. */
  readonly error?: string | undefined;
}
