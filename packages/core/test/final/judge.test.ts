import { describe, expect, it } from "vitest";
import { createFinalJudge, operationNames, type FinalJudge, type OperationName } from "../../src/index.ts";

const WindowExecutionId = "b40a588d-32a7-4ea7-9a6b-b4ef4e3a91c2";
const TaskId = "0c9ac961-dafd-4a94-b6c7-1bef3a7700d1";
const CommandId = "1203cf98-5a79-4ec3-97e9-12e0b4a5d6f7";
const AutomationExecutionId = "4105a4fc-f944-11e6-9d32-0123456789ab";

const ids = { WindowExecutionId, TaskId, CommandId, AutomationExecutionId };
const taskList = "DescribeMaintenanceWindowExecutionTasks";
const invocationList = "DescribeMaintenanceWindowExecutionTaskInvocations";

const tasks = (...statuses: readonly string[]): object => ({
  WindowExecutionTaskIdentities: statuses.map((Status) => ({ Status, TaskExecutionId: TaskId })),
});
const invocations = (...statuses: readonly string[]): object => ({
  WindowExecutionTaskInvocationIdentities: statuses.map((Status) => ({ Status, ExecutionId: CommandId })),
});

/** Whether a response is final after earlier responses. */
const isFinal = (
  operation: OperationName,
  response: unknown,
  { before = [], input = {} }: Options = {},
): boolean => {
  const judge = createFinalJudge();
  for (const [earlier, shown] of before) judge.request(earlier, ids)(shown);
  return judge.request(operation, { ...ids, ...input })(response).isFinal;
};
interface Options {
  readonly before?: readonly (readonly [OperationName, object])[];
  readonly input?: object;
}

const ended = (Status = "SUCCESS") => ["GetMaintenanceWindowExecution", { Status }] as const;

describe("a response about one resource", () => {
  it.each([
    ["GetMaintenanceWindowExecution", (Status: string) => ({ Status }), "SUCCESS", "CANCELLING"],
    ["GetMaintenanceWindowExecutionTask", (Status: string) => ({ Status }), "CANCELLED", "IN_PROGRESS"],
    ["GetMaintenanceWindowExecutionTaskInvocation", (Status: string) => ({ Status }), "FAILED", "PENDING"],
    ["GetCommandInvocation", (Status: string) => ({ Status }), "TimedOut", "Delayed"],
    [
      "GetAutomationExecution",
      (status: string) => ({ AutomationExecution: { AutomationExecutionStatus: status } }),
      "CompletedWithFailure",
      "Waiting",
    ],
  ] as const)("is final with a final status: %s", (operation, response, final, open) => {
    expect(isFinal(operation, response(final))).toBe(true);
    expect(isFinal(operation, response(open))).toBe(false);
    expect(isFinal(operation, response("A_NEW_WORD"))).toBe(false);
    expect(isFinal(operation, {})).toBe(false);
  });
});

describe("a list", () => {
  it("is final only if its parent is known to be final and all items are final", () => {
    expect(isFinal(taskList, tasks("SUCCESS"))).toBe(false);
    expect(isFinal(taskList, tasks("SUCCESS"), { before: [ended()] })).toBe(true);
    expect(isFinal(taskList, tasks("SUCCESS", "IN_PROGRESS"), { before: [ended("CANCELLED")] })).toBe(false);
    const step = { StepExecutions: [{ StepStatus: "Success" }] };
    const automation = { AutomationExecution: { AutomationExecutionStatus: "Success" } };
    expect(isFinal("DescribeAutomationStepExecutions", step)).toBe(false);
    expect(
      isFinal("DescribeAutomationStepExecutions", step, { before: [["GetAutomationExecution", automation]] }),
    ).toBe(true);
  });

  it("of a task's invocations is final if the task is known to be final, even in a running execution", () => {
    expect(isFinal(invocationList, invocations("FAILED"), { before: [[taskList, tasks("FAILED")]] })).toBe(
      true,
    );
    expect(
      isFinal(invocationList, invocations("FAILED"), { before: [[taskList, tasks("IN_PROGRESS")]] }),
    ).toBe(false);
  });

  it("is not final if its execution became final after the request", () => {
    const judge = createFinalJudge();
    const judgeList = judge.request(taskList, ids);
    judge.request(...([ended()[0], ids] as const))(ended()[1]);
    expect(judgeList(tasks("SUCCESS"))).toEqual({ isFinal: false, waitsFor: WindowExecutionId });
    expect(judge.request(taskList, ids)(tasks("SUCCESS")).isFinal).toBe(true);
  });

  it("that is empty is final for tasks and invocations but not for a command", () => {
    expect(isFinal(taskList, tasks(), { before: [ended()] })).toBe(true);
    expect(isFinal(invocationList, {}, { before: [ended()] })).toBe(true);
    const before = [ended(), [invocationList, invocations("SUCCESS")] as const];
    expect(isFinal("ListCommandInvocations", { CommandInvocations: [] }, { before })).toBe(false);
    expect(
      isFinal("ListCommandInvocations", { CommandInvocations: [{ Status: "Success" }] }, { before }),
    ).toBe(true);
  });

  it("with a filter is not final below a status that lets work finish", () => {
    const input = { Filters: [{ Key: "STATUS", Values: ["FAILED"] }] };
    const failed = invocations("FAILED");
    expect(isFinal(invocationList, failed, { input, before: [ended("FAILED")] })).toBe(true);
    expect(isFinal(invocationList, failed, { input, before: [ended("CANCELLED")] })).toBe(false);
    expect(isFinal(invocationList, failed, { input, before: [ended("TIMED_OUT")] })).toBe(false);
    expect(isFinal(invocationList, failed, { before: [ended("CANCELLED")] })).toBe(true);
  });

  it("of a window's executions is never final but shows final executions", () => {
    const judge = createFinalJudge();
    const list = { WindowExecutions: [{ WindowExecutionId, Status: "FAILED" }] };
    const response = judge.request("DescribeMaintenanceWindowExecutions", { WindowId: "mw-1" })(list);
    expect([response.isFinal, judge.hasSeen(WindowExecutionId)]).toEqual([false, true]);
  });
});

describe("the ID of a final response", () => {
  const show = (operation: OperationName, input: object, response: unknown): FinalJudge => {
    const judge = createFinalJudge();
    judge.request(operation, input)(response);
    return judge;
  };

  it("is the ID in the request", () => {
    const judge = show("GetMaintenanceWindowExecutionTask", ids, { Status: "TIMED_OUT" });
    expect([judge.hasSeen(TaskId), judge.hasSeen(WindowExecutionId)]).toEqual([true, false]);
    expect(show("GetMaintenanceWindowExecutionTask", ids, { Status: "PENDING" }).hasSeen(TaskId)).toBe(false);
  });

  it("is ignored if it is missing or not a string", () => {
    expect(createFinalJudge().hasSeen(undefined)).toBe(false);
    for (const id of ["", 7, null, undefined]) {
      const judge = show("GetMaintenanceWindowExecution", { WindowExecutionId: id }, { Status: "SUCCESS" });
      expect([judge.hasSeen(""), judge.hasSeen(String(id)), judge.hasSeen(undefined)]).toEqual([
        false,
        false,
        false,
      ]);
      // A response without a parent is not below a final one.
      const list = judge.request(taskList, { WindowExecutionId: id })(tasks("SUCCESS"));
      expect(list).toEqual({ isFinal: false, waitsFor: undefined });
    }
  });

  it("of a command counts only if its task or execution had ended before", () => {
    const before = show(invocationList, ids, invocations("SUCCESS"));
    expect(before.hasSeen(CommandId)).toBe(false);
    const judge = createFinalJudge();
    judge.request("GetMaintenanceWindowExecutionTask", ids)({ Status: "SUCCESS" });
    judge.request(invocationList, ids)(invocations("SUCCESS"));
    expect(judge.hasSeen(CommandId)).toBe(true);
  });

  it("of a task counts even in a running execution", () => {
    expect(show(taskList, ids, tasks("FAILED")).hasSeen(TaskId)).toBe(true);
    expect(show(taskList, ids, tasks("IN_PROGRESS")).hasSeen(TaskId)).toBe(false);
  });

  it("does not exist for operations without IDs", () => {
    for (const operation of ["GetCommandInvocation", "ListCommandInvocations"] as const) {
      const judge = show(operation, ids, { Status: "Success", CommandInvocations: [{ Status: "Success" }] });
      expect(Object.values(ids).map((id) => judge.hasSeen(id))).toEqual([false, false, false, false]);
    }
  });
});

describe("steps of an automation", () => {
  it("can be an empty list after the automation has ended", () => {
    const ending = [
      "GetAutomationExecution",
      { AutomationExecution: { AutomationExecutionStatus: "Success" } },
    ];
    const before = [ending as [OperationName, object]];
    expect(isFinal("DescribeAutomationStepExecutions", { StepExecutions: [] }, { before })).toBe(true);
    expect(isFinal("DescribeAutomationStepExecutions", { StepExecutions: [] })).toBe(false);
  });
});

describe("a list of machines", () => {
  it("is final only below the command of the request", () => {
    const row = { CommandInvocations: [{ Status: "Success" }] };
    expect(isFinal("ListCommandInvocations", row)).toBe(false);
    const before = [ended(), [invocationList, invocations("SUCCESS")] as const];
    expect(isFinal("ListCommandInvocations", row, { before, input: { CommandId: "another" } })).toBe(false);
    expect(isFinal("ListCommandInvocations", row, { before })).toBe(true);
  });
});

describe("a judge", () => {
  it.each([null, undefined, "text", 7])(
    "does not call a value final that is not an object: %j",
    (response) => {
      expect(isFinal("GetMaintenanceWindowExecution", response)).toBe(false);
      expect(isFinal("GetAutomationExecution", response)).toBe(false);
      expect(isFinal("GetAutomationExecution", { AutomationExecution: response })).toBe(false);
    },
  );

  it.each([null, undefined, "text", { WindowExecutionTaskIdentities: null }, tasks("SUCCESS", "")])(
    "does not call a response final with another shape than documented: %j",
    (response) => {
      const judge = createFinalJudge();
      judge.request("GetMaintenanceWindowExecution", ids)({ Status: "SUCCESS" });
      expect(judge.request(taskList, ids)(response).isFinal).toBe(false);
    },
  );

  it("does not call responses final without a row, such as registrations", () => {
    const final = { Status: "SUCCESS", Items: [{ Status: "SUCCESS" }] };
    const named = operationNames.filter((operation) => isFinal(operation, final));
    expect(named.every((operation) => /^Get.*(?:Execution|Task|Invocation)$/u.test(operation))).toBe(true);
  });

  it("removes the least recently seen ID when full", () => {
    const judge: FinalJudge = createFinalJudge(1);
    for (const id of ["one", "two"])
      judge.request("GetMaintenanceWindowExecution", { WindowExecutionId: id })({ Status: "SUCCESS" });
    expect([judge.hasSeen("one"), judge.hasSeen("two")]).toEqual([false, true]);
  });
});

describe("the report of final IDs", () => {
  const heard = (
    responses: readonly (readonly [OperationName, object])[],
  ): readonly (readonly string[])[] => {
    const calls: string[][] = [];
    const judge = createFinalJudge(undefined, (shown) => calls.push([...shown]));
    for (const [operation, response] of responses) judge.request(operation, ids)(response);
    return calls;
  };

  it("has each ID once, when a response shows its final status for the first time", () => {
    expect(heard([ended("IN_PROGRESS"), ended(), ended()])).toEqual([[WindowExecutionId]]);
  });

  it("has the items of a list that are final and have an ID", () => {
    const list = {
      WindowExecutionTaskIdentities: [
        { Status: "SUCCESS", TaskExecutionId: TaskId },
        { Status: "SUCCESS" },
        { Status: "IN_PROGRESS", TaskExecutionId: CommandId },
      ],
    };
    expect(heard([ended(), [taskList, list]])).toEqual([[WindowExecutionId], [TaskId]]);
  });
});
