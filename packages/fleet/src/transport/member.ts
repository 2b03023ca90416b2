import {
  isWindowpaneError,
  UnreadLocationsError,
  type CallOptions,
  type Input,
  type OperationName,
  type Transport,
  type UnreadLocation,
  type WindowpaneError,
} from "@windowpane/core";
import { locationAdvice } from "../errors/location-advice.ts";

/** A location of a fleet with its transport. */
export interface FleetMember {
  /** Account ID of 12 digits. */
  readonly Account: string;
  readonly Region: string;
  /** Name of the account. */
  readonly name?: string | undefined;
  /** ARN of the role, for the remedy if it cannot be assumed. */
  readonly role?: string | undefined;
  /** External ID that the role requires. Absent: none. */
  readonly externalId?: string | undefined;
  /** Sends the requests of this location: with its rate limit and retries, and without cache. */
  readonly transport: Transport;
}

/** The location as one that could not be read. */
export const unreadAt = (
  member: Omit<FleetMember, "transport" | "role"> & { readonly role?: string | undefined },
  error: WindowpaneError,
): UnreadLocation => {
  const { Account, name, Region } = member;
  return {
    Account,
    ...(name === undefined ? {} : { AccountName: name }),
    Region,
    error,
    ...locationAdvice(error, member),
  };
};

/**
 * Sends a request to one location only.
 *
 * @throws UnreadLocationsError if its role cannot be assumed, which is the location's error and not that of the request.
 */
export const sendAlone = async <Name extends OperationName>(
  member: FleetMember,
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
): Promise<unknown> => {
  try {
    return await member.transport.send(operation, input, options);
  } catch (error) {
    const isRoleError = isWindowpaneError(error) && "operation" in error && error.operation === "AssumeRole";
    throw isRoleError ? new UnreadLocationsError(operation, [unreadAt(member, error)]) : error;
  }
};

/** An item or a response with the account and region that it comes from. */
export const withOrigin = (item: object, { Account, name, Region }: FleetMember): object => ({
  ...item,
  Account,
  ...(name === undefined ? {} : { AccountName: name }),
  Region,
});
