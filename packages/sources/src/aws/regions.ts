import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import { untilAborted } from "@windowpane/core";
import type { ClientOptions } from "./client-settings.ts";
import { newReach, unreachedError } from "./reach.ts";

/**
 * The regions that the account has enabled, as AWS Account Management lists them (`account:ListRegions`). Any region of the
 * partition will do. EC2 lists them too, but its client is ten times the size.
 *
 * @throws SourceError if Account Management is not reached, else the SDK's error.
 */
export const readRegions = async (options: ClientOptions): Promise<readonly string[]> => {
  const { settings, region, credentials, http, signal } = options;
  const reach = newReach();
  const client = new AccountClient({
    ...settings,
    region,
    credentials,
    requestHandler: http.handler({ service: "Account Management", reach }),
  });
  const regions: string[] = [];
  try {
    let NextToken: string | undefined;
    do {
      const page = await untilAborted(client.send(pageAfter(NextToken)), signal);
      regions.push(...(page.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined && NextToken !== "");
  } catch (error) {
    throw reach.last === undefined ? error : unreachedError("The regions of the account", reach.last);
  } finally {
    client.destroy();
  }
  return regions.toSorted();
};

const pageAfter = (NextToken: string | undefined): ListRegionsCommand =>
  new ListRegionsCommand({
    MaxResults: 50,
    RegionOptStatusContains: ["ENABLED", "ENABLED_BY_DEFAULT"],
    ...(NextToken === undefined ? {} : { NextToken }),
  });
