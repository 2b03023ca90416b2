import { isWindowpaneError } from "@windowpane/core";
import type { Connection } from "@windowpane/sources";
import { readFailure, type FailureReading } from "../../host/failure.ts";

/** Why a location could not be read. The role of a fleet's account has its own reasons. */
export const failureAt = async (connection: Connection, error: unknown): Promise<FailureReading> => {
  const reading = readFailure(error);
  const { origin, role, externalId } = connection;
  if (origin === undefined || !isWindowpaneError(error)) return reading;
  const { locationAdvice } = await import("@windowpane/fleet");
  const { Account = "", Region = "" } = origin;
  const { reason, remedy } = locationAdvice(error, { Account, Region, role, externalId });
  return { ...reading, wrong: reason, todo: remedy };
};
