import {
  errorMeaning,
  isWindowpaneError,
  UnreadLocationsError,
  type Client,
  type Signal,
} from "@windowpane/core";

/** Options of `machineCanExist`. */
export interface MachineCanExistOptions {
  /** Whether nothing was left unread while it was searched. */
  readonly complete: boolean;
  /** Aborts the request. Default: none. */
  readonly signal?: Signal | undefined;
}

/**
 * Whether a machine about which nothing was found can exist: Systems Manager lists it as a managed node, or this cannot be read,
 * because the source or the permissions lack it, or the machine may be in what was not read.
 *
 * @throws UnreadLocationsError if it is in none of the accounts and regions that could be read, and was not searched in the others;
 * `signal.reason` when aborted.
 */
export const machineCanExist = async (
  client: Client,
  InstanceId: string,
  { complete, signal }: MachineCanExistOptions,
): Promise<boolean> => {
  try {
    const Filters = [{ Key: "InstanceIds", Values: [InstanceId] }];
    const items = client.items("DescribeInstanceInformation", { Filters, MaxResults: 5 }, { signal });
    for await (const _ of items) return true;
    return !complete;
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (!isWindowpaneError(error)) throw error;
    if (error.kind === "unread-locations") {
      if (complete) return true;
      throw new UnreadLocationsError(error.operation, error.locations, InstanceId);
    }
    // AWS rejects IDs that it does not know in this filter.
    const isUnknown =
      error.kind === "service" &&
      (error.code === "InvalidInstanceId" || errorMeaning(error) === "invalid-input");
    return !isUnknown || !complete;
  }
};
