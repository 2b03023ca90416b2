/** Bodies that are not responses, in the middle of a list: the exit code is never 0, and the verdict is never PASSED. */
import type { ServerResponse } from "node:http";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { runWith, type Outcome } from "../fake-host.ts";
import { startFaulty, wires, type Fault } from "./faulty-endpoint.ts";

const now = new Date("2026-11-22T12:00:00Z");
const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";

const send =
  (status: number, body: string, headers: Readonly<Record<string, string>> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers).end(body);
  };

const json = { "content-type": "application/x-amz-json-1.1" };
const html = { "content-type": "text/html" };
const page = "<!doctype html><title>Sign in</title>";

/** Bodies with the expected error. */
const bodies: Readonly<Record<string, readonly [(response: ServerResponse) => void, RegExp]>> = {
  "an empty body": [send(200, "", json), /invalid-output|expected object, received an empty body/],
  null: [send(200, "null", json), /invalid-output|received null/],
  "a list": [send(200, "[]", json), /invalid-output|received array/],
  "a string": [send(200, '"x"', json), /invalid-output|received string/],
  "status 204": [send(204, ""), /invalid-output|received an empty body/],
  "a string for the list": [
    send(200, '{"WindowExecutionTaskInvocationIdentities":"x","WindowExecutions":"x"}', json),
    /invalid-output|expected array, received string/,
  ],
  "a sign-in page": [send(200, page, html), /foreign|sign-in page/],
  "a sign-in page in JSON": [send(200, '{"login":"required"}', json), /foreign|sign-in page/],
  "a redirect": [send(302, "", { location: "https://login.example/" }), /foreign|redirects/],
  "a proxy's 400": [send(400, page, html), /foreign|without an AWS error/],
  "a proxy's 407": [send(407, page, html), /foreign|proxy requires authentication/],
  "a bare 403": [send(403, page, html), /foreign|without an AWS error/],
  "a bare 429": [send(429, ""), /TooManyRequestsException/],
  "a broken object": [send(200, '{"Window', json), /no-response|is incomplete/],
};

const run = async (
  wire: keyof typeof wires,
  fault: Fault,
  ...argv: readonly string[]
): Promise<Outcome & { readonly requests: number }> => {
  const account = mockTransport({ scenario: fleet({ invocations: 260 }), clock: { now: () => now } });
  const endpoint = await startFaulty(account, fault);
  try {
    const outcome = await runWith(argv, { transport: wires[wire](endpoint.url), now: now.toISOString() });
    return { ...outcome, requests: endpoint.requests };
  } finally {
    await endpoint.close();
  }
};

const cases = (["aws", "http"] as const).flatMap((wire) =>
  Object.entries(bodies).map(([name, [respond, words]]) => ({ wire, name, respond, words })),
);

describe.each(cases)("over $wire, $name", ({ wire, respond, words }) => {
  it("after a first page: `invocations` prints an error, the rows so far, and the token", async () => {
    const fault: Fault = ({ operation, body }, response) => {
      if (operation !== LIST || !body.includes("NextToken")) return false;
      respond(response);
      return true;
    };
    const { WindowExecutionId, TaskId } = fleetIds;
    const { stdout, stderr, exitCode } = await run(
      wire,
      fault,
      "invocations",
      WindowExecutionId,
      TaskId,
      "--output",
      "ndjson",
      "--page-size",
      "100",
    );
    expect(exitCode).toBeGreaterThan(253);
    expect(stdout.trim().split("\n")).toHaveLength(100);
    expect(stderr).toMatch(words);
    expect(stderr).toContain("--starting-token ");
    expect(stderr).not.toMatch(/aws sso login/);
  });

  it("instead of a window's executions: the verdict is not PASSED", async () => {
    const fault: Fault = ({ operation }, response) => {
      if (operation !== "DescribeMaintenanceWindowExecutions") return false;
      respond(response);
      return true;
    };
    const { stdout, stderr, exitCode } = await run(
      wire,
      fault,
      "failures",
      "--exit-status",
      "--since",
      "24h",
      "--output",
      "json",
    );
    expect(exitCode).toBe(1);
    const report = JSON.parse(stdout) as {
      verdict: string;
      complete: boolean;
      gaps: readonly { code: string }[];
    };
    expect(report.verdict).not.toBe("PASSED");
    expect(report.complete).toBe(false);
    expect(report.gaps.map(({ code }) => code).join(" ")).toMatch(words);
    expect(stderr).not.toMatch(/aws sso login/);
  });
});

it("retries after an invalid body, and loses no data", async () => {
  for (const wire of ["aws", "http"] as const) {
    let hits = 0;
    const fault: Fault = ({ body }, response) => {
      if (!body.includes("NextToken") || hits >= 2) return false;
      hits += 1;
      send(200, hits === 1 ? "" : page, hits === 1 ? json : html)(response);
      return true;
    };
    const argv = ["invocations", fleetIds.WindowExecutionId, fleetIds.TaskId, "--output", "ndjson"];
    const { stdout, stderr, exitCode } = await run(wire, fault, ...argv);
    expect({ stderr, exitCode, hits }).toEqual({ stderr: "", exitCode: 0, hits: 2 });
    expect(stdout.trim().split("\n")).toHaveLength(260);
  }
});
