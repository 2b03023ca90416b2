/** How a snapshot responds to each operation that it keeps, complete by type. */
import {
  ServiceError,
  type Input,
  type KeptName,
  type OperationName,
  type PagedName,
} from "@windowpane/core";
import { isObject } from "../file/read-content.ts";
import { missing } from "./missing.ts";
import { pageOf } from "./page.ts";
import { listInventory, listPatches, listPatchStates } from "./patches.ts";
import { gapError, listIn, type HeldList, type Store } from "./store.ts";
import type { Tokens } from "./tokens.ts";

/** A request, and what it can be answered from. */
export interface Asked<Name extends OperationName> {
  readonly operation: Name;
  readonly input: Input<Name>;
  readonly store: Store;
  readonly tokens: Tokens;
}

/** @throws ServiceError when it is not held. */
export type Action<Name extends OperationName> = (asked: Asked<Name>) => Promise<object>;

const answer: Action<OperationName> = async ({ operation, input, store }) => ({
  ...store.answer(operation, input),
});

const page =
  <Name extends PagedName>(list: (store: Store, input: Input<Name>) => HeldList): Action<Name> =>
  (asked) =>
    pageOf(list(asked.store, asked.input), asked);

const listOf = <Name extends PagedName>(operation: Name): Action<Name> =>
  page((store, input) => store.list(operation, input));

/** The invocation as its list gives it, which is the same. */
const invocation: Action<"GetMaintenanceWindowExecutionTaskInvocation"> = async ({
  operation,
  input,
  store,
}) => {
  const list = "DescribeMaintenanceWindowExecutionTaskInvocations";
  if (!store.has(list, input)) throw missing(operation, input, store.snapshot);
  const { items, gap } = store.list(list, input);
  const found = items.find((item) => Reflect.get(item, "InvocationId") === input.InvocationId);
  if (found !== undefined) return { ...found };
  throw gap === undefined ? missing(operation, input, store.snapshot) : gapError(operation, gap);
};

const refuseChange: Action<"CancelMaintenanceWindowExecution"> = async ({ operation, input, store }) => {
  if (!store.has("GetMaintenanceWindowExecution", input)) throw missing(operation, input, store.snapshot);
  throw new ServiceError(operation, {
    code: "UnsupportedOperationException",
    message: "A snapshot shows what was; nothing in it can be cancelled. Ask the account itself.",
    status: 400,
  });
};

const targets: Action<"DescribeMaintenanceWindowTargets"> = (asked) => {
  const isSensitive = asked.input.Filters?.some(({ Key }) => Key === "OwnerInformation") === true;
  if (!isSensitive || asked.store.snapshot.includesSensitive)
    return listOf("DescribeMaintenanceWindowTargets")(asked);
  throw new ServiceError(asked.operation, {
    code: "ValidationException",
    message: "The snapshot leaves OwnerInformation out, so its targets cannot be filtered by it.",
    status: 400,
  });
};

/** Where one step printed something, its name may be left out, as with the service. */
const output: Action<"GetCommandInvocation"> = async ({ operation, input, store }) => {
  const { CommandId, InstanceId, PluginName } = input;
  if (PluginName !== undefined || store.has(operation, input)) return { ...store.answer(operation, input) };
  const steps = store
    .all(operation)
    .filter(({ input: ids }) => ids["CommandId"] === CommandId && ids["InstanceId"] === InstanceId);
  const [only, second] = steps;
  if (only === undefined) throw missing(operation, input, store.snapshot);
  if (second === undefined) return { ...store.answer(operation, only.input) };
  throw new ServiceError(operation, { code: "InvalidPluginName", status: 400 });
};

/** The steps of an automation: listed on their own only where the automation itself does not hold them all. */
const listSteps = (store: Store, input: Input<"DescribeAutomationStepExecutions">): HeldList => {
  const { AutomationExecutionId, ReverseOrder = false } = input;
  const operation = "DescribeAutomationStepExecutions";
  const ids = { AutomationExecutionId };
  const list = store.has(operation, ids) ? store.list(operation, ids) : heldSteps(store, ids);
  return ReverseOrder ? { ...list, items: list.items.toReversed() } : list;
};

const heldSteps = (store: Store, ids: object): HeldList => {
  const held = store.answer("GetAutomationExecution", ids, "DescribeAutomationStepExecutions");
  const automation: unknown = Reflect.get(held, "AutomationExecution");
  const steps = isObject(automation) ? automation["StepExecutions"] : undefined;
  // What stands there was read as AWS's answer; the core looks at it again when it is asked for.
  return { items: Array.isArray(steps) ? (steps as readonly object[]) : [] };
};

/** The child automations of one with rate control, or automations by their IDs. A snapshot holds no other lists of them. */
const listAutomations: Action<"DescribeAutomationExecutions"> = async (asked) => {
  const { operation, input, store } = asked;
  const valuesOf = (name: string): readonly string[] =>
    input.Filters?.find(({ Key }) => Key === name)?.Values ?? [];
  const ids = valuesOf("ExecutionId");
  if (ids.length > 0) return pageOf({ items: automationsIn(store, ids) }, asked);
  const [AutomationExecutionId, ...others] = valuesOf("ParentExecutionId");
  if (AutomationExecutionId === undefined || others.length > 0)
    throw missing(operation, input, store.snapshot);
  return pageOf(store.list(operation, { AutomationExecutionId }), asked);
};

/** Automations that are held by themselves, with the members that AWS's list has as well. */
const automationsIn = (store: Store, ids: readonly string[]): readonly object[] =>
  store.all("GetAutomationExecution").flatMap(({ input, answer: held = {} }) => {
    const automation: unknown = Reflect.get(held, "AutomationExecution");
    if (!isObject(automation) || !ids.includes(input["AutomationExecutionId"] ?? "")) return [];
    const isElsewhere = automation["TargetLocations"] !== undefined;
    const row = Object.entries(automation).filter(([name]) => !onlyByItself.has(name));
    return [{ ...Object.fromEntries(row), AutomationType: isElsewhere ? "CrossAccount" : "Local" }];
  });

const onlyByItself: ReadonlySet<string> = new Set([
  "Parameters",
  "ProgressCounters",
  "StepExecutions",
  "StepExecutionsTruncated",
  "TargetLocations",
  "TargetsSummary",
  "Variables",
]);

/** The machines of one command or, like a list of windows, of all commands that the snapshot holds. */
const listCommands = (store: Store, input: Input<"ListCommandInvocations">): HeldList => {
  const { CommandId, InstanceId, Details = false } = input;
  const operation = "ListCommandInvocations";
  const lists =
    CommandId === undefined ? store.all(operation).map(listIn) : [store.list(operation, { CommandId })];
  const items = lists
    .flatMap((list) => list.items)
    .filter((item) => InstanceId === undefined || Reflect.get(item, "InstanceId") === InstanceId);
  return {
    items: Details ? items : items.map((item) => ({ ...item, CommandPlugins: [] })),
    gap: lists.find(({ gap }) => gap !== undefined)?.gap,
  };
};

/** The action of an operation. What a snapshot does not keep is refused, never an empty list. */
export const actionOf = <Name extends OperationName>(operation: Name): Action<Name> =>
  // The table pairs names and actions.
  ((actions as Partial<Record<OperationName, unknown>>)[operation] ?? notKept) as Action<Name>;

const notKept: Action<OperationName> = async ({ operation, input, store }) => {
  throw missing(operation, input, store.snapshot);
};

/** Those that are kept, and two that need more than to be looked up. */
type ActionName = KeptName | "CancelMaintenanceWindowExecution" | "DescribeAutomationExecutions";

const actions: { readonly [Name in ActionName]: Action<Name> } = {
  CancelMaintenanceWindowExecution: refuseChange,
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
  GetAutomationExecution: answer,
  GetCommandInvocation: output,
  GetInventory: page(listInventory),
  GetMaintenanceWindow: answer,
  GetMaintenanceWindowExecution: answer,
  GetMaintenanceWindowExecutionTask: answer,
  GetMaintenanceWindowExecutionTaskInvocation: invocation,
  ListCommandInvocations: page(listCommands),
};
