import { describe, expect, it } from "vitest";
import { clientSettings } from "../../src/aws/client-settings.ts";
import { resolveLocation, type EffectiveLocation } from "../../src/aws/location.ts";
import { configOf } from "./config.ts";

const config = configOf(`
[default]
region = us-west-2
endpoint_url = http://127.0.0.1:1
[profile prod]
region = eu-west-1
endpoint_url = https://prod.example
ca_bundle = /prod.pem
use_fips_endpoint = true
[profile divided]
services = corp
endpoint_url = https://rest.example
[profile ignoring]
endpoint_url = https://prod.example
ignore_configured_endpoint_urls = True
[profile lost]
services = nowhere
[profile plain]
use_fips_endpoint = true
use_dualstack_endpoint = true
[services corp]
ssm =
  endpoint_url = https://ssm.example
sts =
  endpoint_url = https://sts.example
`);

interface Given {
  readonly profile?: string;
  readonly region?: string;
  readonly endpointUrl?: string;
  readonly env?: Readonly<Record<string, string>>;
}

const resolve = ({ profile, region, endpointUrl, env = {} }: Given): EffectiveLocation =>
  resolveLocation({ profile, region, endpointUrl, env, config });

const setBy = (kind: string, name: string, value: string): object => ({ value, setBy: { kind, name } });

describe("the profile", () => {
  it.each<{ readonly given: Given; readonly expected: object | undefined }>([
    { given: {}, expected: undefined },
    { given: { env: { AWS_PROFILE: "" } }, expected: undefined },
    {
      given: { env: { AWS_DEFAULT_PROFILE: "prod" } },
      expected: setBy("variable", "AWS_DEFAULT_PROFILE", "prod"),
    },
    {
      given: { env: { AWS_PROFILE: "prod", AWS_DEFAULT_PROFILE: "other" } },
      expected: setBy("variable", "AWS_PROFILE", "prod"),
    },
    {
      given: { profile: "prod", env: { AWS_PROFILE: "other" } },
      expected: setBy("flag", "--profile", "prod"),
    },
  ])("$given", ({ given, expected }) => {
    expect(resolve(given).profile).toEqual(expected);
  });
});

describe("the region", () => {
  it.each<{ readonly given: Given; readonly expected: object | undefined }>([
    { given: {}, expected: setBy("profile", "default", "us-west-2") },
    { given: { profile: "prod" }, expected: setBy("profile", "prod", "eu-west-1") },
    { given: { profile: "divided" }, expected: undefined },
    {
      given: { profile: "prod", env: { AWS_DEFAULT_REGION: "eu-north-1" } },
      expected: setBy("variable", "AWS_DEFAULT_REGION", "eu-north-1"),
    },
    {
      given: { env: { AWS_REGION: "eu-south-1", AWS_DEFAULT_REGION: "eu-north-1" } },
      expected: setBy("variable", "AWS_REGION", "eu-south-1"),
    },
    {
      given: { region: "sa-east-1", env: { AWS_REGION: "eu-south-1" } },
      expected: setBy("flag", "--region", "sa-east-1"),
    },
  ])("$given", ({ given, expected }) => {
    expect(resolve(given).region).toEqual(expected);
  });

  it("is refused if it cannot be part of a host name, with what set it", () => {
    expect(() => resolve({ region: "12345" })).toThrow("is not a valid region");
    expect(() => resolve({ region: "eu west" })).toThrow(
      expect.objectContaining({ kind: "usage", message: '"eu west" (--region) is not a valid region.' }),
    );
    expect(() => resolve({ env: { AWS_REGION: "eu/west" } })).toThrow(
      expect.objectContaining({
        kind: "configuration",
        message: '"eu/west" (AWS_REGION) is not a valid region.',
      }),
    );
  });
});

describe("the endpoints", () => {
  const configuredBy = (given: Given): object => {
    const { ssm, sts, account, sso } = resolve(given).endpoints;
    return { ssm: ssm?.value, sts: sts?.value, account: account?.value, sso: sso?.value };
  };
  const all = (url: string | undefined): object => ({ ssm: url, sts: url, account: url, sso: url });

  it.each<{ readonly given: Given; readonly expected: object }>([
    { given: {}, expected: all("http://127.0.0.1:1") },
    { given: { profile: "prod" }, expected: all("https://prod.example") },
    {
      given: { profile: "divided" },
      expected: { ...all("https://rest.example"), ssm: "https://ssm.example", sts: "https://sts.example" },
    },
    {
      given: { profile: "prod", endpointUrl: "https://flag.example" },
      expected: { ...all("https://prod.example"), ssm: "https://flag.example" },
    },
    {
      given: { profile: "divided", env: { AWS_ENDPOINT_URL: "https://env.example" } },
      expected: all("https://env.example"),
    },
    {
      given: { env: { AWS_ENDPOINT_URL: "https://env.example", AWS_ENDPOINT_URL_STS: "https://sts.env" } },
      expected: { ...all("https://env.example"), sts: "https://sts.env" },
    },
    { given: { profile: "ignoring" }, expected: all(undefined) },
    {
      given: { profile: "ignoring", env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "false" } },
      expected: all("https://prod.example"),
    },
    {
      given: {
        profile: "prod",
        endpointUrl: "https://flag.example",
        env: { AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: "true", AWS_ENDPOINT_URL: "https://env.example" },
      },
      expected: { ...all(undefined), ssm: "https://flag.example" },
    },
  ])("$given", ({ given, expected }) => {
    expect(configuredBy(given)).toEqual(expected);
  });

  it("are those of a variable's profile as of a flag's", () => {
    for (const profile of ["prod", "divided", "ignoring"]) {
      expect(resolve({ profile }).endpoints).toEqual(resolve({ env: { AWS_PROFILE: profile } }).endpoints);
    }
  });

  it("are refused where they are used, if the profile's services section is missing", () => {
    const error: unknown = expect.objectContaining({
      kind: "configuration",
      message: "Profile lost uses the services section nowhere, which is not in the AWS config files.",
    });
    expect(() => clientSettings(resolve({ profile: "lost" }), "ssm")).toThrow(error);
    const withFlag = resolve({ profile: "lost", endpointUrl: "https://flag.example" });
    expect(clientSettings(withFlag, "ssm").endpoint).toBe("https://flag.example");
    expect(() => clientSettings(withFlag, "sts")).toThrow(error);
  });
});

describe("the settings of a client", () => {
  const fixed = {
    ignoreConfiguredEndpointUrls: true,
    maxAttempts: 3,
    retryMode: "standard",
    defaultsMode: "legacy",
  };

  it("replace the SDK's own lookup", () => {
    expect(clientSettings(resolve({ profile: "ignoring" }), "ssm")).toEqual({
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      ...fixed,
    });
  });

  it("are FIPS and dual stack of the profile or the variables", () => {
    const both = { useFipsEndpoint: true, useDualstackEndpoint: true };
    expect(clientSettings(resolve({ profile: "plain" }), "ssm")).toMatchObject(both);
    const env = { AWS_USE_FIPS_ENDPOINT: "false", AWS_USE_DUALSTACK_ENDPOINT: "0" };
    expect(clientSettings(resolve({ profile: "plain", env }), "ssm")).toMatchObject({
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
    });
  });

  it("use an endpoint as it is configured, without FIPS and dual stack", () => {
    const env = { AWS_USE_DUALSTACK_ENDPOINT: "true" };
    expect(clientSettings(resolve({ profile: "prod", env }), "sts")).toEqual({
      endpoint: "https://prod.example",
      useFipsEndpoint: false,
      useDualstackEndpoint: false,
      ...fixed,
    });
  });

  it.each([
    { given: { endpointUrl: "ssm.example" }, kind: "usage", name: "--endpoint-url" },
    {
      given: { env: { AWS_ENDPOINT_URL: "ssm.example" } },
      kind: "configuration",
      name: "AWS_ENDPOINT_URL",
    },
  ])("are refused if the endpoint is not a URL: $name", ({ given, kind, name }) => {
    expect(() => clientSettings(resolve(given), "ssm")).toThrow(
      expect.objectContaining({ kind, message: `"ssm.example" (${name}) is not a valid URL.` }),
    );
  });
});
