import type { Transport } from "@windowpane/core";

/** A location of a fleet with its transport. */
export interface FleetMember {
  /** Account ID of 12 digits. */
  readonly Account: string;
  readonly Region: string;
  /** Name of the account. */
  readonly name?: string | undefined;
  /** ARN of the role, for the remedy if it cannot be assumed. */
  readonly role?: string | undefined;
  /** Sends the requests of this location: with its rate limit and retries, and without cache. */
  readonly transport: Transport;
}

/** Options of `fleetTransport`. */
export interface FleetTransportOptions {
  /** Current time in milliseconds. Only differences matter. */
  readonly now: () => number;
  /** Maximum number of locations that are read at the same time for one list or one search. Default: 64. */
  readonly concurrency?: number | undefined;
  /** Maximum number of IDs whose location is remembered. Default: 50,000. */
  readonly maxIds?: number | undefined;
}

/** Which locations of a fleet are read. */
export interface FleetSelection {
  /** Account IDs or names. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** Default: all. */
  readonly regions?: readonly string[] | undefined;
}

/** A transport over all locations of a fleet. */
export interface FleetTransport extends Transport {
  readonly members: readonly FleetMember[];
  /**
   * A transport over some of the locations, which shares what is known about IDs.
   *
   * @throws Error if no location is selected.
   */
  only(selection: FleetSelection): FleetTransport;
}
