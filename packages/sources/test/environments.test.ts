/** What Windowpane requests on machines with different configurations. The expected requests are those of the AWS CLI. */
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { connectOne } from "../src/connect/connect.ts";
import { isSourceError } from "../src/source/source-error.ts";
import type { Platform } from "../src/source/source.ts";
import { environmentsByTopic } from "./environments/all.ts";
import { createMachine, type Machine } from "./environments/machine.ts";
import { startServers, type Servers } from "./environments/servers.ts";

let servers: Servers;
beforeAll(async () => {
  servers = await startServers();
});
afterAll(() => servers.close());
afterEach(() => {
  vi.unstubAllEnvs();
});

const flagsOf = (argv: readonly string[]): Readonly<Record<string, string | undefined>> => {
  const flags: Record<string, string | undefined> = {};
  for (let index = 0; index < argv.length; index += 2) flags[argv[index] ?? ""] = argv[index + 1];
  return flags;
};

/** Requests the windows once, with the machine's variables only. */
const requestWindows = async ({ env, argv }: Machine): Promise<unknown> => {
  const { "--profile": profile, "--region": region, "--endpoint-url": endpointUrl } = flagsOf(argv);
  const platform: Platform = {
    env: { PATH: process.env["PATH"], ...env },
    interrupt: new AbortController().signal,
    now: () => new Date(),
    random: () => 0,
    // Short waits are those between attempts.
    sleep: async (milliseconds, signal) => {
      if (milliseconds < 5000) return;
      await new Promise((resolve) => {
        signal.addEventListener("abort", resolve, { once: true });
      });
    },
    after: () => () => {},
    readFile: async (path) => readFileSync(path, "utf8"),
    readBytes: async (path) => new Uint8Array(readFileSync(path)),
    ask: async () => undefined,
  };
  try {
    const { source } = await connectOne({
      source: "aws",
      profiles: profile === undefined ? [] : [profile],
      regions: region === undefined ? [] : [region],
      endpointUrl,
      platform,
    });
    return await source.transport.send("DescribeMaintenanceWindows", {}, {});
  } catch (error) {
    return error;
  }
};

const kindOf = (result: unknown): string | undefined => {
  const error = result instanceof Error && isSourceError(result.cause) ? result.cause : result;
  if (isSourceError(error)) return error.kind;
  return error instanceof Error ? "unreachable" : undefined;
};

describe.each(Object.entries(environmentsByTopic))(
  "with %s, Windowpane does what the AWS CLI does",
  (_, environments) => {
    it.each(
      environments.map((environment, index) => ({ name: `${index + 1}: ${environment.about}`, environment })),
    )("$name", async ({ environment }) => {
      const machine = createMachine(environment, servers.places);
      // The SDK finds SSO tokens and instance metadata with the variables of the process.
      for (const name of ["HOME", "AWS_EC2_METADATA_SERVICE_ENDPOINT"]) vi.stubEnv(name, machine.env[name]);
      try {
        const result = await requestWindows(machine);
        const { requests, refused } = environment;
        const seen = servers.take();
        if (refused !== undefined) expect(kindOf(result)).toBe(refused);
        if (requests !== undefined) expect(seen).toEqual(requests);
        else expect(seen.filter((one) => one.includes("DescribeMaintenanceWindows"))).toEqual([]);
      } finally {
        machine.remove();
      }
    });
  },
);
