/** Defects of an otherwise passed execution: each is one change to one response. */
import type { ExecutionPlan } from "@windowpane/transport-mock";
import { ServiceError, type Transport } from "@windowpane/core";
import { partsOf } from "./passed-executions.ts";

type Members = Readonly<Record<string, unknown>>;

/** A response, or undefined if the service rejects the request. */
type Change = (operation: string, response: Members) => Members | undefined;

/** A defect. `at` selects its subject; undefined if the execution has none of that kind. */
export interface Defect {
  readonly name: string;
  readonly change: (plan: ExecutionPlan, at: number) => Change | undefined;
}

/** StatusDetails that report a failure: Run Command's statuses, and sentences that AWS documents or users reported. */
export const failureDetails = [
  "Failed",
  "Execution Timed Out",
  "ExecutionTimedOut",
  "TimedOut",
  "Delivery Timed Out",
  "DeliveryTimedOut",
  "Undeliverable",
  "Cancelled",
  "Terminated",
  "Invalid Platform",
  "Access Denied",
  "AccessDenied",
  "RateExceeded",
  "Rate Exceeded",
  "Incomplete",
  "NoInstancesInTag",
  "No Instances In Tag",
  "The maximum error count was exceeded.",
  "One or more tasks in the orchestration failed.",
  "The instance IDs list contains an invalid entry.",
  "The provided role does not contain the correct SSM permissions.",
  "Step fails when it is validating and resolving the step inputs",
] as const;

/** Statuses of a level that has not passed, including new and missing ones. */
const levelStatuses = [
  "PENDING",
  "IN_PROGRESS",
  "FAILED",
  "TIMED_OUT",
  "CANCELLING",
  "CANCELLED",
  "SKIPPED_OVERLAPPING",
  "PONDERED",
  "success",
  undefined,
] as const;

const machineWords = [
  ["Failed", "Failed"],
  ["Success", "Failed"],
  ["Failed", "Success"],
  ["TimedOut", "Execution Timed Out"],
  ["TimedOut", "Delivery Timed Out"],
  ["Success", "DeliveryTimedOut"],
  ["Success", "Undeliverable"],
  ["Failed", "Undeliverable"],
  ["Success", "Invalid Platform"],
  ["Success", "Access Denied"],
  ["Cancelled", "Cancelled"],
  ["Cancelled", "Terminated"],
  ["Success", "Terminated"],
  ["Pending", "Pending"],
  ["InProgress", "InProgress"],
  ["Delayed", "Delayed"],
  ["Cancelling", "Cancelling"],
  ["Success", "InProgress"],
  ["Success", "Pondered"],
  ["Pondered", "Success"],
  [undefined, undefined],
] as const;

const pluginWords = [
  ["Failed", "Failed"],
  ["Success", "Failed"],
  ["TimedOut", "Execution Timed Out"],
  ["Cancelled", "Cancelled"],
  ["Cancelled", "Terminated"],
  ["InProgress", "InProgress"],
  ["Success", "Pondered"],
  ["Pondered", "Pondered"],
] as const;

const automationStatuses = [
  "Pending",
  "InProgress",
  "Waiting",
  "TimedOut",
  "Cancelling",
  "Cancelled",
  "Failed",
  "PendingApproval",
  "Rejected",
  "Scheduled",
  "RunbookInProgress",
  "PendingChangeCalendarOverride",
  "ChangeCalendarOverrideRejected",
  "CompletedWithFailure",
  "Exited",
  "Pondered",
  undefined,
] as const;

/** Only some kinds of executions have what a defect needs. */
const pick = <Value>(values: readonly Value[], at: number): Value | undefined => values[at % values.length];

const withItems =
  (operation: string, list: string, edit: (item: Members) => Members | undefined): Change =>
  (asked, response) => {
    const items = response[list];
    if (asked !== operation || !Array.isArray(items)) return response;
    return { ...response, [list]: items.flatMap((item: Members) => edit(item) ?? []) };
  };

/** The responses of a level, and how to find an item in them. */
const levels = {
  execution: (_: ExecutionPlan, __: number, words: Members): Change | undefined => {
    return (operation, response) =>
      operation === "GetMaintenanceWindowExecution" ? { ...response, ...words } : response;
  },
  task: (plan: ExecutionPlan, at: number, words: Members): Change | undefined => {
    const id = pick(partsOf(plan).tasks, at);
    return withItems(
      "DescribeMaintenanceWindowExecutionTasks",
      "WindowExecutionTaskIdentities",
      (item: Members) => (item["TaskExecutionId"] === id ? { ...item, ...words } : item),
    );
  },
  invocation: (plan: ExecutionPlan, at: number, words: Members): Change | undefined => {
    const id = pick(partsOf(plan).invocations, at);
    return withItems(
      "DescribeMaintenanceWindowExecutionTaskInvocations",
      "WindowExecutionTaskInvocationIdentities",
      (item) => (item["InvocationId"] === id ? { ...item, ...words } : item),
    );
  },
} as const;

const machineEdit =
  (edit: (item: Members) => Members | undefined): Defect["change"] =>
  (plan, at) => {
    const one = pick(partsOf(plan).machines, at);
    if (one === undefined) return undefined;
    return withItems("ListCommandInvocations", "CommandInvocations", (item) =>
      item["CommandId"] === one.CommandId && item["InstanceId"] === one.InstanceId ? edit(item) : item,
    );
  };

const automationEdit =
  (members: Members): Defect["change"] =>
  (plan, at) => {
    const id = pick(partsOf(plan).automations, at);
    if (id === undefined) return undefined;
    return (operation, response) => {
      const automation = response["AutomationExecution"] as Members | undefined; // The mock's own shape.
      if (operation !== "GetAutomationExecution" || automation?.["AutomationExecutionId"] !== id)
        return response;
      return { ...response, AutomationExecution: { ...automation, ...members } };
    };
  };

const refused =
  (operation: string): Defect["change"] =>
  () =>
  (asked, response) =>
    asked === operation ? undefined : response;

const levelNames = ["execution", "task", "invocation"] as const;

const wordDefects: readonly Defect[] = levelNames.flatMap((level): readonly Defect[] => [
  ...failureDetails.map((StatusDetails) => ({
    name: `${level}: SUCCESS with the details "${StatusDetails}"`,
    change: (plan: ExecutionPlan, at: number) => levels[level](plan, at, { StatusDetails }),
  })),
  ...levelStatuses.map((Status) => ({
    name: `${level}: ${Status ?? "no status"}`,
    change: (plan: ExecutionPlan, at: number) => levels[level](plan, at, { Status }),
  })),
  {
    name: `${level}: IN_PROGRESS without an end`,
    change: (plan, at) => levels[level](plan, at, { Status: "IN_PROGRESS", EndTime: undefined }),
  },
]);

const machineDefects: readonly Defect[] = [
  ...machineWords.map(([Status, StatusDetails]) => ({
    name: `machine: ${Status ?? "no status"}, ${StatusDetails ?? "no details"}`,
    change: machineEdit((item) => ({ ...item, Status, StatusDetails })),
  })),
  ...pluginWords.map(([Status, StatusDetails]) => ({
    name: `step of a machine: ${Status}, ${StatusDetails}`,
    change: machineEdit((item) => ({
      ...item,
      CommandPlugins: (item["CommandPlugins"] as readonly Members[]).map((plugin) => ({
        ...plugin,
        Status,
        StatusDetails,
      })),
    })),
  })),
  { name: "machine: named by its invocation, not listed", change: machineEdit(() => undefined) },
];

const gapDefects: readonly Defect[] = [
  "GetMaintenanceWindowExecution",
  "DescribeMaintenanceWindowExecutionTasks",
  "DescribeMaintenanceWindowExecutionTaskInvocations",
].map((operation) => ({ name: `refused: ${operation}`, change: refused(operation) }));

/** All defects with which no execution may pass. */
export const defects: readonly Defect[] = [
  ...wordDefects,
  ...machineDefects,
  ...automationStatuses.map((AutomationExecutionStatus) => ({
    name: `automation: ${AutomationExecutionStatus ?? "no status"}`,
    change: automationEdit({ AutomationExecutionStatus }),
  })),
  ...gapDefects,
  {
    name: "refused: ListCommandInvocations",
    change: (plan, at) =>
      partsOf(plan).machines.length === 0 ? undefined : refused("ListCommandInvocations")(plan, at),
  },
  {
    name: "refused: GetAutomationExecution",
    change: (plan, at) =>
      partsOf(plan).automations.length === 0 ? undefined : refused("GetAutomationExecution")(plan, at),
  },
  {
    name: "invocation: without an ExecutionId",
    // A function has only its status.
    change: (plan, at) => {
      const started = plan.tasks
        .filter(({ task }) => task.Type !== "LAMBDA")
        .flatMap(({ invocations }) => invocations.at(0)?.InvocationId ?? []);
      const id = pick(started, at);
      if (id === undefined) return undefined;
      return withItems(
        "DescribeMaintenanceWindowExecutionTaskInvocations",
        "WindowExecutionTaskInvocationIdentities",
        (item) => (item["InvocationId"] === id ? { ...item, ExecutionId: undefined } : item),
      );
    },
  },
  {
    name: "task: without invocations",
    change: (plan, at) => {
      const id = pick(partsOf(plan).tasks, at);
      return withItems(
        "DescribeMaintenanceWindowExecutionTaskInvocations",
        "WindowExecutionTaskInvocationIdentities",
        (item) => (item["TaskExecutionId"] === id ? undefined : item),
      );
    },
  },
  {
    name: "execution: without tasks",
    change: () =>
      withItems("DescribeMaintenanceWindowExecutionTasks", "WindowExecutionTaskIdentities", () => undefined),
  },
  {
    name: "task: missing from the list, named by the execution",
    change: (plan, at) => {
      const id = pick(partsOf(plan).tasks, at);
      return withItems("DescribeMaintenanceWindowExecutionTasks", "WindowExecutionTaskIdentities", (item) =>
        item["TaskExecutionId"] === id ? undefined : item,
      );
    },
  },
  {
    name: "command: gone from Run Command's history",
    change: (plan, at) => {
      const one = pick(partsOf(plan).machines, at);
      if (one === undefined) return undefined;
      return withItems("ListCommandInvocations", "CommandInvocations", (item) =>
        item["CommandId"] === one.CommandId ? undefined : item,
      );
    },
  },
  {
    name: "list of machines: in no shape that AWS documents",
    change: (plan) =>
      partsOf(plan).machines.length === 0
        ? undefined
        : (operation, response) =>
            operation === "ListCommandInvocations" ? { CommandInvocations: "none" } : response,
  },
];

/** A transport whose responses are changed. */
export const withChanges = (inner: Transport, changes: readonly Change[]): Transport => ({
  name: inner.name,
  send: async (operation, input, options) => {
    // The mock responds with members by name, as AWS does.
    let response = (await inner.send(operation, input, options)) as Members;
    for (const change of changes) {
      const changed = change(operation, response);
      if (changed === undefined) throw refusal(operation);
      response = changed;
    }
    return response;
  },
});

const refusal = (operation: string): ServiceError =>
  new ServiceError(operation, {
    code: "AccessDeniedException",
    status: 400,
    message: "not authorized",
  });
