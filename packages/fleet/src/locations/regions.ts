import { clientOptions, closeClient, type AwsSettings } from "../sessions/aws-settings.ts";
import type { FleetCredentials } from "../sessions/credentials.ts";
import { sdkError } from "../sessions/sdk-error.ts";

/** Options of `listRegions`. */
export interface ListRegionsOptions {
  /** Credentials of the account. */
  readonly credentials: () => Promise<FleetCredentials>;
  /** A region of the partition. */
  readonly region: string;
  /** How Account Management is called. Default: AWS's endpoint with the SDK's request handler. */
  readonly account?: AwsSettings | undefined;
}

/**
 * The regions that an account has enabled (`account:ListRegions`), in alphabetical order. EC2 lists them too, but its client is ten
 * times the size.
 *
 * @throws ServiceError or TransportError of ListRegions, or errors of the credentials.
 */
export const listRegions = async (options: ListRegionsOptions): Promise<readonly string[]> => {
  const { credentials, region, account = {} } = options;
  await credentials();
  const { AccountClient, ListRegionsCommand } = await import("@aws-sdk/client-account");
  const client = new AccountClient({ ...clientOptions(account), region, credentials });
  const regions: string[] = [];
  try {
    let NextToken: string | undefined;
    do {
      const page = await client.send(
        new ListRegionsCommand({
          MaxResults: 50,
          RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"],
          ...(NextToken === undefined ? {} : { NextToken }),
        }),
      );
      regions.push(...(page.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []));
      ({ NextToken } = page);
    } while (NextToken !== undefined && NextToken !== "");
  } catch (error) {
    throw sdkError("ListRegions", error);
  } finally {
    closeClient(client, account);
  }
  return regions.toSorted();
};
