/** The service answered, and the answer is no. */
import {
  ServiceError,
  validateOutput,
  type Input,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import { expect } from "vitest";
import { linesFor, rejectionOf } from "../subject/send.ts";
import type { Line, Subject } from "../subject/subject.ts";

const LIST = "DescribeMaintenanceWindowExecutionTaskInvocations";
const NOBODY = "00000000-0000-0000-0000-000000000000";
const NO_WINDOW = "mw-00000000000000000";

/**
 * What each operation says of an id that nothing has. Left out: DescribeMaintenanceWindowExecutions and -Schedule,
 * whose answer for an unknown window nobody has verified.
 */
const unknown = {
  CancelMaintenanceWindowExecution: [{ WindowExecutionId: NOBODY }, "DoesNotExistException"],
  DescribeAutomationStepExecutions: [
    { AutomationExecutionId: NOBODY },
    "AutomationExecutionNotFoundException",
  ],
  DescribeMaintenanceWindowExecutionTaskInvocations: [
    { WindowExecutionId: NOBODY, TaskId: NOBODY },
    "DoesNotExistException",
  ],
  DescribeMaintenanceWindowExecutionTasks: [{ WindowExecutionId: NOBODY }, "DoesNotExistException"],
  DescribeMaintenanceWindowTargets: [{ WindowId: NO_WINDOW }, "DoesNotExistException"],
  DescribeMaintenanceWindowTasks: [{ WindowId: NO_WINDOW }, "DoesNotExistException"],
  GetAutomationExecution: [{ AutomationExecutionId: NOBODY }, "AutomationExecutionNotFoundException"],
  GetCommandInvocation: [{ CommandId: NOBODY, InstanceId: "i-00000000000000000" }, "InvocationDoesNotExist"],
  GetMaintenanceWindow: [{ WindowId: NO_WINDOW }, "DoesNotExistException"],
  GetMaintenanceWindowExecution: [{ WindowExecutionId: NOBODY }, "DoesNotExistException"],
  GetMaintenanceWindowExecutionTask: [{ WindowExecutionId: NOBODY, TaskId: NOBODY }, "DoesNotExistException"],
  GetMaintenanceWindowExecutionTaskInvocation: [
    { WindowExecutionId: NOBODY, TaskId: NOBODY, InvocationId: NOBODY },
    "DoesNotExistException",
  ],
} as const satisfies { readonly [Name in OperationName]?: readonly [Input<Name>, string] };

type RefusingName = keyof typeof unknown;
// Object.keys forgets that the table is closed.
const refusingNames = Object.keys(unknown) as readonly RefusingName[];

const refusesUnknown =
  (operation: RefusingName): Line =>
  async ({ create }) => {
    const [input, code] = unknown[operation];
    const error = await rejectionOf((await create()).send(operation, input, {}));
    expect(error).toBeInstanceOf(ServiceError);
    expect(error).toMatchObject({ kind: "service", operation, code, retryable: false });
    const { status, requestId } = error as ServiceError; // It was looked at just above.
    expect([400, undefined], "the HTTP status, where there is one").toContain(status);
    expect(requestId, "AWS's id of the request, where there is one").not.toBe("");
  };

/** Which error AWS has for a token that is no good on these operations is unverified, so any refusal will do. */
const refusesToken = async (answer: Promise<unknown>, operation: OperationName): Promise<void> => {
  const error = await rejectionOf(answer);
  expect(error).toBeInstanceOf(ServiceError);
  expect(error).toMatchObject({ operation, retryable: false });
};

const firstToken = async (transport: Transport, { known }: Subject): Promise<string> => {
  const answer = await transport.send(LIST, { ...known.inputs[LIST], MaxResults: 10 }, {});
  const { NextToken } = validateOutput(LIST, answer);
  if (typeof NextToken === "string" && NextToken !== "") return NextToken;
  throw new Error("The known task must have more than one page of 10, and this page has no token.");
};

export const refusalLines = {
  ...linesFor(
    refusingNames,
    (operation) => `rejects ${operation} with a ServiceError for what does not exist` as const,
    refusesUnknown,
  ),
  "answers ListCommandInvocations with an empty list for a command that nobody knows": async ({ create }) => {
    const answer = await (await create()).send("ListCommandInvocations", { CommandId: NOBODY }, {});
    expect(validateOutput("ListCommandInvocations", answer).CommandInvocations ?? []).toEqual([]);
  },
  "refuses a token that it never gave": async (subject) => {
    const transport = await subject.create();
    const input = { ...subject.known.inputs[LIST], NextToken: "bm90IG91cnM=" };
    await refusesToken(transport.send(LIST, input, {}), LIST);
  },
  "refuses the token of another list": async (subject) => {
    const transport = await subject.create();
    const { WindowExecutionId } = subject.known.inputs[LIST];
    const tasks = "DescribeMaintenanceWindowExecutionTasks";
    const token = await firstToken(transport, subject);
    await refusesToken(transport.send(tasks, { WindowExecutionId, NextToken: token }, {}), tasks);
  },
  "refuses the token of the same list under another filter": async (subject) => {
    const transport = await subject.create();
    const Filters = [{ Key: "STATUS", Values: ["FAILED"] }];
    const NextToken = await firstToken(transport, subject);
    await refusesToken(transport.send(LIST, { ...subject.known.inputs[LIST], Filters, NextToken }, {}), LIST);
  },
} satisfies Record<string, Line>;
