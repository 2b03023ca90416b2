import { AccountClient, ListRegionsCommand } from "@aws-sdk/client-account";
import { untilAborted, type Signal } from "@windowpane/core";
import type { Credentials } from "./credentials.ts";
import type { Line } from "./http-settings.ts";

/** Whom to ask, and as whom. */
interface RegionsOptions {
  /** Any region of the partition: account management has one endpoint in each. */
  readonly region: string;
  readonly credentials: Credentials;
  readonly line: Line;
  readonly signal?: Signal | undefined;
}

/**
 * The regions that the account has enabled, as AWS Account Management lists them (`account:ListRegions`). EC2 could say
 * it too, but its client is ten times the size.
 */
export const askRegions = async (options: RegionsOptions): Promise<readonly string[]> => {
  const { region, credentials, line, signal } = options;
  const client = new AccountClient({ region, credentials, requestHandler: line });
  const regions: string[] = [];
  try {
    let NextToken: string | undefined;
    do {
      const page = await untilAborted(client.send(pageAfter(NextToken)), signal);
      regions.push(...(page.Regions ?? []).flatMap(({ RegionName }) => RegionName ?? []));
      NextToken = page.NextToken;
    } while (NextToken !== undefined && NextToken !== "");
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
