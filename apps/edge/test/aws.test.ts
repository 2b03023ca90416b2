import { createEndpoint, createSignatureCheck } from "@windowpane/endpoint";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { awsSource, hostOf } from "../src/aws.ts";

describe("Systems Manager's host", () => {
  it.each([
    ["eu-central-1", "ssm.eu-central-1.amazonaws.com"],
    ["us-gov-west-1", "ssm.us-gov-west-1.amazonaws.com"],
    ["cn-north-1", "ssm.cn-north-1.amazonaws.com.cn"],
    ["eusc-de-east-1", "ssm.eusc-de-east-1.amazonaws.eu"],
  ])("in %s is %s", (region, host) => {
    expect(hostOf(region)).toBe(host);
  });
});

describe("AWS behind the Worker", () => {
  it("accepts its signatures, with a session token where there is one", async () => {
    const key = { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "secret-of-aws", sessionToken: "session" };
    const authorize = createSignatureCheck({ keys: [key], now: () => new Date(), region: "eu-west-1" });
    const endpoint = createEndpoint(mockTransport(), { authorize });
    const world = { fetch: (url: string, init: RequestInit) => endpoint(new Request(url, init)) };
    const source = { kind: "aws", region: "eu-west-1", credentials: key } as const;
    const { name, send } = awsSource(source, world);
    expect(name).toBe("http");
    expect(await send("DescribeMaintenanceWindows", {}, {})).toHaveProperty("WindowIdentities");
    const wrong = { ...source, credentials: { ...key, secretAccessKey: "another" } };
    await expect(awsSource(wrong, world).send("DescribeMaintenanceWindows", {}, {})).rejects.toMatchObject({
      code: "InvalidSignatureException",
    });
  });
});
