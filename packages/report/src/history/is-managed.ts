import { errorMeaning, isWindowpaneError, type Client, type Signal } from "@windowpane/core";

/**
 * Whether Systems Manager lists an ID as a managed node. True if that cannot be read: the source or the permissions may lack it.
 *
 * @throws `signal.reason` when aborted.
 */
export const isManagedMachine = async (
  client: Client,
  InstanceId: string,
  { signal }: { readonly signal?: Signal | undefined } = {},
): Promise<boolean> => {
  try {
    const Filters = [{ Key: "InstanceIds", Values: [InstanceId] }];
    const page = await client.call("DescribeInstanceInformation", { Filters, MaxResults: 5 }, { signal });
    return (page.InstanceInformationList ?? []).length > 0;
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    if (!isWindowpaneError(error)) throw error;
    // AWS rejects IDs that it does not know in this filter.
    return error.kind !== "service" || errorMeaning(error) !== "invalid-input";
  }
};
