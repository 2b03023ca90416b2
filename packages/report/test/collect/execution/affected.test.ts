/** Gaps name the machines and the task that they leave unknown. */
import { describe, expect, it } from "vitest";
import {
  describeAffected,
  reportExecution,
  reportFailures,
  reportWriters,
  type ReportFormat,
} from "../../../src/index.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  machineId,
  now,
  start,
  task,
  uuid,
  WindowExecutionId,
  WindowId,
} from "../../small-plan.ts";

const denied = (operation: "ListCommandInvocations" | "DescribeMaintenanceWindowExecutionTaskInvocations") =>
  clientOf(
    account(
      execution([
        task(1, [command(1, [machine(1), machine(2)])]),
        task(2, [command(2, [machine(3)])], { task: { TaskArn: "Acme-Restart", Type: "RUN_COMMAND" } }),
      ]),
    ),
    [{ kind: "access-denied", operations: [operation] }],
  );

const named = { WindowExecutionId, window: { WindowId, Name: "nightly" } };

describe("a gap", () => {
  it("names the machines of the invocation and the task", async () => {
    const { gaps } = await reportExecution(denied("ListCommandInvocations"), named);
    const [gap, ...others] = gaps;
    if (gap === undefined) throw new Error("There is no gap.");
    expect(others).toEqual([]);
    expect(gap).toMatchObject({
      count: 2,
      affected: [
        {
          WindowExecutionId,
          TaskExecutionId: uuid(101),
          TaskArn: "AWS-RunShellScript",
          InstanceId: machineId(1),
        },
        { TaskExecutionId: uuid(101), InstanceId: machineId(2) },
        { TaskExecutionId: uuid(102), TaskArn: "Acme-Restart", InstanceId: machineId(3) },
      ],
    });
    expect(describeAffected(gap)).toBe(
      `Affected: ${machineId(1)}, ${machineId(2)} of task AWS-RunShellScript; ${machineId(3)} of task Acme-Restart.`,
    );
  });

  it("names the task if its machines are not known", async () => {
    const { gaps } = await reportExecution(
      denied("DescribeMaintenanceWindowExecutionTaskInvocations"),
      named,
    );
    expect(gaps.map(describeAffected)).toEqual(["Affected: task AWS-RunShellScript; task Acme-Restart."]);
  });

  it("names the window in a report on several windows", async () => {
    const { gaps } = await reportFailures(denied("ListCommandInvocations"), { since: start, now });
    expect(gaps.map(describeAffected)).toEqual([
      expect.stringContaining("of task AWS-RunShellScript in nightly; "),
    ]);
  });

  it("keeps a limited number of machines and counts the others", async () => {
    const machines = Array.from({ length: 30 }, (_, index) => machine(index + 1));
    const client = clientOf(account(execution([task(1, [command(1, machines)])])), [
      { kind: "access-denied", operations: ["ListCommandInvocations"] },
    ]);
    const [gap] = (await reportExecution(client, named)).gaps;
    expect(gap?.affected).toHaveLength(20);
    expect(gap?.affectedMore).toBe(10);
    if (gap !== undefined)
      expect(describeAffected(gap)).toMatch(/ and 25 more of task AWS-RunShellScript\.$/u);
  });

  // Object.keys loses the type of the table's keys.
  it.each(Object.keys(reportWriters) as readonly ReportFormat[])("names them in %s", async (format) => {
    const report = await reportExecution(denied("ListCommandInvocations"), named);
    const text = reportWriters[format].write(report, { now });
    expect(text).toMatch(
      format === "json" ? /"affected": \[/u : /Affected: i-0+1, i-0+2 of task AWS-RunShellScript; /u,
    );
  });
});
