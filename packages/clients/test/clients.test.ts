import { createApp } from "@windowpane/http-api";
import { mockTransport } from "@windowpane/transport-mock";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateClients, type ClientRepository } from "./generated.ts";
import { useOfHeyApi, useOfOpenApiFetch, type UsedDocument } from "./usage.ts";

const app = createApp({
  transport: mockTransport(),
  access: [],
  open: true,
  now: () => new Date(),
  randomUUID: () => "id",
  log: () => {},
  sleep: (_, signal) => new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
});
const text = await (await app.request("/openapi.json")).text();
// The generators check the document.
const document = JSON.parse(text) as UsedDocument;
const operations = Object.values(document.paths).flatMap((methods) => Object.values(methods));

let repository: ClientRepository;
beforeAll(() => {
  repository = generateClients(text);
});
afterAll(() => repository.remove());

describe("clients generated from the OpenAPI document", () => {
  it("compile in strict mode with every route, parameter and member", () => {
    const uses = { "use-fetch.ts": useOfOpenApiFetch(document), "use-hey-api.ts": useOfHeyApi(document) };
    for (const use of Object.values(uses)) {
      expect(operations.filter(({ operationId }) => !use.includes(`const ${operationId} =`))).toEqual([]);
      expect(use.match(/usable\(data/gu)?.length).toBeGreaterThan(300);
    }
    expect(repository.compile(uses)).toBe("");
  });

  it("do not compile with an unknown member or parameter, nor with a value without a type", () => {
    const use = useOfOpenApiFetch(document);
    const mistakes = {
      "use-fetch.ts": `${use}
export const member = async () => (await client.GET("/v1/windows")).data?.Windows;
export const parameter = () => client.GET("/v1/windows", { params: { query: { max: 1 } } });
export const untyped = (value: unknown) => usable(value);`,
    };
    const errors = repository
      .compile(mistakes)
      .split("\n")
      .filter((line) => line.startsWith("use-fetch.ts"));
    expect(errors.map((line) => /error (TS\d+)/u.exec(line)?.[1])).toEqual(["TS2339", "TS2353", "TS2554"]);
  });
});

describe("clients of a running server", () => {
  const main = fileURLToPath(new URL("../../../apps/terminal/dist/main.js", import.meta.url));
  const server = spawn(process.execPath, [main, "serve", "--demo", "--port", "0", "--open"], {
    env: { PATH: process.env["PATH"], TZ: "UTC" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let url = "";
  beforeAll(async () => {
    let printed = "";
    while (!/ on http:\S+\n/u.test(printed)) {
      const [piece] = (await once(server.stderr, "data")) as [Buffer];
      printed += piece.toString();
    }
    url = / on (http:\S+)\n/u.exec(printed)?.[1] ?? "";
  });
  afterAll(() => server.kill());

  const refused = {
    type: "/docs#problem-invalid-request",
    name: "invalid-request",
    status: 400,
    errors: [{ parameter: "maxResults" }],
  };
  const cancelled = [{ parameter: "WindowExecutionId" }];

  it("openapi-fetch reads pages, lines, events and problems", () => {
    expect(repository.run("fetch", url)).toMatchObject({
      windows: 14,
      refused,
      filtered: ["linux-patch-nightly"],
      results: ["failed", "timedOut"],
      names: 14,
      events: true,
      cancelled,
    });
  });

  it("hey-api reads pages, reports, events and problems", () => {
    expect(repository.run("hey", url)).toMatchObject({
      windows: 14,
      refused,
      statuses: ["FAILED", "SUCCESS"],
      verdicts: ["PARTIAL", "PARTIAL"],
      cancelled,
    });
  });
});
