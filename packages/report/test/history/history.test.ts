import { createClient, type Client } from "@windowpane/core";
import { fixedClock, mockTransport, patchNight, type InvocationPlan } from "@windowpane/transport-mock";
import { beforeAll, describe, expect, it } from "vitest";
import {
  collectHistory,
  findMachines,
  machinesOf,
  reportExecution,
  reportHistory,
  type HistoryReport,
  type Machine,
} from "../../src/index.ts";
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
} from "../small-plan.ts";

const since = new Date("2026-11-21T00:00:00Z");
const one = machineId(1);

const historyOf = (client: Client, InstanceId = one): Promise<HistoryReport> =>
  reportHistory(client, { InstanceId, since, now });

/** An invocation that selects its machines by tags. */
const byTag = (invocation: InvocationPlan): InvocationPlan => ({
  ...invocation,
  Parameters: JSON.stringify({ documentName: "x", targets: [{ key: "tag:Role", targetValues: ["web"] }] }),
});

const unstarted = (invocation: InvocationPlan): InvocationPlan => {
  const { ExecutionId: _, command: __, ...rest } = invocation;
  return { ...rest, outcome: "FAILED" };
};

describe("a machine's history", () => {
  it("has its runs in all windows, newest first, with its own results", async () => {
    const before = { start: new Date(start.getTime() - 3_600_000), end: start };
    const plan = account(
      execution([task(1, [command(1, [machine(1), machine(2, { outcome: "Failed" })])])]),
      execution([task(2, [command(2, [machine(1, { outcome: "Failed", ...before })], before)], before)], {
        WindowExecutionId: uuid(2),
        ...before,
      }),
      execution([task(3, [command(3, [machine(2)])])], { WindowExecutionId: uuid(3) }),
    );
    const history = await historyOf(clientOf(plan));
    expect(
      history.runs.map(({ result, WindowExecutionId, Name }) => [result, WindowExecutionId, Name]),
    ).toEqual([
      ["passed", uuid(1), "nightly"],
      ["failed", uuid(2), "nightly"],
    ]);
    expect(history).toMatchObject({
      complete: true,
      reason: "2 runs in 1 window: 1 failed, 1 passed. The latest run passed.",
    });
    expect(history.groups).toHaveLength(1);
  });

  it("has since when the machine fails for a cause, of the executions that ran on it", async () => {
    const at = (hours: number) => ({
      start: new Date(start.getTime() - hours * 3_600_000),
      end: new Date(start.getTime() - (hours - 1) * 3_600_000),
    });
    const night = (number: number, hours: number, outcome: "Failed" | "Success") => {
      const times = at(hours);
      const runs = [machine(1, { outcome, ...times }), machine(2, { outcome: "Failed", ...times })];
      return execution([task(number, [command(number, runs, times)], times)], {
        WindowExecutionId: uuid(number),
        ...times,
      });
    };
    const others = execution([task(5, [command(5, [machine(2, at(9))], at(9))], at(9))], {
      WindowExecutionId: uuid(5),
      ...at(9),
    });
    const plan = account(
      night(1, 2, "Failed"),
      night(2, 4, "Failed"),
      night(3, 6, "Success"),
      night(4, 8, "Failed"),
      others,
    );
    const { groups } = await historyOf(clientOf(plan));
    expect(groups).toMatchObject([
      { recurrence: [{ since: at(4).start, consecutive: 2, affected: 2, compared: 3 }] },
    ]);
    expect(groups[0]?.members.map(({ recurrence }) => recurrence?.affected)).toEqual([2, 1, undefined]);
  });

  it("finds a machine selected by tags from its command", async () => {
    const plan = account(
      execution([task(1, [byTag(command(1, [machine(1)])), byTag(command(2, [machine(2)]))])]),
    );
    expect((await historyOf(clientOf(plan))).runs).toMatchObject([
      { InvocationId: uuid(1001), result: "passed" },
    ]);
  });

  it("has a run that did not start if the invocation names the machine", async () => {
    const plan = account(execution([task(1, [unstarted(command(1, [machine(1)]))], { outcome: "FAILED" })]));
    expect((await historyOf(clientOf(plan))).runs).toMatchObject([{ result: "notRun" }]);
  });

  it("reads the task's resolved machines if tags selected them and nothing was started", async () => {
    const resolved = (ids: readonly string[]) =>
      account(
        execution([
          task(1, [byTag(unstarted(command(1, [])))], {
            outcome: "FAILED",
            task: {
              TaskArn: "x",
              Type: "RUN_COMMAND",
              ...(ids.length > 0 && { TaskParameters: [{ "aws:InstanceId": { Values: [...ids] } }] }),
            },
          }),
        ]),
      );
    expect((await historyOf(clientOf(resolved([one])))).runs).toMatchObject([{ result: "notRun" }]);
    expect(await historyOf(clientOf(resolved([machineId(2)])))).toMatchObject({ runs: [], complete: true });
    const unknown = await historyOf(clientOf(resolved([])));
    expect(unknown).toMatchObject({ runs: [], complete: false, gaps: [{ code: "missing" }] });
  });

  it("does not count a machine that ran in one invocation as not started in another", async () => {
    const plan = account(
      execution([
        task(1, [byTag(command(1, [machine(1)])), byTag(unstarted(command(2, [])))], {
          outcome: "FAILED",
          task: {
            TaskArn: "x",
            Type: "RUN_COMMAND",
            TaskParameters: [{ "aws:InstanceId": { Values: [one] } }],
          },
        }),
      ]),
    );
    expect(await historyOf(clientOf(plan))).toMatchObject({
      runs: [{ InvocationId: uuid(1001) }],
      complete: true,
    });
  });

  it("reports that runs may be missing if the machine's commands cannot be listed", async () => {
    const plan = account(execution([task(1, [byTag(command(1, [machine(1)]))])]));
    const client = clientOf(plan, [{ kind: "access-denied", operations: ["ListCommandInvocations"] }]);
    const history = await historyOf(client);
    expect(history).toMatchObject({ runs: [], complete: false, done: true });
    expect(history.reason).toBe(
      "No executions of 1 window that could be read ran on this machine in this period.",
    );
    expect(history.gaps).toMatchObject([
      { code: "AccessDeniedException", operation: "ListCommandInvocations" },
    ]);
  });

  it("reads the whole command of an execution that the machine's list does not cover", async () => {
    const long = { start: new Date("2026-11-18T00:00:00Z") };
    const plan = account(
      execution([task(1, [byTag(command(1, [machine(1, long)], long))], long)], { ...long, end: now }),
    );
    expect((await historyOf(clientOf(plan))).runs).toMatchObject([{ result: "passed" }]);
  });

  it("rejects an invalid instance ID before sending", async () => {
    await expect(historyOf(clientOf(account()), "web-1")).rejects.toMatchObject({
      name: "InvalidInputError",
    });
  });

  it("rejects if the windows cannot be listed", async () => {
    const client = clientOf(account(), [
      { kind: "access-denied", operations: ["DescribeMaintenanceWindows"] },
    ]);
    await expect(historyOf(client)).rejects.toMatchObject({ code: "AccessDeniedException" });
  });
});

describe("over the demo's account", () => {
  const requests: string[] = [];
  const transport = mockTransport({ scenario: patchNight, clock: fixedClock(now), seed: 1 });
  const client = createClient({
    name: "counting",
    send: (operation, input, options) => {
      requests.push(operation);
      return transport.send(operation, input, options);
    },
  });
  const rows: Machine[] = [];
  let asked = 0;

  beforeAll(async () => {
    for (const { executions } of patchNight.plan({ now, seed: 1 }).windows) {
      for (const { WindowExecutionId, start: began, end: ended } of executions) {
        if (began > now || ended < since) continue;
        rows.push(...machinesOf(await reportExecution(client, { WindowExecutionId })));
      }
    }
    asked = requests.length;
  });

  it("matches the reports on all executions, with fewer requests", async () => {
    const ids = [...new Set(rows.flatMap(({ InstanceId = "" }) => (InstanceId === "" ? [] : [InstanceId])))];
    expect(ids.length).toBeGreaterThan(200);
    // Every thirteenth machine covers each window.
    for (const InstanceId of ids.filter((_, index) => index % 13 === 0)) {
      requests.length = 0;
      const history = await reportHistory(client, { InstanceId, since, now });
      const key = ({ InvocationId, result }: Machine): string => `${InvocationId} ${result}`;
      // A machine's history can have runs of invocations whose machines a report cannot name.
      const unnamed = rows.filter(({ kind }) => kind === "unnamed").map(({ InvocationId }) => InvocationId);
      expect(
        history.runs
          .filter(({ InvocationId }) => !unnamed.includes(InvocationId))
          .map(key)
          .toSorted(),
      ).toEqual(
        rows
          .filter((row) => row.InstanceId === InstanceId)
          .map(key)
          .toSorted(),
      );
      expect(requests.length).toBeLessThan(asked);
    }
  });

  it("yields reports that become more complete, each newest first", async () => {
    const InstanceId = rows.find(({ InstanceId: id }) => id !== undefined)?.InstanceId ?? "";
    let before = 0;
    let last: HistoryReport | undefined;
    for await (const report of collectHistory(client, { InstanceId, since, now })) {
      const times = report.runs.map(({ at }) => at?.getTime() ?? Infinity);
      expect(times).toEqual(times.toSorted((one_, other) => other - one_));
      expect(report.runs.length).toBeGreaterThanOrEqual(before);
      before = report.runs.length;
      last = report;
    }
    expect(last?.done).toBe(true);
  });

  it("finds a machine by its name", async () => {
    const named = rows.find(({ InstanceName = "" }) => InstanceName.startsWith("web-prod-0"));
    const found = await findMachines(client, { name: named?.InstanceName ?? "", since });
    expect(found).toMatchObject({ ids: [named?.InstanceId], whole: true });
    expect(await findMachines(client, { name: "web-prod", since })).toMatchObject({ ids: [] });
  });
});
