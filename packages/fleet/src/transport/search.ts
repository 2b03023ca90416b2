import {
  boundedMap,
  errorMeaning,
  isWindowpaneError,
  onAbort,
  untilAborted,
  UnreadLocationsError,
  type OperationName,
  type Signal,
  type UnreadLocation,
} from "@windowpane/core";
import { unreadAt, type FleetMember } from "./member.ts";
import type { Owners } from "./owners.ts";
import type { IdKind, SoughtId } from "./ids.ts";

/** Options of `createSearch`. */
export interface SearchOptions {
  /** All locations of the fleet. */
  readonly members: readonly FleetMember[];
  /** Indexes of the locations to search. */
  readonly among: readonly number[];
  readonly owners: Owners;
  readonly now: () => number;
  readonly concurrency: number;
}

/**
 * Finds the location of an ID: sends a read to the locations, the likely ones first, until one knows it. Requests for the same ID
 * share one search. Returns undefined if all locations were read and none knows it.
 *
 * @throws UnreadLocationsError if none of the locations that could be read knows it; the service's error if the ID is not valid.
 */
export type Search = (
  sought: SoughtId,
  operation: OperationName,
  signal: Signal | undefined,
) => Promise<number | undefined>;

/** Milliseconds for which it is remembered that an ID does not exist: a search sends a request to each location. */
const REMEMBER_MISSING = 10_000;

/** Maximum number of such IDs. */
const MAX_MISSING = 1000;

export const createSearch = ({ members, among, owners, now, concurrency }: SearchOptions): Search => {
  const running = new Map<string, RunningSearch>();
  const missing = boundedMap<string, number>(MAX_MISSING);

  const find = async (
    sought: SoughtId,
    operation: OperationName,
    signal: Signal,
  ): Promise<number | undefined> => {
    const waiting = [...owners.likelyFirst(among)].toReversed();
    const unread: UnreadLocation[] = [];
    let found: number | undefined;
    const work = async (): Promise<void> => {
      for (;;) {
        const index = found === undefined ? waiting.pop() : undefined;
        const member = index === undefined ? undefined : members[index];
        if (index === undefined || member === undefined) return;
        try {
          if (await knows(member, sought, signal)) found = index;
        } catch (error) {
          if (signal.aborted || !isWindowpaneError(error)) throw error;
          if (errorMeaning(error) === "invalid-input") throw error;
          unread.push(unreadAt(member, error));
        }
      }
    };
    await new Promise<void>((resolve, reject) => {
      const workers = Array.from({ length: Math.min(concurrency, among.length) }, async () => {
        await work();
        // The others need not end first.
        if (found !== undefined) resolve();
      });
      Promise.all(workers).then(() => resolve(), reject);
    });
    if (found !== undefined) {
      owners.learn(sought.id, { index: found, mentioned: false });
      return found;
    }
    if (unread.length > 0) throw new UnreadLocationsError(operation, unread, sought.id);
    missing.set(sought.id, now());
    return undefined;
  };

  const start = (key: string, sought: SoughtId, operation: OperationName): RunningSearch => {
    const controller = new AbortController();
    const end = (): void => {
      if (running.get(key) === search) running.delete(key);
      // Ends the requests of locations that have not responded.
      controller.abort();
    };
    const result = find(sought, operation, controller.signal).finally(() => end());
    // All that wait may have been aborted.
    result.catch(() => {});
    const search: RunningSearch = { result, waiting: 0, end };
    running.set(key, search);
    return search;
  };

  return async (sought, operation, signal) => {
    if (signal?.aborted === true) throw signal.reason;
    const missingAt = missing.get(sought.id);
    if (missingAt !== undefined && now() - missingAt < REMEMBER_MISSING) return undefined;
    const key = `${sought.kind} ${sought.id}`;
    const search = running.get(key) ?? start(key, sought, operation);
    search.waiting += 1;
    const leave = (): void => {
      search.waiting -= 1;
      if (search.waiting === 0) search.end();
    };
    const stopListening = signal === undefined ? undefined : onAbort(signal, leave);
    try {
      return await untilAborted(search.result, signal);
    } finally {
      stopListening?.();
    }
  };
};

interface RunningSearch {
  readonly result: Promise<number | undefined>;
  /** Ends the search; a later request for the ID starts another one. */
  readonly end: () => void;
  waiting: number;
}

/** Whether a location knows an ID. Throws errors other than "not found". */
const knows = async (member: FleetMember, { kind, id }: SoughtId, signal: Signal): Promise<boolean> => {
  try {
    const response = await probes[kind](member.transport, id, { signal });
    const list = typeof response === "object" && response !== null ? listIn(response) : undefined;
    return list === undefined || list.length > 0;
  } catch (error) {
    if (isWindowpaneError(error) && errorMeaning(error) === "not-found") return false;
    throw error;
  }
};

const listIn = (response: object): readonly unknown[] | undefined => {
  const list: unknown = Reflect.get(response, "Commands") ?? Reflect.get(response, "InstanceInformationList");
  return Array.isArray(list) ? list : undefined;
};

type Probe = (
  transport: FleetMember["transport"],
  id: string,
  options: { readonly signal: Signal },
) => Promise<unknown>;

/** The request that shows whether a location knows an ID. */
const probes: Readonly<Record<IdKind, Probe>> = {
  window: (transport, WindowId, options) => transport.send("GetMaintenanceWindow", { WindowId }, options),
  execution: (transport, WindowExecutionId, options) =>
    transport.send("GetMaintenanceWindowExecution", { WindowExecutionId }, options),
  automation: (transport, AutomationExecutionId, options) =>
    transport.send("GetAutomationExecution", { AutomationExecutionId }, options),
  command: (transport, CommandId, options) => transport.send("ListCommands", { CommandId }, options),
  machine: (transport, id, options) =>
    transport.send(
      "DescribeInstanceInformation",
      { Filters: [{ Key: "InstanceIds", Values: [id] }] },
      options,
    ),
};
