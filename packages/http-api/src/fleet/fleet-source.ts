import type { Transport } from "@windowpane/core";

/** The accounts and regions that an app reads. `fleetTransport` of `@windowpane/fleet` has these members. */
export interface FleetSource {
  /** All of them, in the order in which they are listed. */
  readonly members: readonly FleetLocation[];
  /**
   * Returns a transport over some of them.
   *
   * @param selection - account IDs and regions of which at least one location exists.
   */
  only(selection: LocationSelection): Transport;
}

/** An account and region. */
export interface FleetLocation {
  /** Account ID of 12 digits. */
  readonly Account: string;
  readonly Region: string;
  /** Name of the account. */
  readonly name?: string | undefined;
}

/** Selected accounts and regions. */
export interface LocationSelection {
  /** Account IDs. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** Default: all. */
  readonly regions?: readonly string[] | undefined;
}
