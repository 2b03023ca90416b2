/** Servers that never complete a response: silent servers, and servers that send single bytes. */
import type { ServerResponse } from "node:http";
import { createClient, withDeadline } from "@windowpane/core";
import { fleet, fleetIds, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import type { Host } from "../../src/host/host.ts";
import { runWith, type Circumstances, type Outcome } from "../fake-host.ts";
import { startFaulty, wires, type Fault } from "./faulty-endpoint.ts";

const { WindowExecutionId, TaskId } = fleetIds;
const after: Host["after"] = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

const silent: Fault = () => true;

/** Sends a byte every 20 ms without an end. */
const drip = (response: ServerResponse): void => {
  response.writeHead(200, { "content-type": "application/x-amz-json-1.1" });
  response.write("{");
  const timer = setInterval(() => response.write(" "), 20);
  response.on("close", () => clearInterval(timer));
};
const dripping: Fault = (_request, response) => {
  drip(response);
  return true;
};

const endpointOver = (fault: Fault) =>
  startFaulty(mockTransport({ scenario: fleet({ invocations: 260 }) }), fault);

const run = async (
  wire: keyof typeof wires,
  fault: Fault,
  argv: readonly string[],
  circumstances: Circumstances = {},
): Promise<Outcome & { readonly took: number }> => {
  const endpoint = await endpointOver(fault);
  const begun = performance.now();
  try {
    const outcome = await runWith(argv, { transport: wires[wire](endpoint.url), after, ...circumstances });
    return { ...outcome, took: performance.now() - begun };
  } finally {
    await endpoint.close();
  }
};

describe.each(["aws", "http"] as const)("over %s", (wire) => {
  it.each([
    ["is silent", silent],
    ["sends single bytes", dripping],
  ])("watch --timeout ends in time when the server %s", async (_case, fault) => {
    const argv = ["watch", WindowExecutionId, "--timeout", "1s"];
    const { stderr, exitCode, took } = await run(wire, fault, argv);
    expect(exitCode).toBe(255);
    expect(stderr).toContain("The timeout expired.");
    expect(took).toBeGreaterThan(900);
    expect(took).toBeLessThan(5000);
    expect((await run(wire, fault, [...argv, "--exit-status"])).exitCode).toBe(1);
  });

  it("watch --timeout ends in time while a retry is delayed", async () => {
    const waits: number[] = [];
    const { exitCode, took } = await run(
      wire,
      (_request, response) => {
        response.writeHead(429, { "retry-after": "15" }).end();
        return true;
      },
      ["watch", WindowExecutionId, "--timeout", "1s"],
      {
        sleep: (milliseconds, signal) =>
          new Promise((resolve) => {
            waits.push(milliseconds);
            const cancel = after(milliseconds, resolve);
            signal.addEventListener("abort", () => {
              cancel();
              resolve();
            });
          }),
      },
    );
    expect(exitCode).toBe(255);
    expect(took).toBeLessThan(5000);
    expect(waits).toContain(15_000);
  });

  it("a response without an end is aborted at its deadline", async () => {
    const endpoint = await endpointOver(dripping);
    try {
      const transport = withDeadline(wires[wire](endpoint.url), {
        startTimer: (milliseconds) => ({ signal: AbortSignal.timeout(milliseconds), stop: () => {} }),
        milliseconds: 300,
      });
      const begun = performance.now();
      const call = createClient(transport).call("GetMaintenanceWindowExecution", { WindowExecutionId });
      await expect(call).rejects.toMatchObject({ kind: "transport", retryable: true });
      expect(performance.now() - begun).toBeLessThan(3000);
    } finally {
      await endpoint.close();
    }
  });
});

describe("on a pipe, stderr", () => {
  /** Five seconds pass in 25 milliseconds. */
  const fast: Host["after"] = (milliseconds, call) => after(milliseconds / 200, call);

  const list = async (
    fault: Fault,
    circumstances: Circumstances = {},
    ...more: readonly string[]
  ): Promise<Outcome> => {
    const endpoint = await endpointOver(fault);
    const argv = ["invocations", WindowExecutionId, TaskId, "--output", "json", ...more];
    try {
      return await runWith([...argv, "--source", endpoint.url], { after: fast, ...circumstances });
    } finally {
      await endpoint.close();
    }
  };

  it("reports a long wait once, and stdout contains only the result", async () => {
    // The first request of each page is left without a response until its deadline.
    const seen = new Set<string>();
    const late: Fault = ({ body }) => {
      if (seen.has(body)) return false;
      seen.add(body);
      return true;
    };
    const { stdout, stderr, exitCode } = await list(late, {}, "--page-size", "100");
    expect(seen.size).toBe(3);
    expect(stderr).toBe(
      "No response to DescribeMaintenanceWindowExecutionTaskInvocations for 5 seconds. Still waiting.\n",
    );
    expect(exitCode).toBe(0);
    const document = JSON.parse(stdout) as {
      readonly WindowExecutionTaskInvocationIdentities: readonly object[];
    };
    expect(document.WindowExecutionTaskInvocationIdentities).toHaveLength(260);
  });

  it("does not report short waits", async () => {
    const { stderr, exitCode } = await list(() => false, { after });
    expect({ stderr, exitCode }).toEqual({ stderr: "", exitCode: 0 });
  });
});
