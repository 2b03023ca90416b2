/** Rules about requests that the service rejects. */
import {
  ServiceError,
  validateOutput,
  type Input,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import { expect } from "vitest";
import { rulesFor, rejectionOf } from "../subject/send.ts";
import type { ContractRule, TransportSubject } from "../subject/subject.ts";

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const NO_ID = "00000000-0000-0000-0000-000000000000";
const NO_WINDOW = "mw-00000000000000000";

/**
 * Inputs with IDs that do not exist, and the error codes. Without DescribeMaintenanceWindowExecutions and
 * DescribeMaintenanceWindowSchedule, whose response for an unknown window is not verified.
 */
const unknown = {
  CancelMaintenanceWindowExecution: [{ WindowExecutionId: NO_ID }, "DoesNotExistException"],
  DescribeAutomationStepExecutions: [
    { AutomationExecutionId: NO_ID },
    "AutomationExecutionNotFoundException",
  ],
  DescribeMaintenanceWindowExecutionTaskInvocations: [
    { WindowExecutionId: NO_ID, TaskId: NO_ID },
    "DoesNotExistException",
  ],
  DescribeMaintenanceWindowExecutionTasks: [{ WindowExecutionId: NO_ID }, "DoesNotExistException"],
  DescribeMaintenanceWindowTargets: [{ WindowId: NO_WINDOW }, "DoesNotExistException"],
  DescribeMaintenanceWindowTasks: [{ WindowId: NO_WINDOW }, "DoesNotExistException"],
  GetAutomationExecution: [{ AutomationExecutionId: NO_ID }, "AutomationExecutionNotFoundException"],
  GetCommandInvocation: [{ CommandId: NO_ID, InstanceId: "i-00000000000000000" }, "InvocationDoesNotExist"],
  GetMaintenanceWindow: [{ WindowId: NO_WINDOW }, "DoesNotExistException"],
  GetMaintenanceWindowExecution: [{ WindowExecutionId: NO_ID }, "DoesNotExistException"],
  GetMaintenanceWindowExecutionTask: [{ WindowExecutionId: NO_ID, TaskId: NO_ID }, "DoesNotExistException"],
  GetMaintenanceWindowExecutionTaskInvocation: [
    { WindowExecutionId: NO_ID, TaskId: NO_ID, InvocationId: NO_ID },
    "DoesNotExistException",
  ],
} as const satisfies { readonly [Name in OperationName]?: readonly [Input<Name>, string] };

type RefusingName = keyof typeof unknown;
// Object.keys does not keep the type of the keys.
const refusingNames = Object.keys(unknown) as readonly RefusingName[];

const rejectsUnknown =
  (operation: RefusingName): ContractRule =>
  async ({ create }) => {
    const [input, code] = unknown[operation];
    const error = await rejectionOf((await create()).send(operation, input, {}));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ kind: "service", operation, code, retryable: false });
    // toBeInstanceOf has checked the class.
    const { status, requestId } = error as ServiceError;
    expect([400, undefined], "the HTTP status, if there is one").toContain(status);
    expect(requestId, "AWS's request ID, if there is one").not.toBe("");
  };

/** Accepts any error code, because the code of these operations for an invalid token is not verified. */
const rejectsToken = async (response: Promise<unknown>, operation: OperationName): Promise<void> => {
  const error = await rejectionOf(response);
  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject({ operation, retryable: false });
};

const firstToken = async (transport: Transport, { known }: TransportSubject): Promise<string> => {
  const page = await transport.send(LIST, { ...known.inputs[LIST], MaxResults: 10 }, {});
  const { NextToken } = validateOutput(LIST, page);
  if (typeof NextToken === "string" && NextToken !== "") return NextToken;
  throw new Error("The page has no token. Use a known task with more than 10 invocations.");
};

export const refusalRules = {
  ...rulesFor(
    refusingNames,
    (operation) => `rejects ${operation} with a ServiceError for IDs that do not exist` as const,
    rejectsUnknown,
  ),
  "returns an empty list from ListCommandInvocations for a command that does not exist": async ({
    create,
  }) => {
    const page = await (await create()).send("ListCommandInvocations", { CommandId: NO_ID }, {});
    expect(validateOutput("ListCommandInvocations", page).CommandInvocations ?? []).toEqual([]);
  },
  "rejects an unknown page token": async (subject) => {
    const transport = await subject.create();
    const input = { ...subject.known.inputs[LIST], NextToken: "bm90IG91cnM=" };
    await rejectsToken(transport.send(LIST, input, {}), LIST);
  },
  "rejects the page token of another list": async (subject) => {
    const transport = await subject.create();
    const { WindowExecutionId } = subject.known.inputs[LIST];
    const tasks = "DescribeMaintenanceWindowExecutionTasks";
    const token = await firstToken(transport, subject);
    await rejectsToken(transport.send(tasks, { WindowExecutionId, NextToken: token }, {}), tasks);
  },
  "rejects a page token that was issued for another filter": async (subject) => {
    const transport = await subject.create();
    const Filters = [{ Key: "STATUS", Values: ["FAILED"] }];
    const NextToken = await firstToken(transport, subject);
    await rejectsToken(transport.send(LIST, { ...subject.known.inputs[LIST], Filters, NextToken }, {}), LIST);
  },
} satisfies Record<string, ContractRule>;
