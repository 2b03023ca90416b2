/** Answers requests about an execution from what was read before, so that nothing is read twice and nothing that was read is lost. */
import {
  createClient,
  createFinalJudge,
  isPaged,
  operations,
  PATCH_SUMMARY,
  type Input,
  type Item,
  type OperationName,
  type Output,
  type Transport,
} from "@windowpane/core";
import { snapshotTransport, type Snapshot, type SnapshotEntry } from "@windowpane/transport-snapshot";
import type { ListedWindow } from "./expected-starts.ts";

/** What is known about an execution before it is read. */
export interface KeptResponses {
  readonly WindowId: string;
  /** Its window as it was listed last. Undefined if it was never listed. */
  readonly window: ListedWindow | undefined;
  /** Start in milliseconds since 1970. Default: not known. */
  readonly startedAt?: number | undefined;
  /** Responses about windows, shared by all executions of a step. */
  readonly registrations: Map<string, Promise<unknown>>;
  /** An earlier snapshot of the execution. Default: none. */
  readonly earlier?: Snapshot | undefined;
  /**
   * Whether `earlier` is a part of the same reading, which was interrupted: its patch states are used as they are. Otherwise a
   * patch state is used if it was reported after the execution began, because a later one is of another operation.
   */
  readonly isDraft?: boolean | undefined;
}

/**
 * Returns a transport that answers from what is kept and sends everything else to `live`. Of an earlier snapshot it uses what
 * can no longer change.
 */
export const withKeptResponses = (live: Transport, kept: KeptResponses): Transport => {
  const { WindowId, window, startedAt = -Infinity, registrations, earlier, isDraft = false } = kept;
  const judge = createFinalJudge();
  const sendEarlier = earlier === undefined ? undefined : snapshotTransport(earlier);
  /** Tokens of lists that are read from the earlier snapshot. */
  const tokens = new Set<unknown>();
  const patches =
    earlier === undefined ? undefined : keptPatchStates(earlier, isDraft ? -Infinity : startedAt);
  /** The item of the execution in its window's list, from the execution itself, which is read first. */
  let listed: Item<"DescribeMaintenanceWindowExecutions"> | undefined;

  const send: Transport["send"] = async (operation, input, options) => {
    const response = await respond(operation, input, options);
    if (operation === "GetMaintenanceWindowExecution") listed = { WindowId, ...listItemOf(response) };
    return response;
  };

  const respond: Transport["send"] = async (operation, input, options) => {
    // What was registered when the execution was read first is closer to what ran.
    if (sendEarlier !== undefined && ofWindow.has(operation)) {
      const before = earlier?.responses.find(operation, input);
      if (before !== undefined && before.gap === undefined)
        return sendEarlier.send(operation, input, options);
    }
    if (operation === "DescribeMaintenanceWindows")
      return { WindowIdentities: window === undefined ? [] : [window] };
    if (operation === "DescribeMaintenanceWindowExecutions")
      return { WindowExecutions: listed === undefined ? [] : [listed] };
    if (ofWindow.has(operation)) return sendOnce(operation, input, options);
    if (sendEarlier !== undefined && patches !== undefined && isPatchOperation(operation))
      return patches.send(sendEarlier, live, [operation, input, options]);

    const judgeResponse = judge.request(operation, input);
    const token: unknown = Reflect.get(input, "NextToken");
    const entry = earlier?.responses.find(operation, input);
    if (sendEarlier !== undefined && entry !== undefined && entry.gap === undefined) {
      const isKept =
        token === undefined ? judgeResponse(contentOf(operation, entry)).isFinal : tokens.has(token);
      if (isKept) {
        const response = await sendEarlier.send(operation, input, options);
        const next: unknown = Reflect.get(Object(response), "NextToken");
        if (next !== undefined) tokens.add(next);
        return response;
      }
    }
    const response = await live.send(operation, input, options);
    judgeResponse(response);
    return response;
  };

  const sendOnce: Transport["send"] = async (operation, input, options) => {
    const key = JSON.stringify([operation, input]);
    const known = registrations.get(key);
    // Another execution's request may have failed at the limit of the step, which this one must notice itself.
    if (known !== undefined) return known.catch(() => live.send(operation, input, options));
    const response = live.send(operation, input, options);
    registrations.set(key, response);
    // Another execution of the window may succeed later.
    response.catch(() => registrations.delete(key));
    return response;
  };
  return { name: live.name, send };
};

const ofWindow: ReadonlySet<OperationName> = new Set([
  "DescribeMaintenanceWindows",
  "GetMaintenanceWindow",
  "DescribeMaintenanceWindowTargets",
  "DescribeMaintenanceWindowTasks",
]);

/** The members of an execution that AWS lists. */
const listItemOf = (response: unknown): Item<"DescribeMaintenanceWindowExecutions"> => {
  const { WindowExecutionId, Status, StatusDetails, StartTime, EndTime } = Object(
    response,
  ) as Output<"GetMaintenanceWindowExecution">; // The client checks the response.
  const item = { WindowExecutionId, Status, StatusDetails, StartTime, EndTime };
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
};

/** The whole content of an entry in the form of a response, for the judge. */
const contentOf = (operation: OperationName, entry: SnapshotEntry): object =>
  isPaged(operation) ? { [operations[operation].items]: [...entry.items()] } : (entry.response() ?? {});

type PatchOperation = "GetInventory" | "DescribeInstancePatchStates" | "DescribeInstancePatches";
type SendArguments = Parameters<Transport["send"]>;

const isPatchOperation = (operation: OperationName): operation is PatchOperation =>
  operation === "GetInventory" ||
  operation === "DescribeInstancePatchStates" ||
  operation === "DescribeInstancePatches";

/** Patch states of an earlier snapshot that are better than those that AWS returns now. */
const keptPatchStates = (earlier: Snapshot, since: number) => {
  const client = createClient(snapshotTransport(earlier));
  /** Machines with such a state, by the operation that returned it. */
  const kept: Record<PatchOperation, Set<string>> = {
    GetInventory: new Set(),
    DescribeInstancePatchStates: new Set(),
    DescribeInstancePatches: new Set(),
  };
  for (const entry of earlier.responses.of("GetInventory")) {
    for (const item of entry.items() as Iterable<Item<"GetInventory">>) {
      const [content] = item.Data?.[PATCH_SUMMARY]?.Content ?? [];
      if (item.Id !== undefined && isSince(content?.["OperationEndTime"], since))
        kept.GetInventory.add(item.Id);
    }
  }
  for (const entry of earlier.responses.of("DescribeInstancePatchStates")) {
    for (const item of entry.items() as Iterable<Item<"DescribeInstancePatchStates">>) {
      if (item.InstanceId !== undefined && isSince(item.OperationEndTime, since))
        kept.DescribeInstancePatchStates.add(item.InstanceId);
    }
  }
  for (const { input, gap } of earlier.responses.of("DescribeInstancePatches")) {
    const id = input["InstanceId"] ?? "";
    const hasState = kept.GetInventory.has(id) || kept.DescribeInstancePatchStates.has(id);
    if (gap === undefined && hasState) kept.DescribeInstancePatches.add(id);
  }

  /** Reads the kept states of some machines, and requests those of the others. */
  const split = async <Name extends "GetInventory" | "DescribeInstancePatchStates">(
    operation: Name,
    input: Input<Name>,
    ids: readonly string[],
    requestOf: (ids: readonly string[]) => Input<Name>,
    sendLive: (input: Input<Name>) => Promise<unknown>,
  ): Promise<unknown> => {
    const others = ids.filter((id) => !kept[operation].has(id));
    const token: unknown = Reflect.get(input, "NextToken");
    const own: object[] = [];
    if (token === undefined && others.length < ids.length) {
      const request = requestOf(ids.filter((id) => kept[operation].has(id)));
      for await (const item of client.items(operation, request)) own.push(item);
    }
    const member = operations[operation].items;
    if (others.length === 0) return { [member]: own };
    const response = Object(await sendLive(requestOf(others))) as object;
    const items: unknown = Reflect.get(response, member);
    return {
      ...response,
      [member]: [...own, ...(Array.isArray(items) ? (items as readonly unknown[]) : [])],
    };
  };

  return {
    send: async (
      stored: Transport,
      live: Transport,
      [operation, input, options]: SendArguments,
    ): Promise<unknown> => {
      if (operation === "GetInventory") {
        const request = input as Input<"GetInventory">; // As the operation's name tells.
        const [filter] = request.Filters ?? [];
        return split(
          operation,
          request,
          filter?.Values ?? [],
          (Values) => ({ ...request, Filters: [{ ...filter, Key: filter?.Key ?? "", Values: [...Values] }] }),
          (some) => live.send(operation, some, options),
        );
      }
      if (operation === "DescribeInstancePatchStates") {
        const request = input as Input<"DescribeInstancePatchStates">; // As the operation's name tells.
        return split(
          operation,
          request,
          request.InstanceIds,
          (ids) => ({ ...request, InstanceIds: [...ids] }),
          (some) => live.send(operation, some, options),
        );
      }
      const id = String(Reflect.get(input, "InstanceId") ?? "");
      const from = kept.DescribeInstancePatches.has(id) ? stored : live;
      return from.send(operation, input, options);
    },
  };
};

/** Whether an operation ended at a time or later. Its end is a Date, a text or, in JSON, a text. */
const isSince = (end: unknown, since: number): boolean => {
  if (since === -Infinity) return true;
  return (end instanceof Date || typeof end === "string") && new Date(end).getTime() >= since;
};
