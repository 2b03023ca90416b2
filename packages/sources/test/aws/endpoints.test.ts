import { describe, expect, it } from "vitest";
import { prepareAws, ssmEndpoints } from "../../src/aws/aws-base.ts";
import { fakePlatform } from "../fake-platform.ts";

const endpointsWith = async (env: Readonly<Record<string, string>>) => {
  const { platform } = fakePlatform();
  const base = await prepareAws({
    detail: "",
    profile: undefined,
    region: undefined,
    endpointUrl: undefined,
    platform: {
      ...platform,
      readFile: () => Promise.reject(Object.assign(new Error("ENOENT"), { code: "ENOENT" })),
      env: { AWS_ACCESS_KEY_ID: "a", AWS_SECRET_ACCESS_KEY: "b", ...env },
    },
  });
  return ssmEndpoints(base, base.http.handler());
};

describe("the endpoint of Systems Manager in each region of a fleet", () => {
  it.each([
    ["eu-west-1", {}, "https://ssm.eu-west-1.amazonaws.com/"],
    ["cn-north-1", {}, "https://ssm.cn-north-1.amazonaws.com.cn/"],
    ["us-gov-west-1", {}, "https://ssm.us-gov-west-1.amazonaws.com/"],
    ["us-east-1", { AWS_USE_FIPS_ENDPOINT: "true" }, "https://ssm-fips.us-east-1.amazonaws.com/"],
    ["eu-west-1", { AWS_USE_DUALSTACK_ENDPOINT: "true" }, "https://ssm.eu-west-1.api.aws/"],
    ["eu-west-1", { AWS_ENDPOINT_URL_SSM: "https://proxy.example/ssm" }, "https://proxy.example/ssm"],
    [
      "eu-west-1",
      { AWS_ENDPOINT_URL: "http://127.0.0.1:8080", AWS_USE_FIPS_ENDPOINT: "true" },
      "http://127.0.0.1:8080",
    ],
  ])("%s with %j", async (region, env, endpoint) => {
    const endpointOf = await endpointsWith(env);
    expect(endpointOf(region)).toBe(endpoint);
  });
});
