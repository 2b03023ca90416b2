/** The same code in workerd, with the AWS SDK's clients over sockets. */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createLoopback, nightlyAccount, serveLoopback, type Served } from "@windowpane/loopback";
import { build } from "esbuild";
import { Log, LogLevel, Miniflare } from "miniflare";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { FleetRequest, FleetResponse } from "./workerd/worker.ts";

const [MANAGEMENT, MEMBER, DENIED] = ["000000000001", "111122223333", "444455556666"] as const;

const loopback = createLoopback({
  accounts: [MANAGEMENT, MEMBER, DENIED].map((id) => ({
    id,
    roles: [{ name: "WindowpaneRead", externalId: "an-external-id" }],
  })),
  regions: ["eu-west-1", "us-east-1"],
  ssm: (account, region) => nightlyAccount(account, region, { windows: 1 }),
  now: () => new Date(),
  faults: { deniedAccounts: [DENIED] },
});

let worker: Miniflare | undefined;
let served: Served | undefined;
let url = "";

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL("workerd/worker.ts", import.meta.url))],
    bundle: true,
    write: false,
    format: "esm",
    target: "es2024",
    platform: "browser",
    conditions: ["workerd", "worker", "browser"],
    mainFields: ["browser", "module", "main"],
    external: ["bowser"],
    logLevel: "silent",
    plugins: [
      {
        // The AWS SDK reads STS's XML in browsers with DOMParser, which Workers do not have.
        name: "xml-without-dom",
        setup: ({ onResolve }) =>
          onResolve({ filter: /^\.\/xml-parser$/ }, ({ resolveDir }) =>
            /@aws-sdk.xml-builder/u.test(resolveDir)
              ? { path: join(resolveDir, "xml-parser.js") }
              : undefined,
          ),
      },
    ],
  });
  served = await serveLoopback(loopback);
  worker = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? "",
    compatibilityDate: "2026-07-30",
    host: "127.0.0.1",
    port: 0,
    cf: false,
    log: new Log(LogLevel.NONE),
    outboundService: { network: { allow: ["private"] } },
  });
  url = (await worker.ready).origin;
});

afterAll(async () => {
  await worker?.dispose();
  await served?.close();
});

it("reads an organization in workerd, and names the account whose role it cannot assume", async () => {
  const { accessKeyId, secretAccessKey } = loopback.credentials(MANAGEMENT);
  const request: FleetRequest = {
    endpoint: served?.url ?? "",
    source: { accessKeyId, secretAccessKey },
    config: JSON.stringify({
      regions: ["eu-west-1", "us-east-1"],
      externalId: "an-external-id",
      organization: {},
    }),
  };
  const response = await fetch(url, { method: "POST", body: JSON.stringify(request) });
  const text = await response.text();
  expect(response.status, text).toBe(200);
  // The response is from our worker.
  const { windows, unread } = JSON.parse(text) as FleetResponse;
  expect(windows).toEqual(
    [MANAGEMENT, MEMBER].flatMap((account) =>
      ["eu-west-1", "us-east-1"].map((region) => [account, region, `nightly-0-${account}-${region}`]),
    ),
  );
  expect(unread.map(([account, region]) => `${account} ${region}`)).toEqual([
    `${DENIED} eu-west-1`,
    `${DENIED} us-east-1`,
  ]);
  expect(unread[0]?.[2]).toContain("with the configured external ID");
  expect(loopback.requests.get("sts:AssumeRole")).toBe(3);

  // The regions of all accounts are listed with their roles.
  const all = await fetch(url, {
    method: "POST",
    body: JSON.stringify({
      ...request,
      config: JSON.stringify({ regions: ["all"], externalId: "an-external-id", accounts: [{ id: MEMBER }] }),
    }),
  });
  expect(((await all.json()) as FleetResponse).windows).toHaveLength(2);
});
