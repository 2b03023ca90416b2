/**
 * What failed in all accounts of an organization, in 3 regions each, with latency and a rate limit in each account and region. The roles of
 * 5% of the accounts are denied. Runs the built program against the loopback in another process.
 */
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { NodeHttpHandler } from "@smithy/node-http-handler";
import { mapAtMost } from "@windowpane/core";
import { createSessions } from "@windowpane/fleet";
import type { Measured } from "./measured.ts";
import {
  bareSender,
  requestsOf,
  sdkSender,
  sendAll,
  type Place,
  type Sender,
} from "./organization-senders.ts";
import { memoryOf, processorTimeOfProgram, runProgram, type Program } from "./run-program.ts";

const REGIONS = ["eu-west-1", "us-east-1", "ap-southeast-2"];
const LATENCY = 80;

/** Requests that `failures` sends in one account and region of the loopback. */
const REQUESTS = requestsOf("100000000001", "eu-west-1").length;

/** Requests per second that the processor can send. */
const SLOW = 2;

const main = fileURLToPath(new URL("../../../../apps/terminal/dist/main.js", import.meta.url));
const folder = fileURLToPath(new URL("../../.cache/", import.meta.url));

interface Organization {
  readonly url: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Arguments of the program that read it. */
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

interface Limits {
  readonly rate: number;
  readonly denied: number;
}

const deniedOf = (accounts: number): number => Math.round(accounts * 0.05);

const withOrganization = async <Result>(
  accounts: number,
  { rate, denied }: Limits,
  use: (organization: Organization) => Promise<Result>,
): Promise<Result> => {
  const server = fileURLToPath(new URL("../servers/organization.ts", import.meta.url));
  const limits = [accounts, REGIONS.length, LATENCY, rate, denied].map(String);
  const child = spawn(process.execPath, [server, ...limits], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const [first] = await new Promise<Buffer[]>((resolve, reject) => {
      child.stdout.once("data", (piece: Buffer) => resolve([piece]));
      child.once("exit", (code) => reject(new Error(`The server exited with ${code}.`)));
    });
    // Printed by servers/organization.ts.
    const place = JSON.parse(String(first)) as Pick<Organization, "url" | "accessKeyId" | "secretAccessKey">;
    mkdirSync(folder, { recursive: true });
    const fleet = `${folder}fleet-${accounts}-${rate}.json`;
    writeFileSync(fleet, JSON.stringify({ regions: REGIONS, organization: {}, requestsPerSecond: rate }));
    return await use({
      ...place,
      words: [main, "failures", "--since", "2d", "--output", "json", "--fleet", fleet],
      env: {
        HOME: "/nonexistent",
        AWS_EC2_METADATA_DISABLED: "true",
        AWS_ENDPOINT_URL: place.url,
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: place.accessKeyId,
        AWS_SECRET_ACCESS_KEY: place.secretAccessKey,
      },
    });
  } finally {
    child.kill("SIGTERM");
  }
};

/** The mark of a gap in the JSON of `failures`: each account and region that cannot be read is one. */
const GAP = '"code": "AccessDenied"';

/** Runs `failures`, and counts its gaps. `measureProgram` is one of `run-program.ts`. */
const failures = (
  accounts: number,
  rate: number,
  measureProgram: (program: Program) => Promise<Measured>,
): Promise<Measured> => {
  const denied = deniedOf(accounts);
  return withOrganization(accounts, { rate, denied }, async ({ words, env }) => {
    const measured = await measureProgram({
      command: [process.execPath, ...words],
      env,
      item: GAP,
      // Gaps make the result incomplete.
      exitCodes: [0, 254],
    });
    return { ...measured, items: accounts, lost: Math.abs(denied * REGIONS.length - measured.items) };
  });
};

/** Processor time of `failures` at 10 requests per second in each account and region. */
export const organizationFailures = (accounts: number): Promise<Measured> =>
  failures(accounts, 10, processorTimeOfProgram);

/** Time of `failures` at 2 requests per second in each account and region. */
export const organizationSlowly = (accounts: number): Promise<Measured> =>
  failures(accounts, SLOW, runProgram);

/** Lower bound at that rate, computed from the number of requests. */
export const organizationBound = (accounts: number): Promise<Measured> =>
  Promise.resolve({ items: accounts, seconds: boundOf(SLOW) });

/** Seconds that one location's requests take at a rate: those of one second are sent at once. */
const boundOf = (rate: number): number => Math.max(0, REQUESTS - rate) / rate + LATENCY / 1000;

/** Time of `failures` at 10 requests per second in each account and region. */
export const organizationTime = (accounts: number): Promise<Measured> => failures(accounts, 10, runProgram);

/** Peak memory of `failures`, without a rate limit, so that all locations are in progress. */
export const organizationMemory = (accounts: number): Promise<Measured> =>
  withOrganization(accounts, { rate: 1000, denied: 0 }, async ({ words, env }) => {
    const { peakMiB = Number.NaN } = await memoryOf({ command: [process.execPath, ...words], env });
    return { items: accounts, seconds: 0, peakMiB };
  });

/**
 * Lower bound at 10 requests per second, computed from what one location's requests take at its rate, and from the processor time of a bare
 * sender of all requests: the greater of both.
 */
export const organizationFloor = async (accounts: number): Promise<Measured> => {
  const before = process.cpuUsage();
  await organizationBare(accounts);
  const { user, system } = process.cpuUsage(before);
  return { items: accounts, seconds: Math.max(boundOf(10), (user + system) / 1e6) };
};

/** Processor time of the same requests through a client of the AWS SDK for each location, without a report. */
export const organizationSdk = (accounts: number): Promise<Measured> => sending(accounts, sdkSender);

/** Processor time of the same requests through Node's HTTP with signatures, without a report. */
export const organizationBare = (accounts: number): Promise<Measured> => sending(accounts, bareSender());

/** Sends the requests of all locations that can be read, as many locations at once as the program has, at its rate in each. */
const sending = (accounts: number, senderOf: (place: Place) => Sender): Promise<Measured> =>
  // The server allows twice the rate: requests that wait for the processor arrive together.
  withOrganization(accounts, { rate: 20, denied: 0 }, async ({ url, accessKeyId, secretAccessKey }) => {
    const requestHandler = new NodeHttpHandler({ httpAgent: { keepAlive: true, maxSockets: 1000 } });
    const readable = accounts - deniedOf(accounts);
    const ids = Array.from({ length: readable }, (_, index) => String(100_000_000_001 + index));
    const places = ids.flatMap((account) => REGIONS.map((region) => ({ account, region })));
    const sessions = createSessions({
      source: () => Promise.resolve({ accessKeyId, secretAccessKey }),
      region: "eu-west-1",
      now: Date.now,
      sts: { endpoint: url, requestHandler },
    });
    await mapAtMost(LOCATIONS_AT_ONCE, places, ({ account, region }) => {
      const role = `arn:aws:iam::${account}:role/WindowpaneRead`;
      const credentials = sessions.provider({ Account: account, Region: region, role });
      return sendAll(senderOf({ url, region, credentials, requestHandler }), requestsOf(account, region));
    });
    return { items: accounts };
  });

/** As in `failures`. */
const LOCATIONS_AT_ONCE = 160;
