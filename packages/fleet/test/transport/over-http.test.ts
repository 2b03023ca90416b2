/** A fleet behind the endpoint of Systems Manager: what programs see that read it over HTTP. */
import { DescribeMaintenanceWindowsCommand, SSMClient } from "@aws-sdk/client-ssm";
import { createClient, itemOrigin, ServiceError, UnreadLocationsError } from "@windowpane/core";
import { createEndpoint, requestHandler } from "@windowpane/endpoint";
import { httpTransport } from "@windowpane/transport-http";
import { describe, expect, it } from "vitest";
import { accountId, createPlaces } from "./places.ts";

const serve = () => {
  const places = createPlaces([2, 3, 4]);
  places.replace(1, () =>
    Promise.reject(new ServiceError("AssumeRole", { code: "AccessDenied", message: "no", status: 403 })),
  );
  return createEndpoint(places.fleet);
};

describe("a fleet over HTTP", () => {
  it("has account and region of its items, and names unread locations at the end of a list", async () => {
    const endpoint = serve();
    const client = createClient(
      httpTransport({ url: "http://localhost/", fetch: (url, init) => endpoint(new Request(url, init)) }),
    );
    const accounts: (string | undefined)[] = [];
    let failure: unknown;
    try {
      for await (const window of client.items("DescribeMaintenanceWindows", {})) {
        accounts.push(itemOrigin(window).Account);
      }
    } catch (error) {
      failure = error;
    }
    expect(accounts).toEqual([0, 0, 2, 2, 2, 2].map(accountId));
    if (!(failure instanceof UnreadLocationsError)) throw failure;
    expect(failure.resumeFrom).toMatch(/^fleet\./);
    expect(failure.locations).toHaveLength(1);
    expect(failure.locations[0]).toMatchObject({
      Account: accountId(1),
      Region: "us-east-1",
      error: { operation: "AssumeRole", code: "AccessDenied", message: "no" },
    });
    expect(failure.locations[0]?.remedy).toContain("trust policy");
  });

  it("gives clients of AWS an error with a code and a message", async () => {
    const client = new SSMClient({
      region: "eu-west-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
      requestHandler: requestHandler(serve()),
    });
    const page = await client.send(new DescribeMaintenanceWindowsCommand({}));
    expect(page.WindowIdentities).toHaveLength(6);
    await expect(
      client.send(new DescribeMaintenanceWindowsCommand({ NextToken: page.NextToken })),
    ).rejects.toMatchObject({
      name: "UnreadLocationsException",
      message: `DescribeMaintenanceWindows could not read 1 location: ${accountId(1)} us-east-1 (AccessDenied). Check that the role exists in account ${accountId(1)}, that its trust policy allows the caller without an external ID, that the caller is allowed sts:AssumeRole, and that no service control policy denies it.`,
    });
  });
});
