/** The number of round trips until a failure shows. */
import { createClient, ServiceError } from "@windowpane/core";
import { describe, expect, it } from "vitest";
import { collectExecution, machinesOf, reportExecution, type ExecutionReport } from "../../../src/index.ts";
import {
  account,
  clientOf,
  command,
  execution,
  machine,
  machineId,
  task,
  uuid,
  WindowExecutionId,
} from "../../small-plan.ts";
import { scripted, type Request } from "../scripted.ts";

const INVOCATIONS = "DescribeMaintenanceWindowExecutionTaskInvocations";

/** The failed invocation is on the last of many pages. */
const long = (status: "FAILED" | "SUCCESS") =>
  account(
    execution(
      [
        task(
          1,
          Array.from({ length: 450 }, (_, index) => {
            const failed = index === 0;
            return command(
              index + 1,
              [machine(index + 1, failed ? { outcome: "Failed", stderr: "no space left on device" } : {})],
              failed ? { outcome: "FAILED" } : {},
            );
          }),
          { outcome: status },
        ),
      ],
      { outcome: status },
    ),
  );

const isFiltered = ({ input }: Request): boolean => input["Filters"] !== undefined;

/** Number of sequential responses before a machine with this result and reason first showed. */
const roundTrips = async (
  options: { readonly tasks?: readonly string[] },
  shows: (report: ExecutionReport) => boolean,
): Promise<number> => {
  // Responses come in rounds: requests during one round belong to the next.
  let round = 0;
  const waiting: (() => void)[] = [];
  const { client } = scripted(long("FAILED"), () => new Promise<void>((resolve) => waiting.push(resolve)));
  const state: { reports: ExecutionReport[]; ended: boolean } = { reports: [], ended: false };
  const reading = (async () => {
    for await (const report of collectExecution(client, {
      WindowExecutionId,
      prefer: "failed",
      concurrency: 1000,
      ...options,
    })) {
      state.reports.push(report);
    }
    state.ended = true;
  })();
  while (!state.ended && !state.reports.some(shows)) {
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    if (waiting.length === 0) continue;
    round += 1;
    for (const answer of waiting.splice(0)) answer();
    // All effects of this round are complete before the next.
    for (let step = 0; step < 20; step += 1) {
      await new Promise((resolve) => {
        setImmediate(resolve);
      });
    }
  }
  const rounds = round;
  while (!state.ended) {
    for (const answer of waiting.splice(0)) answer();
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
  }
  await reading;
  return rounds;
};

const isShown = (report: ExecutionReport): boolean =>
  [...machinesOf(report)].some(({ name, result }) => name === machineId(1) && result === "failed");
const isExplained = (report: ExecutionReport): boolean =>
  report.groups.some(({ slug }) => slug === "disk-full");

describe("the first failed machine of a long list", () => {
  it("shows after one round trip if the task is known, and its details after another", async () => {
    expect(await roundTrips({ tasks: [uuid(101)] }, isShown)).toBe(1);
    expect(await roundTrips({ tasks: [uuid(101)] }, isExplained)).toBe(2);
  });

  it("takes one more if the task has to be listed", async () => {
    expect(await roundTrips({}, isShown)).toBe(2);
    expect(await roundTrips({}, isExplained)).toBe(3);
  });
});

describe("the list of failed invocations", () => {
  it("is not a gap if it cannot be read: the whole list has everything", async () => {
    const { client, count } = scripted(long("FAILED"), ({ operation, ...request }) => {
      if (isFiltered({ operation, ...request })) {
        throw new ServiceError(operation, { code: "ValidationException", status: 400 });
      }
    });
    const report = await reportExecution(client, { WindowExecutionId, prefer: "failed" });
    expect(report).toMatchObject({ complete: true, counts: { total: 450, results: { failed: 1 } } });
    expect(count(INVOCATIONS)).toBe(6);
  });

  it("is not requested if the task succeeded and its list has one page", async () => {
    const plan = account(execution([task(1, [command(1, [machine(1)])])]));
    const { client, count } = scripted(plan);
    await reportExecution(client, { WindowExecutionId, prefer: "failed" });
    expect(count(INVOCATIONS)).toBe(1);
  });

  it("is requested if a task with status SUCCESS has several pages", async () => {
    const { client, asked } = scripted(long("SUCCESS"));
    const report = await reportExecution(client, { WindowExecutionId, prefer: "failed" });
    expect(asked.filter(isFiltered)).toHaveLength(1);
    expect(report).toMatchObject({ falseGreen: true, counts: { total: 450, results: { failed: 1 } } });
  });

  it("may have empty pages with a token", async () => {
    const client = clientOf(long("FAILED"), [{ kind: "empty-page", operations: [INVOCATIONS], times: 3 }]);
    const report = await reportExecution(client, { WindowExecutionId, prefer: "failed" });
    expect(report).toMatchObject({ complete: true, counts: { total: 450, results: { failed: 1 } } });
  });

  it("does not contain skipped invocations, and none are lost", async () => {
    const {
      command: _,
      ExecutionId: __,
      ...skipped
    } = command(3, [machine(3)], { outcome: "SKIPPED_OVERLAPPING" });
    const failed = command(2, [machine(2, { outcome: "Failed" })], { outcome: "FAILED" });
    const plan = account(
      execution([task(1, [command(1, [machine(1)]), failed, skipped], { outcome: "FAILED" })], {
        outcome: "FAILED",
      }),
    );
    const report = await reportExecution(scripted(plan).client, { WindowExecutionId, prefer: "failed" });
    expect(report.tasks[0]?.invocations).toHaveLength(3);
    expect(report.counts).toMatchObject({ total: 3, results: { passed: 1, failed: 1, notRun: 1 } });
  });

  it("takes precedence over the whole list if an invocation has failed in the meantime", async () => {
    const answers = (Status: string) => ({
      WindowExecutionTaskInvocationIdentities: [
        { InvocationId: uuid(1001), Status, TaskType: "LAMBDA", ExecutionId: "request-1" },
      ],
    });
    const client = createClient({
      name: "canned",
      send: async (operation, input) => {
        if (operation === "GetMaintenanceWindowExecution")
          return { WindowExecutionId, Status: "IN_PROGRESS" };
        if (operation === "DescribeMaintenanceWindowExecutionTasks") {
          return {
            WindowExecutionTaskIdentities: [
              { TaskExecutionId: uuid(101), TaskType: "LAMBDA", Status: "IN_PROGRESS" },
            ],
          };
        }
        return JSON.stringify(input).includes("STATUS") ? answers("FAILED") : answers("IN_PROGRESS");
      },
    });
    const report = await reportExecution(client, { WindowExecutionId, prefer: "failed" });
    expect(report.counts).toMatchObject({ total: 1, results: { failed: 1 } });
    expect(report.progress).toMatchObject({ invocations: 1, invocationsRead: 1 });
  });
});
