import { createEndpoint, createSignatureCheck } from "@windowpane/endpoint";
import { mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { awsSource, hostOf } from "../src/aws.ts";

describe("hostOf", () => {
  it.each([
    ["eu-central-1", "ssm.eu-central-1.amazonaws.com"],
    ["us-gov-west-1", "ssm.us-gov-west-1.amazonaws.com"],
    ["cn-north-1", "ssm.cn-north-1.amazonaws.com.cn"],
    ["eusc-de-east-1", "ssm.eusc-de-east-1.amazonaws.eu"],
  ])("returns the host of %s: %s", (region, host) => {
    expect(hostOf(region)).toBe(host);
  });
});

describe("awsSource", () => {
  it("signs requests, with an optional session token", async () => {
    const key = { accessKeyId: "ASIAEXAMPLE", secretAccessKey: "secret-of-aws", sessionToken: "session" };
    const authorize = createSignatureCheck({ keys: [key], now: () => new Date(), region: "eu-west-1" });
    const endpoint = createEndpoint(mockTransport(), { authorize });
    const platform = { fetch: (url: string, init: RequestInit) => endpoint(new Request(url, init)) };
    const source = { region: "eu-west-1", credentials: key } as const;
    const { name, send } = awsSource(source, platform);
    expect(name).toBe("http");
    expect(await send("DescribeMaintenanceWindows", {}, {})).toHaveProperty("WindowIdentities");
    const other = { ...source, endpoint: "http://127.0.0.1:4566", credentials: async () => key };
    expect(await awsSource(other, platform).send("DescribeMaintenanceWindows", {}, {})).toHaveProperty(
      "WindowIdentities",
    );
    const wrong = { ...source, credentials: { ...key, secretAccessKey: "another" } };
    await expect(awsSource(wrong, platform).send("DescribeMaintenanceWindows", {}, {})).rejects.toMatchObject(
      {
        code: "InvalidSignatureException",
      },
    );
  });
});
