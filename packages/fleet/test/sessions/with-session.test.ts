/** Sessions with the AWS SDK's client of Systems Manager, which keeps credentials by itself. */
import { SSMClient } from "@aws-sdk/client-ssm";
import { errorMeaning, isWindowpaneError } from "@windowpane/core";
import { awsTransport } from "@windowpane/transport-aws";
import { describe, expect, it } from "vitest";
import { withSession } from "../../src/index.ts";
import { createOrganization, memberId, REGION, roleOf } from "../organization.ts";

const MEMBER = memberId(0);

const location = { Account: MEMBER, Region: REGION, role: roleOf(MEMBER) };

const open = (options: Parameters<typeof createOrganization>[0] = {}) => {
  const place = createOrganization(options);
  const { sessions, settings } = place;
  const client = new SSMClient({
    region: REGION,
    credentials: sessions.provider(location),
    requestHandler: settings.requestHandler ?? expect.fail(),
    maxAttempts: 1,
  });
  const transport = withSession(awsTransport(client), sessions, location);
  return {
    ...place,
    read: () => transport.send("DescribeMaintenanceWindows", {}, {}),
    /** The code of the error. */
    code: () =>
      transport.send("DescribeMaintenanceWindows", {}, {}).then(
        () => "ok",
        (error: unknown) => {
          if (!isWindowpaneError(error)) throw error;
          return error.kind === "service" ? `${error.operation} ${error.code}` : errorMeaning(error);
        },
      ),
  };
};

describe("a transport with a session", () => {
  it("assumes the role once for many requests", async () => {
    const { read, loopback } = open();
    await Promise.all([read(), read(), read()]);
    await read();
    expect(loopback.requests.get("sts:AssumeRole")).toBe(1);
    expect(loopback.requests.get("ssm")).toBe(4);
  });

  it("sends with another session after the end of the first", async () => {
    const { read, code, loopback, advance } = open();
    await read();
    advance(3_600_000 + 1);
    expect(await code()).toBe("ok");
    expect(loopback.requests.get("sts:AssumeRole")).toBe(2);
  });

  it("rejects with the error of AssumeRole, and sends nothing", async () => {
    const { code, loopback } = open({ faults: { deniedAccounts: [MEMBER] } });
    expect(await code()).toBe("AssumeRole AccessDenied");
    expect(loopback.requests.get("ssm")).toBeUndefined();
  });

  it("replaces a session that AWS rejects as expired, at most every 30 seconds", async () => {
    const { code, loopback, advance } = open();
    expect(await code()).toBe("ok");
    loopback.faults.expiredAccounts = [MEMBER];
    for (let request = 0; request < 3; request += 1) {
      expect(await code()).toBe("DescribeMaintenanceWindows ExpiredTokenException");
    }
    expect(loopback.requests.get("sts:AssumeRole")).toBe(1);
    advance(30_000);
    await code();
    loopback.faults.expiredAccounts = [];
    expect(await code()).toBe("ok");
    expect(loopback.requests.get("sts:AssumeRole")).toBe(2);
  });

  it("tells a region that is not enabled", async () => {
    const { sessions, settings } = open();
    const client = new SSMClient({
      region: "ap-south-2",
      credentials: sessions.provider(location),
      requestHandler: settings.requestHandler ?? expect.fail(),
      maxAttempts: 1,
    });
    const transport = withSession(awsTransport(client), sessions, location);
    await expect(transport.send("DescribeMaintenanceWindows", {}, {})).rejects.toMatchObject({
      code: "UnrecognizedClientException",
    });
  });
});
