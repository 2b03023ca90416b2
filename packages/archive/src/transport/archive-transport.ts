import {
  isPaged,
  itemsOf,
  operations,
  ServiceError,
  TransportError,
  untilAborted,
  type CallOptions,
  type Input,
  type OperationName,
  type Signal,
  type Transport,
  type UnreadLocation,
} from "@windowpane/core";
import { isArchiveError } from "../error/archive-error.ts";
import { uncollectedLocations, uncollectedWindow } from "../collect/unread.ts";
import type { Archive } from "../open/open-archive.ts";
import { listCommands } from "./commands.ts";
import { listExecutions, listWindows, originOf, withoutNextExecution } from "./lists.ts";
import { isMissing, notInArchive } from "./not-in-archive.ts";
import { patchStates } from "./patches.ts";
import type { ArchiveScope } from "./scope.ts";
import { storedRuns, type StoredDocument, type StoredRuns } from "./stored-runs.ts";

/** Options of `archiveTransport`. */
export interface ArchiveTransportOptions extends ArchiveScope {
  /** Maximum size of the parts of documents in memory, in bytes. Default: 64 MiB. One list can be larger and is kept alone. */
  readonly memory?: number | undefined;
}

/**
 * Creates a transport that responds from an archive: lists of windows and executions from its rows, everything below an
 * execution from the run's document, of which it reads only the parts that it needs. Items and responses carry `Account` and
 * `Region` (`itemOrigin` of the core). A request whose response is not in the archive is rejected; it never returns an empty
 * list. The lists of windows and executions end with an UnreadLocationsError if an account and region could not be collected.
 *
 * @example
 * const client = createClient(archiveTransport(await openArchive({ sql, now: () => new Date() })));
 */
export const archiveTransport = (archive: Archive, options: ArchiveTransportOptions = {}): Transport => {
  const context: ArchiveContext = {
    ...createContext(archive, options),
    unread: (WindowId, until) =>
      WindowId === undefined
        ? uncollectedLocations(archive, options)
        : uncollectedWindow(archive, WindowId, until),
  };
  return {
    name: "archive",
    async send(operation, input, callOptions) {
      const { signal } = callOptions;
      throwIfAborted(signal);
      const response = await untilAborted(respond(context, operation, input, callOptions), signal);
      throwIfAborted(signal);
      return response;
    },
  };
};

/** Throws the signal's reason, unchanged. */
const throwIfAborted = (signal: Signal | undefined): void => {
  if (signal?.aborted === true) throw signal.reason as Error;
};

/** What the responses of an archive need. */
export interface ArchiveContext {
  readonly archive: Archive;
  readonly scope: ArchiveScope;
  readonly runs: StoredRuns;
  /**
   * Returns the locations that a list of windows lacks, or that the list of a window's executions lacks, for a period that ends at
   * `until`. Default: none, because an account continues the list.
   */
  readonly unread?: ((WindowId?: string, until?: number) => Promise<readonly UnreadLocation[]>) | undefined;
}

/** Creates the context of a transport. */
export const createContext = (
  archive: Archive,
  { memory = 64 * 1024 * 1024, accounts, regions }: ArchiveTransportOptions,
): ArchiveContext => {
  const scope = { accounts, regions };
  return { archive, scope, runs: storedRuns(archive, scope, memory) };
};

/**
 * Responds to a request from an archive.
 *
 * @throws TransportError if what the archive has is damaged, because other requests can succeed.
 */
export const respond = async <Name extends OperationName>(
  context: ArchiveContext,
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
): Promise<object> => {
  try {
    return await respondFromRuns(context, operation, input, options);
  } catch (error) {
    if (!isArchiveError(error) || error.reason !== "damaged") throw error;
    throw new TransportError(operation, error.message, {
      meaning: "damaged",
      retryable: false,
      cause: error,
    });
  }
};

const respondFromRuns = async <Name extends OperationName>(
  context: ArchiveContext,
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
): Promise<object> => {
  const { archive, scope, runs } = context;
  // The name of an operation decides the type of its input, which the compiler cannot follow here.
  const request = { operation, input } as SentRequest;
  switch (request.operation) {
    case "DescribeMaintenanceWindows":
      return listWindows(context, request.input);
    case "DescribeMaintenanceWindowExecutions":
      return listExecutions(context, request.input);
    case "ListCommandInvocations":
      return request.input.CommandId === undefined
        ? listCommands(archive, runs, scope, request.input)
        : sendStarted(context, operation, input, options);
    case "GetCommandInvocation":
    case "GetAutomationExecution":
    case "DescribeAutomationStepExecutions":
    case "DescribeAutomationExecutions":
      return sendStarted(context, operation, input, options);
    case "GetInventory":
    case "DescribeInstancePatchStates":
    case "DescribeInstancePatches":
      return patchStates(archive, runs, request.operation, request.input, options);
    case "CancelMaintenanceWindowExecution":
      return rejectCancel(context, request.input);
    default:
      return sendToRun(context, operation, input, options);
  }
};

type SentRequest = {
  [Name in OperationName]: { readonly operation: Name; readonly input: Input<Name> };
}[OperationName];

/** The command or automation that a request names; the first one if it names several, which are of one run. */
export const startedIn = (input: object): string | undefined => {
  const id: unknown = Reflect.get(input, "CommandId") ?? Reflect.get(input, "AutomationExecutionId");
  if (typeof id === "string") return id;
  const { Filters = [] } = input as Input<"DescribeAutomationExecutions">;
  return Filters.find(({ Key }) => Key === "ExecutionId" || Key === "ParentExecutionId")?.Values[0];
};

/** Sends a request that names an execution or a window to its run. */
const sendToRun = async <Name extends OperationName>(
  { archive, runs }: ArchiveContext,
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
): Promise<object> => {
  const execution: unknown = Reflect.get(input, "WindowExecutionId");
  const window: unknown = Reflect.get(input, "WindowId");
  const find = (): Promise<StoredDocument | undefined> =>
    typeof execution === "string"
      ? runs.ofExecution(execution)
      : typeof window === "string"
        ? runs.ofWindow(window)
        : Promise.resolve(undefined);
  const run = operations[operation].inSnapshot ? await find() : undefined;
  if (run === undefined) throw await notInArchive(archive, operation, input);
  const response = withOrigin(operation, await runs.send(run, operation, input, options), run);
  return operation === "GetMaintenanceWindow" ? withoutNextExecution(response) : response;
};

/** Sends a request that names commands or automations to the run that started them. */
const sendStarted = async <Name extends OperationName>(
  { archive, runs }: ArchiveContext,
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
): Promise<object> => {
  const id = startedIn(input);
  if (id !== undefined) {
    for await (const run of runs.ofStarted(id)) {
      try {
        return withOrigin(operation, await runs.send(run, operation, input, options), run);
      } catch (error) {
        // Another ID with the same hash.
        if (!isMissing(error)) throw error;
      }
    }
  }
  throw await notInArchive(archive, operation, input);
};

const rejectCancel = async (
  { archive, runs }: ArchiveContext,
  input: Input<"CancelMaintenanceWindowExecution">,
): Promise<never> => {
  const operation = "CancelMaintenanceWindowExecution";
  if ((await runs.ofExecution(input.WindowExecutionId)) === undefined)
    throw await notInArchive(archive, operation, input);
  throw new ServiceError(operation, {
    code: "UnsupportedOperationException",
    message: "An archive is read-only, so its executions cannot be cancelled. Connect to the account.",
    status: 400,
  });
};

/** Adds the account and region of a run to a response, or to the items of a list. */
const withOrigin = (operation: OperationName, response: object, run: StoredDocument): object => {
  const origin = originOf(run.Account, run.Region);
  if (!isPaged(operation)) return { ...response, ...origin };
  const items: readonly object[] = itemsOf(operation, response);
  return { ...response, [operations[operation].items]: items.map((item) => ({ ...item, ...origin })) };
};
