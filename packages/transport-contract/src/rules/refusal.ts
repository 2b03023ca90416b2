/** Rules about requests that the service rejects. */
import { validateOutput, type Input, type OperationName, type Transport } from "@windowpane/core";
import { check, checkEqual, Mismatch, words } from "../subject/check.ts";
import { checkError, knownInput, rejectionOf, rulesFor } from "../subject/send.ts";
import { LIST, rule, type RuleBody, type TransportSubject } from "../subject/subject.ts";

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

const serviceError =
  "Throw `new ServiceError(operation, { code, message, status, requestId })` with the code, the message and the HTTP status of " +
  "the service, and leave out members that it does not send. ";

const rejectsUnknown = (operation: RefusingName): RuleBody => {
  const [input, code] = unknown[operation];
  return rule(`${serviceError}AWS's code for this request is ${code}.`, async ({ create }) => {
    const error = await rejectionOf((await create()).send(operation, structuredClone(input), {}));
    checkError(error, "service", { operation, code, retryable: false });
    const { status, requestId } = error;
    check(status === undefined || status === 400, {
      what: "The status of the ServiceError",
      expected: words("400, or undefined without HTTP"),
      received: status,
    });
    check(requestId !== "", {
      what: "The requestId of the ServiceError",
      expected: words("AWS's request ID, or undefined"),
      received: requestId,
    });
  });
};

/** Accepts any error code, because the code of these operations for an invalid token is not verified. */
const rejectsToken = async (response: Promise<unknown>, operation: OperationName): Promise<void> => {
  const error = await rejectionOf(response);
  checkError(error, "service", { operation, retryable: false });
};

const firstToken = async (transport: Transport, { known }: TransportSubject): Promise<string> => {
  const page = await transport.send(LIST, { ...knownInput(known, LIST), MaxResults: 10 }, {});
  const { NextToken } = validateOutput(LIST, page);
  if (typeof NextToken === "string" && NextToken !== "") return NextToken;
  throw new Mismatch({
    what: "NextToken of a page with MaxResults: 10",
    expected: words("a token, because the known task has more than 10 invocations"),
    received: NextToken,
  });
};

const tokenAdvice =
  `${serviceError}A token belongs to one list with one filter: put the operation and the input into your own tokens, and ` +
  "reject others. Never start from the first page instead.";

export const tokenRules = {
  "rejects the page token of another list": rule(tokenAdvice, async (subject) => {
    const transport = await subject.create();
    const { WindowExecutionId } = knownInput(subject.known, LIST);
    const tasks = "DescribeMaintenanceWindowExecutionTasks";
    const token = await firstToken(transport, subject);
    await rejectsToken(transport.send(tasks, { WindowExecutionId, NextToken: token }, {}), tasks);
  }),
  "rejects a page token that was issued for another filter": rule(tokenAdvice, async (subject) => {
    const transport = await subject.create();
    const Filters = [{ Key: "STATUS", Values: ["FAILED"] }];
    const NextToken = await firstToken(transport, subject);
    const input = { ...knownInput(subject.known, LIST), Filters, NextToken };
    await rejectsToken(transport.send(LIST, input, {}), LIST);
  }),
} satisfies Record<string, RuleBody>;

export const refusalRules = {
  ...rulesFor(
    refusingNames,
    (operation) => `rejects ${operation} with a ServiceError for IDs that do not exist` as const,
    rejectsUnknown,
  ),
  "returns an empty list from ListCommandInvocations for a command that does not exist": rule(
    "Return `{ CommandInvocations: [] }`, as AWS does for a command that does not exist.",
    async ({ create }) => {
      const page = await (await create()).send("ListCommandInvocations", { CommandId: NO_ID }, {});
      const { CommandInvocations } = validateOutput("ListCommandInvocations", page);
      checkEqual("The invocations of a command that does not exist", CommandInvocations ?? [], []);
    },
  ),
  "rejects an unknown page token": rule(tokenAdvice, async (subject) => {
    const transport = await subject.create();
    const input = { ...knownInput(subject.known, LIST), NextToken: "bm90IG91cnM=" };
    await rejectsToken(transport.send(LIST, input, {}), LIST);
  }),
  ...tokenRules,
} satisfies Record<string, RuleBody>;
