/** The response of a snapshot to each operation; the type checks that none is missing. */
import {
  ServiceError,
  type Input,
  type KeptName,
  type OperationName,
  type PagedName,
} from "@windowpane/core";
import { isObject } from "../file/entry-line.ts";
import { missing } from "./missing.ts";
import { output } from "./output.ts";
import { pageOf } from "./page.ts";
import { listInventory, listPatches, listPatchStates } from "./patches.ts";
import { gapError, listFrom, type EntryList, type SnapshotStore } from "./store.ts";
import type { SnapshotTokens } from "./tokens.ts";

/** A request with the snapshot's data. */
export interface SnapshotRequest<Name extends OperationName> {
  readonly operation: Name;
  readonly input: Input<Name>;
  readonly store: SnapshotStore;
  readonly tokens: SnapshotTokens;
}

/** @throws ServiceError if the response is not in the snapshot. */
export type SnapshotAction<Name extends OperationName> = (request: SnapshotRequest<Name>) => Promise<object>;

const response: SnapshotAction<OperationName> = async ({ operation, input, store }) =>
  store.response(operation, input);

const page =
  <Name extends PagedName>(
    list: (store: SnapshotStore, input: Input<Name>) => EntryList,
  ): SnapshotAction<Name> =>
  (request) =>
    pageOf(list(request.store, request.input), request);

const listOf = <Name extends PagedName>(operation: Name): SnapshotAction<Name> =>
  page((store, input) => store.list(operation, input));

/** Finds the invocation in its list, which has the same members. */
const invocation: SnapshotAction<"GetMaintenanceWindowExecutionTaskInvocation"> = async ({
  operation,
  input,
  store,
}) => {
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  if (!store.has(list, input)) throw missing(operation, input, store.snapshot);
  const entry = store.list(list, input);
  const { gap } = entry;
  for (const item of entry.itemsWith(input.InvocationId)) {
    if (Reflect.get(item, "InvocationId") === input.InvocationId) return item;
  }
  throw gap === undefined ? missing(operation, input, store.snapshot) : gapError(operation, gap);
};

const rejectCancel: SnapshotAction<"CancelMaintenanceWindowExecution"> = async ({
  operation,
  input,
  store,
}) => {
  if (!store.has("GetMaintenanceWindowExecution", input)) throw missing(operation, input, store.snapshot);
  throw new ServiceError(operation, {
    code: "UnsupportedOperationException",
    message: "A snapshot is read-only, so its executions cannot be cancelled. Connect to the account.",
    status: 400,
  });
};

const targets: SnapshotAction<"DescribeMaintenanceWindowTargets"> = (request) => {
  const isSensitive = request.input.Filters?.some(({ Key }) => Key === "OwnerInformation") === true;
  if (!isSensitive || request.store.snapshot.includesSensitive)
    return listOf("DescribeMaintenanceWindowTargets")(request);
  throw new ServiceError(request.operation, {
    code: "ValidationException",
    message: "OwnerInformation is redacted in this snapshot, so targets cannot be filtered by it.",
    status: 400,
  });
};

/** The steps of an automation, from their list or, if it was not needed, from the automation. */
const listSteps = (store: SnapshotStore, input: Input<"DescribeAutomationStepExecutions">): EntryList => {
  const { AutomationExecutionId, ReverseOrder = false } = input;
  const operation = "DescribeAutomationStepExecutions";
  const ids = { AutomationExecutionId };
  const list = store.has(operation, ids) ? store.list(operation, ids) : stepsInAutomation(store, ids);
  return ReverseOrder ? listFrom(() => [...list.items(0)].toReversed(), list.gap) : list;
};

const stepsInAutomation = (store: SnapshotStore, ids: object): EntryList => {
  const entry = store.response("GetAutomationExecution", ids, "DescribeAutomationStepExecutions");
  const automation: unknown = Reflect.get(entry, "AutomationExecution");
  const steps = isObject(automation) ? automation["StepExecutions"] : undefined;
  // The core checks the response when it is requested.
  return listFrom(() => (Array.isArray(steps) ? (steps as readonly object[]) : []));
};

/** The child automations of a rate-controlled one, or automations by ID. Snapshots have no other lists of automations. */
const listAutomations: SnapshotAction<"DescribeAutomationExecutions"> = async (request) => {
  const { operation, input, store } = request;
  const valuesOf = (name: string): readonly string[] =>
    input.Filters?.find(({ Key }) => Key === name)?.Values ?? [];
  const ids = valuesOf("ExecutionId");
  if (ids.length > 0)
    return pageOf(
      listFrom(() => automationsIn(store, ids)),
      request,
    );
  const [AutomationExecutionId, ...others] = valuesOf("ParentExecutionId");
  if (AutomationExecutionId === undefined || others.length > 0)
    throw missing(operation, input, store.snapshot);
  return pageOf(store.list(operation, { AutomationExecutionId }), request);
};

/** Automations by ID, with the members that AWS's list has. */
function* automationsIn(store: SnapshotStore, ids: readonly string[]): Generator<object, void, undefined> {
  for (const AutomationExecutionId of [...new Set(ids)].toSorted()) {
    for (const entry of store.all("GetAutomationExecution", { AutomationExecutionId })) {
      const automation: unknown = Reflect.get(entry.response() ?? {}, "AutomationExecution");
      if (!isObject(automation)) continue;
      const isElsewhere = automation["TargetLocations"] !== undefined;
      const row = Object.entries(automation).filter(([name]) => !notInList.has(name));
      yield { ...Object.fromEntries(row), AutomationType: isElsewhere ? "CrossAccount" : "Local" };
    }
  }
}

const notInList: ReadonlySet<string> = new Set([
  "Parameters",
  "ProgressCounters",
  "StepExecutions",
  "StepExecutionsTruncated",
  "TargetLocations",
  "TargetsSummary",
  "Variables",
]);

/** The command invocations of one command, or of all commands in the snapshot. */
const listCommands = (store: SnapshotStore, input: Input<"ListCommandInvocations">): EntryList => {
  const { CommandId, InstanceId, Details = false } = input;
  const operation = "ListCommandInvocations";
  const lists = CommandId === undefined ? [...store.all(operation)] : [store.list(operation, { CommandId })];
  const [only, ...others] = lists;
  if (only !== undefined && others.length === 0 && InstanceId === undefined && Details) return only;
  function* items(): Generator<object, void, undefined> {
    for (const list of lists) {
      for (const item of InstanceId === undefined ? list.items() : list.itemsWith(InstanceId)) {
        if (InstanceId !== undefined && Reflect.get(item, "InstanceId") !== InstanceId) continue;
        yield Details ? item : { ...item, CommandPlugins: [] };
      }
    }
  }
  return listFrom(items, lists.find(({ gap }) => gap !== undefined)?.gap);
};

/** The action of an operation. Operations that snapshots do not support are rejected. */
export const actionOf = <Name extends OperationName>(operation: Name): SnapshotAction<Name> =>
  // The type of the table pairs names and actions.
  ((actions as Partial<Record<OperationName, unknown>>)[operation] ?? notKept) as SnapshotAction<Name>;

const notKept: SnapshotAction<OperationName> = async ({ operation, input, store }) => {
  throw missing(operation, input, store.snapshot);
};

/** Operations in snapshots, and two with special handling. */
type ActionName = KeptName | "CancelMaintenanceWindowExecution" | "DescribeAutomationExecutions";

const actions: { readonly [Name in ActionName]: SnapshotAction<Name> } = {
  CancelMaintenanceWindowExecution: rejectCancel,
  DescribeAutomationExecutions: listAutomations,
  DescribeAutomationStepExecutions: page(listSteps),
  DescribeInstancePatches: page(listPatches),
  DescribeInstancePatchStates: page(listPatchStates),
  DescribeMaintenanceWindowExecutionTaskInvocations: listOf(
    "DescribeMaintenanceWindowExecutionTaskInvocations",
  ),
  DescribeMaintenanceWindowExecutionTasks: listOf("DescribeMaintenanceWindowExecutionTasks"),
  DescribeMaintenanceWindowExecutions: listOf("DescribeMaintenanceWindowExecutions"),
  DescribeMaintenanceWindowTargets: targets,
  DescribeMaintenanceWindowTasks: listOf("DescribeMaintenanceWindowTasks"),
  DescribeMaintenanceWindows: listOf("DescribeMaintenanceWindows"),
  GetAutomationExecution: response,
  GetCommandInvocation: output,
  GetInventory: page(listInventory),
  GetMaintenanceWindow: response,
  GetMaintenanceWindowExecution: response,
  GetMaintenanceWindowExecutionTask: response,
  GetMaintenanceWindowExecutionTaskInvocation: invocation,
  ListCommandInvocations: page(listCommands),
};
