/**
 * Random network faults, over both transports. Missing data is always reported, all exit codes are documented, and every
 * run ends. The name of a failed test contains its seed.
 */
import type { ServerResponse } from "node:http";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { expect, it } from "vitest";
import { exitCodes } from "../../src/host/exit-code.ts";
import type { Host } from "../../src/host/host.ts";
import { runWith } from "../fake-host.ts";
import { startFaulty, wires, type Fault } from "./faulty-endpoint.ts";

const COUNT = 60;
const INVOCATIONS = 260;
const now = new Date("2026-11-22T12:00:00Z");

/** Mulberry32: the same numbers for the same seed. */
const dice = (seed: number) => {
  let state = seed;
  return (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const json = { "content-type": "application/x-amz-json-1.1" };
const html = { "content-type": "text/html" };
const LIST = "WindowExecutionTaskInvocationIdentities";

/** Invalid responses of a server or a proxy. */
const kinds: Readonly<Record<string, (response: ServerResponse, roll: () => number) => void>> = {
  reset: (response) => void response.destroy(),
  truncated: (response) => {
    response.writeHead(200, { ...json, "content-length": "5000" });
    response.write(`{"${LIST}":[{"Status":"SUC`, () => response.destroy());
  },
  "cut JSON": (response) => void response.writeHead(200, json).end(`{"${LIST}":[{"Status"`),
  html: (response) => void response.writeHead(200, html).end("<html><form>Sign in</form></html>"),
  "html as JSON": (response) => void response.writeHead(200, json).end("<html>"),
  empty: (response) => void response.writeHead(200, json).end(),
  "no content": (response) => void response.writeHead(204).end(),
  "wrong JSON": (response, roll) => {
    const bodies = [
      "null",
      "[]",
      '"x"',
      "7",
      "true",
      '{"a":1}',
      `{"${LIST}":7}`,
      `{"${LIST}":{}}`,
      `{"${LIST}":["x"]}`,
    ];
    response.writeHead(200, json).end(bodies[Math.floor(roll() * bodies.length)]);
  },
  "wrong types": (response) =>
    void response.writeHead(200, json).end(`{"${LIST}":[{"Status":5,"StartTime":"soon"}],"NextToken":9}`),
  redirect: (response) => void response.writeHead(302, { location: "https://login.example/" }).end(),
  "5xx": (response, roll) =>
    void response.writeHead([500, 502, 503, 504][Math.floor(roll() * 4)] ?? 500, html).end("<html>"),
  "4xx": (response, roll) =>
    void response.writeHead([400, 403, 407, 413][Math.floor(roll() * 4)] ?? 400, html).end("<html>"),
  "bare 429": (response) => void response.writeHead(429, { "retry-after": "2" }).end(),
  throttled: (response) => void response.writeHead(400, json).end('{"__type":"ThrottlingException"}'),
  drip: (response) => {
    response.writeHead(200, json);
    response.write("{");
    const timer = setInterval(() => response.write(" "), 5);
    response.on("close", () => clearInterval(timer));
  },
  silent: () => {},
};

/** A fault of one kind that starts at a request and affects some or all later requests. */
const faultFor = (seed: number): { readonly name: string; readonly fault: Fault } => {
  const roll = dice(seed);
  const names = Object.keys(kinds);
  const name = names[seed % names.length] ?? "reset";
  const from = 1 + Math.floor(roll() * 6);
  const times = [1, 2, 4, Infinity][Math.floor(roll() * 4)] ?? 1;
  let hits = 0;
  return {
    name: `${name} from request ${from}, ${times} times`,
    fault: ({ number }, response) => {
      if (number < from || hits >= times) return false;
      hits += 1;
      kinds[name]?.(response, roll);
      return true;
    },
  };
};

/** A minute passes in 150 ms. */
const after: Host["after"] = (milliseconds, call) => {
  const timer = setTimeout(call, milliseconds / 400);
  return () => clearTimeout(timer);
};

const documented: ReadonlySet<number> = new Set(Object.values(exitCodes));

interface Report {
  readonly complete: boolean;
  readonly verdict: string;
  readonly counts: { readonly total: number };
  readonly gaps: readonly object[];
}

const runs = (["aws", "http"] as const).flatMap((wire) =>
  Array.from({ length: COUNT }, (_, seed) => ({ wire, seed, ...faultFor(seed) })),
);

let whole = 0;
let told = 0;

it.each(runs)(
  "over $wire, seed $seed: $name",
  async ({ wire, fault, seed }) => {
    const account = mockTransport({
      scenario: fleet({ invocations: INVOCATIONS }),
      clock: { now: () => now },
    });
    const endpoint = await startFaulty(account, fault);
    const circumstances = {
      // A budget adds a deadline, as for real sources.
      transport: wires[wire](endpoint.url),
      budget: { owner: "test" },
      now: now.toISOString(),
      after,
    };
    try {
      if (seed % 2 === 0) {
        const argv = ["invocations", fleetIds.WindowExecutionId, fleetIds.TaskId, "--output", "ndjson"];
        const { stdout, stderr, exitCode } = await runWith([...argv, "--page-size", "50"], circumstances);
        expect(documented).toContain(exitCode);
        const rows = stdout.split("\n").filter((line) => line !== "").length;
        expect(rows).toBeLessThanOrEqual(INVOCATIONS);
        expect(exitCode === exitCodes.done, stderr).toBe(rows === INVOCATIONS);
        if (exitCode !== exitCodes.done) expect(stderr).not.toBe("");
        if (exitCode === exitCodes.done) whole += 1;
        else told += 1;
        return;
      }
      const argv = ["report", fleetIds.WindowExecutionId, "--exit-status", "--output", "json"];
      const { stdout, stderr, exitCode } = await runWith(argv, circumstances);
      expect(documented).toContain(exitCode);
      // The fleet has failures, so the verdict is never PASSED.
      expect(exitCode).not.toBe(exitCodes.done);
      if (stdout === "") {
        expect(stderr).not.toBe("");
        told += 1;
        return;
      }
      const report = JSON.parse(stdout) as Report;
      const isWhole = report.counts.total === INVOCATIONS && report.gaps.length === 0;
      expect(report.complete, stderr).toBe(isWhole);
      if (isWhole) whole += 1;
      else told += 1;
    } finally {
      await endpoint.close();
    }
  },
  20_000,
);

it("covers both complete results and reported gaps", () => {
  expect(whole).toBeGreaterThan(30);
  expect(told).toBeGreaterThan(20);
});
