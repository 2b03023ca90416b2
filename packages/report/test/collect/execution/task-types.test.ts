/** The type of an invocation decides how it is read; an unknown type never passes. */
import { patchAccount, patchAccountIds as ids } from "@windowpane/transport-mock";
import type { Client } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { machinesOf, reportExecution, reportHistory, type ExecutionReport } from "../../../src/index.ts";
import { account, command, execution, machine, now, task, WindowExecutionId } from "../../small-plan.ts";
import { altered, type Alter } from "../altered.ts";

const since = new Date("2026-11-21T20:00:00Z");

interface Types {
  readonly invocation?: string | undefined;
  readonly task?: string | undefined;
  /** Without the parameters that name the document of a command. */
  readonly bare?: boolean;
}

const withTypes = (types: Types): Alter => ({
  DescribeMaintenanceWindowExecutionTaskInvocations: (output) => ({
    WindowExecutionTaskInvocationIdentities: output.WindowExecutionTaskInvocationIdentities?.map((row) => ({
      ...row,
      TaskType: types.invocation,
      ...(types.bare === true && { Parameters: undefined }),
    })),
  }),
  DescribeMaintenanceWindowExecutionTasks: (output) => ({
    WindowExecutionTaskIdentities: output.WindowExecutionTaskIdentities?.map((row) => ({
      ...row,
      TaskType: types.task,
    })),
  }),
});

const clientOf = (types: Types, outcome: "SUCCESS" | "FAILED" = "SUCCESS"): Client => {
  const invocation = { ...command(1, [machine(1), machine(2)]), outcome };
  return altered(account(execution([task(1, [invocation], { outcome })], { outcome })), withTypes(types))
    .client;
};

const read = (types: Types, outcome?: "SUCCESS" | "FAILED"): Promise<ExecutionReport> =>
  reportExecution(clientOf(types, outcome), { WindowExecutionId });

describe("the type of an invocation", () => {
  it.each<Types>([
    { invocation: "run_command", task: "RUN_COMMAND" },
    { invocation: " Run_Command ", task: "LAMBDA" },
    { invocation: "", task: "RUN_COMMAND" },
    { invocation: undefined, task: "run_command" },
    { invocation: " ", task: "" },
  ])("is a command: %j", async (types) => {
    const report = await read(types);
    expect(report).toMatchObject({ verdict: "PASSED", complete: true, counts: { total: 2 } });
    expect(machinesOf(report).map(({ kind }) => kind)).toEqual(["machine", "machine"]);
  });

  it.each<Types>([
    { invocation: "FUTURE_TYPE", task: "RUN_COMMAND" },
    { invocation: undefined, task: "FUTURE_TYPE" },
    { bare: true },
    { invocation: " ", task: "", bare: true },
  ])("is a gap and does not pass if it is unknown: %j", async (types) => {
    const report = await read(types);
    expect(report).toMatchObject({ verdict: "UNKNOWN", complete: false });
    expect(report.gaps).toMatchObject([
      { operation: "DescribeMaintenanceWindowExecutionTaskInvocations", kind: "unknown-status" },
    ]);
    expect(machinesOf(report).map(({ kind, result }) => [kind, result])).toEqual([["call", "unknown"]]);
  });

  it("does not hide a failure if it is unknown", async () => {
    expect(await read({ invocation: "FUTURE_TYPE" }, "FAILED")).toMatchObject({ verdict: "FAILED" });
  });

  it.each(["LAMBDA", "STEP_FUNCTIONS", "lambda"])(
    "%s is a call with the status of AWS",
    async (invocation) => {
      const report = await read({ invocation });
      expect(report).toMatchObject({ verdict: "PASSED", complete: true });
      expect(machinesOf(report).map(({ kind }) => kind)).toEqual(["call"]);
    },
  );

  it("is a gap in a machine's history if it is unknown", async () => {
    const types = { invocation: "FUTURE_TYPE", bare: true };
    const { InstanceId } = machine(1);
    const report = await reportHistory(clientOf(types), { InstanceId, since, now });
    expect(report.gaps.map(({ kind }) => kind)).toEqual(["unknown-status"]);
  });

  it("is an automation by the name of AWS's patch automations if AWS returns none", async () => {
    const { client } = altered(
      patchAccount({
        tasks: [{ automation: "AWS-PatchAsgInstance" }],
        machines: [{ states: [{ missing: 3 }] }],
      }),
      withTypes({ bare: true }),
    );
    const report = await reportExecution(client, { WindowExecutionId: ids.WindowExecutionId });
    expect(report).toMatchObject({ verdict: "PARTIAL", patches: { results: { failed: 1 } } });
  });
});
