import { createClient, type OperationName, type Transport } from "@windowpane/core";
import { fixedClock, mockTransport } from "@windowpane/transport-mock";
import { describe, expect, it } from "vitest";
import { judgeAsEnded, reportExecution, reportHistory, type ExecutionReport } from "../../../src/index.ts";
import { automationResult, windowResult } from "../../../src/judge/verdict/status.ts";
import {
  account,
  command,
  execution,
  machine,
  machineId,
  now,
  task,
  WindowExecutionId,
} from "../../small-plan.ts";

const plan = account(execution([task(1, [command(1, [machine(1), machine(2)])])]));

/** The account over a service with new statuses. */
const speaking = (operation: OperationName, from: string, to: string): Transport => {
  const mock = mockTransport({ scenario: plan, clock: fixedClock(now) });
  return {
    name: "speaking",
    send: async (asked, input, options) => {
      const output = await mock.send(asked, input, options);
      if (asked !== operation) return output;
      // Times stay times; the type is the same.
      return JSON.parse(JSON.stringify(output).replaceAll(from, to), (_, value: unknown) =>
        typeof value === "string" && /^\d{4}-\d\d-\d\dT/u.test(value) ? new Date(value) : value,
      ) as typeof output;
    },
  };
};

const report = (operation: OperationName, from: string, to: string): Promise<ExecutionReport> =>
  reportExecution(createClient(speaking(operation, from, to)), { WindowExecutionId });

describe("a status that Windowpane does not know", () => {
  const list = "ListCommandInvocations";
  it.each<[string, OperationName, string, string]>([
    ["of a machine", list, '"Status":"Success"', '"Status":"Pondered"'],
    ["in a machine's details", list, '"StatusDetails":"Success"', '"StatusDetails":"Pondered"'],
    [
      "of a step alone",
      list,
      '"Name":"aws:runShellScript","Status":"Success","StatusDetails":"Success"',
      '"Name":"aws:runShellScript","Status":"Pondered","StatusDetails":"Pondered"',
    ],
    ["of the execution", "GetMaintenanceWindowExecution", '"SUCCESS"', '"PONDERED"'],
    ["of a task", "DescribeMaintenanceWindowExecutionTasks", '"SUCCESS"', '"PONDERED"'],
    ["of an invocation", "DescribeMaintenanceWindowExecutionTaskInvocations", '"SUCCESS"', '"PONDERED"'],
  ])("%s is a gap, and nothing is PASSED", async (_, operation, from, to) => {
    const read = await report(operation, from, to);
    expect(read).toMatchObject({ complete: false, verdict: "UNKNOWN" });
    expect(read.gaps).toMatchObject([{ operation, kind: "unknown-status", code: "unknown-status" }]);
    expect(read.gaps[0]?.why).toMatch(/pondered/iu);
  });

  it("is unknown for automations and windows, even with another success status", () => {
    expect(automationResult("Pondered")).toBe("unknown");
    expect(windowResult("PONDERED", "Success")).toBe("unknown");
    expect(automationResult("RunbookInProgress")).toBe("running");
  });

  it("is one gap, even if a report is judged repeatedly", async () => {
    const read = await report("DescribeMaintenanceWindowExecutionTasks", '"SUCCESS"', '"PONDERED"');
    expect(judgeAsEnded(read).gaps).toEqual(read.gaps);
  });

  it("keeps the result of a failed machine, without a gap", async () => {
    const failed = account(
      execution([task(1, [command(1, [machine(1, { outcome: "Failed", details: "Failed" })])])]),
    );
    const mock = mockTransport({ scenario: failed, clock: fixedClock(now) });
    const read = await reportExecution(createClient(mock), { WindowExecutionId });
    expect(read).toMatchObject({ verdict: "FAILED", complete: true, gaps: [] });
  });

  it("makes a machine's history incomplete", async () => {
    const client = createClient(
      speaking("ListCommandInvocations", '"StatusDetails":"Success"', '"StatusDetails":"Pondered"'),
    );
    const history = await reportHistory(client, {
      InstanceId: machineId(1),
      since: new Date("2026-11-21T08:00:00Z"),
      now,
    });
    expect(history.complete).toBe(false);
    expect(history.gaps).toMatchObject([{ kind: "unknown-status" }]);
  });
});
