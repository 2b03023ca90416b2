import { isWindowpaneError, type UnreadLocation } from "@windowpane/core";
import type { Connection } from "@windowpane/sources";
import { readFailure, type FailureReading } from "../../host/failure.ts";

/** Why a location could not be read, and what to do. */
export interface LocationFailure extends FailureReading {
  /** The account of a fleet; absent for others, and for errors of the source credentials. */
  readonly unread?: UnreadLocation | undefined;
}

/** Describes the error of a location. The role of a fleet's account has its own reasons. */
export const locationFailure = async (
  { origin, role, externalId }: Connection,
  error: unknown,
): Promise<LocationFailure> => {
  const reading = readFailure(error);
  if (origin === undefined || !isWindowpaneError(error)) return reading;
  const [recorded, ...others] = error.kind === "unread-locations" ? error.locations : [];
  // An archive knows why the location could not be collected.
  if (recorded !== undefined && others.length === 0) {
    const { reason = reading.wrong, remedy } = recorded;
    return { ...readFailure(recorded.error), wrong: reason, todo: remedy, unread: recorded };
  }
  const { locationAdvice } = await import("@windowpane/fleet");
  const { Account = "", AccountName, Region = "" } = origin;
  const { reason, remedy } = locationAdvice(error, { Account, Region, role, externalId });
  const unread = { Account, AccountName, Region, error, reason, remedy };
  return { ...reading, wrong: reason, todo: remedy, unread };
};
