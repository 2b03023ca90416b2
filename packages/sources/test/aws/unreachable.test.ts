/** Sign-ins whose hosts are not reached: errors of the network, not of the credentials. */
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { readConfigFiles } from "../../src/aws/config-files.ts";
import { credentialsFor } from "../../src/aws/credentials.ts";
import { createHttp } from "../../src/aws/http.ts";
import { resolveLocation } from "../../src/aws/location.ts";
import { connect, connectOne } from "../../src/connect/connect.ts";
import type { Platform } from "../../src/source/source.ts";
import { createMachine, type Machine } from "../environments/machine.ts";

const servers: Server[] = [];
const machines: Machine[] = [];
afterEach(() => {
  for (const machine of machines.splice(0)) machine.remove();
  for (const server of servers.splice(0)) server.close();
});

const listen = async (server: Server): Promise<string> => {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`; // It listens on a port, not on a pipe.
};

const profiles = `
[profile keys]
aws_access_key_id = KEYS
aws_secret_access_key = s
[profile role]
region = eu-west-1
role_arn = arn:aws:iam::123456789012:role/r
source_profile = keys
[profile bare]
region = eu-west-1
`;

/** Short waits are those between attempts. */
const forever: Platform["sleep"] = async (milliseconds, signal) => {
  if (milliseconds < 5000) return;
  await new Promise((resolve) => {
    signal.addEventListener("abort", resolve, { once: true });
  });
};

const createdMachine = (env: Readonly<Record<string, string>>): Machine => {
  const machine = createMachine({ about: "", config: profiles, env }, {});
  machines.push(machine);
  return machine;
};

const platformOf = (env: Platform["env"], sleep: Platform["sleep"]): Platform => ({
  env,
  interrupt: new AbortController().signal,
  now: () => new Date(),
  random: () => 0,
  sleep,
  after: () => () => {},
  readFile: async (path) => readFileSync(path, "utf8"),
  readBytes: async (path) => new Uint8Array(readFileSync(path)),
  ask: async () => undefined,
});

const openOn = (
  env: Readonly<Record<string, string>>,
  {
    profile = "role",
    sleep = forever,
  }: { readonly profile?: string; readonly sleep?: Platform["sleep"] } = {},
): Promise<unknown> =>
  connectOne({
    source: "aws",
    profiles: [profile],
    regions: [],
    platform: platformOf(createdMachine(env).env, sleep),
  }).catch((error: unknown) => error);

const NO_PROXY = "Check the network and the endpoint, set HTTPS_PROXY if a proxy is required, or try again.";

const tls = (name: string): string => readFileSync(new URL(`../tls/${name}.pem`, import.meta.url), "utf8");

describe("a sign-in whose host is not reached", () => {
  it("names the host, for a refused connection", async () => {
    expect(await openOn({ AWS_ENDPOINT_URL_STS: "http://127.0.0.1:1" })).toMatchObject({
      kind: "unreachable",
      message:
        "The credentials of profile role could not be requested from STS at http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.",
      advice: NO_PROXY,
    });
  });

  it("names the host, if the response takes 30 seconds", async () => {
    let seen: () => void = () => {};
    const asked = new Promise<void>((resolve) => {
      seen = resolve;
    });
    const server = createServer(() => seen());
    const host = await listen(server);
    const opened = openOn({ AWS_ENDPOINT_URL_STS: `http://${host}` }, { sleep: () => asked });
    expect(await opened).toMatchObject({
      kind: "unreachable",
      message: `The credentials of profile role could not be requested from STS at http://${host}: no response came in 30 seconds.`,
    });
    // The request is aborted, so that the process can end.
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });

  it("names the proxy", async () => {
    expect(await openOn({ HTTPS_PROXY: "http://me:SECRET@127.0.0.1:1" })).toMatchObject({
      kind: "unreachable",
      message:
        "The credentials of profile role could not be requested from STS at https://sts.eu-west-1.amazonaws.com " +
        "through the proxy http://127.0.0.1:1 (HTTPS_PROXY): connect ECONNREFUSED 127.0.0.1:1.",
      advice: "Check the proxy, the network and the endpoint, or try again.",
    });
  });

  it("names AWS_CA_BUNDLE, if the certificate is not trusted", async () => {
    const options = { key: tls("key"), cert: tls("certificate") };
    const host = await listen(createTlsServer(options, (_, response) => response.writeHead(500).end()));
    expect(await openOn({ AWS_ENDPOINT_URL_STS: `https://${host}` })).toMatchObject({
      kind: "unreachable",
      message: `The credentials of profile role could not be requested from STS at https://${host}: self-signed certificate.`,
      advice: "If a proxy inspects TLS, set AWS_CA_BUNDLE to the file of its CA certificate.",
    });
    const AWS_CA_BUNDLE = new URL("../tls/certificate.pem", import.meta.url).pathname;
    expect(await openOn({ AWS_ENDPOINT_URL_STS: `https://${host}`, AWS_CA_BUNDLE })).toMatchObject({
      kind: "unreachable",
      message: `The credentials of profile role could not be requested from STS at https://${host}: it failed with HTTP 500.`,
    });
  });

  it("names the endpoint of a container", async () => {
    const AWS_CONTAINER_CREDENTIALS_FULL_URI = "http://127.0.0.1:1/credentials";
    expect(await openOn({ AWS_CONTAINER_CREDENTIALS_FULL_URI }, { profile: "bare" })).toMatchObject({
      kind: "unreachable",
      message:
        "The credentials of profile bare could not be requested from the container's credential endpoint at http://127.0.0.1:1: " +
        "connect ECONNREFUSED 127.0.0.1:1.",
    });
  });

  it("does no harm to credentials that are still valid", async () => {
    let [failing, time] = [false, 0];
    const body = '{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t","Expiration":"1970-01-01T01:00:00Z"}';
    const host = await listen(
      createServer((_, response) => response.writeHead(failing ? 503 : 200).end(body)),
    );
    const platform = platformOf(
      createdMachine({ AWS_CONTAINER_CREDENTIALS_FULL_URI: `http://${host}/credentials` }).env,
      forever,
    );
    const env = { ...platform.env };
    const config = await readConfigFiles(platform);
    const location = resolveLocation({
      profile: undefined,
      region: "eu-west-1",
      endpointUrl: undefined,
      env,
      config,
    });
    const http = await createHttp({ ...platform, network: {} });
    const timed = { ...platform, now: () => new Date(time) };
    const credentials = credentialsFor({
      location,
      config,
      defaultRegion: "us-east-1",
      http,
      platform: timed,
    });
    expect(await credentials()).toMatchObject({ accessKeyId: "A" });
    failing = true;
    time = 56 * 60_000;
    expect(await credentials()).toMatchObject({ accessKeyId: "A" });
    time = 61 * 60_000;
    await expect(credentials()).rejects.toMatchObject({ kind: "unreachable" });
  });

  it("may be Account Management, for all regions", async () => {
    const { env } = createdMachine({ AWS_ENDPOINT_URL_ACCOUNT: "http://127.0.0.1:1" });
    const [only] = await connect({
      source: "aws",
      profiles: ["keys"],
      regions: ["all"],
      platform: platformOf(env, forever),
    });
    await expect(only?.open()).rejects.toMatchObject({
      kind: "unreachable",
      message:
        "The regions of the account could not be requested from Account Management at http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.",
    });
  });

  it("may be STS, for the account of the credentials", async () => {
    const identityWith = async (endpoint: string): Promise<unknown> => {
      const { env } = createdMachine({ AWS_ENDPOINT_URL_STS: endpoint, AWS_REGION: "eu-west-1" });
      const [only] = await connect({
        source: "aws",
        profiles: ["keys"],
        regions: [],
        platform: platformOf(env, forever),
      });
      return (await only?.open())?.source.identity?.({}).catch((error: unknown) => error);
    };
    expect(await identityWith("http://127.0.0.1:1")).toMatchObject({
      kind: "unreachable",
      message:
        "The account of the credentials could not be requested from STS at http://127.0.0.1:1: connect ECONNREFUSED 127.0.0.1:1.",
    });
    const body =
      "<ErrorResponse><Error><Code>InvalidClientTokenId</Code><Message>The security token is invalid</Message></Error></ErrorResponse>";
    const host = await listen(
      createServer((_, response) => response.writeHead(403, { "content-type": "text/xml" }).end(body)),
    );
    expect(await identityWith(`http://${host}`)).toMatchObject({
      kind: "configuration",
      message:
        "The account of the credentials could not be requested from STS: The security token is invalid.",
    });
  });

  it("is not an error of the network if STS refuses", async () => {
    const body =
      "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not authorized to perform: sts:AssumeRole</Message></Error></ErrorResponse>";
    const host = await listen(
      createServer((_, response) => response.writeHead(403, { "content-type": "text/xml" }).end(body)),
    );
    expect(await openOn({ AWS_ENDPOINT_URL_STS: `http://${host}` })).toMatchObject({
      kind: "configuration",
      message: "Profile role is not allowed to assume its role: not authorized to perform: sts:AssumeRole.",
    });
  });
});
