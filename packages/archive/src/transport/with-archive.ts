import {
  errorMeaning,
  isWindowpaneError,
  itemsOf,
  untilAborted,
  type CallOptions,
  type Input,
  type OperationName,
  type Transport,
} from "@windowpane/core";
import { isArchiveError } from "../error/archive-error.ts";
import type { Archive } from "../open/open-archive.ts";
import {
  createContext,
  respond,
  startedIn,
  type ArchiveContext,
  type ArchiveTransportOptions,
} from "./archive-transport.ts";
import { createMergedLists, type MergedLists } from "./merged-lists.ts";
import { isDamaged, isMissing } from "./not-in-archive.ts";
import type { StoredDocument } from "./stored-runs.ts";

/**
 * Creates a transport over an account and its archive. Runs that are stored without gaps come from the archive, everything else
 * from the account. Lists have the account's items and then those that only the archive has, so they reach past the 30 days that
 * AWS keeps. If the account's list fails, the archive's items follow, and the list then ends with the account's error.
 *
 * @param live - must already retry: an error that it rejects with is final.
 * @example
 * const client = createClient(withArchive(withRetry(awsTransport(ssm), retry), archive));
 */
export const withArchive = (
  live: Transport,
  archive: Archive,
  options: ArchiveTransportOptions = {},
): Transport => {
  const context = createContext(archive, options);
  const lists = createMergedLists(live, context);
  const state: BothState = { live, context, lists, lastIsStored: false };
  return {
    name: live.name,
    send: (operation, input, callOptions) =>
      untilAborted(sendToBoth(state, operation, input, callOptions), callOptions.signal),
  };
};

interface BothState {
  readonly live: Transport;
  readonly context: ArchiveContext;
  readonly lists: MergedLists;
  /** Whether the last execution that was read came from the archive: the patch states that follow belong to it. */
  lastIsStored: boolean;
}

const sendToBoth = async <Name extends OperationName>(
  state: BothState,
  operation: Name,
  input: Input<Name>,
  options: CallOptions,
): Promise<unknown> => {
  const { live, context, lists } = state;
  const { signal } = options;
  if (signal?.aborted === true) throw signal.reason as Error;
  const ofArchive = (): Promise<object> => respond(context, operation, input, options);
  const ofLive = (): Promise<unknown> => live.send(operation, input, options);
  // The name of an operation decides the type of its input, which the compiler cannot follow here.
  if (lists.has(operation, input)) return lists.page(operation, input as Input<typeof operation>, options);
  switch (operation) {
    case "CancelMaintenanceWindowExecution":
      return ofLive();
    case "ListCommandInvocations":
    case "GetCommandInvocation":
    case "GetAutomationExecution":
    case "DescribeAutomationStepExecutions":
    case "DescribeAutomationExecutions": {
      const id = startedIn(input);
      if (id !== undefined && context.runs.recentlyStarted(id) !== undefined)
        return unlessMissing(ofArchive, ofLive);
      return unlessForgotten(ofLive, ofArchive, operation);
    }
    case "GetInventory":
    case "DescribeInstancePatchStates":
    case "DescribeInstancePatches":
      return state.lastIsStored ? unlessMissing(ofArchive, ofLive) : ofLive();
    default:
      break;
  }
  const execution: unknown = Reflect.get(input, "WindowExecutionId");
  // A window's name, schedule, targets and tasks: the archive has those of windows that were deleted.
  if (typeof execution !== "string") return unlessForgotten(ofLive, ofArchive, operation);
  const run = await context.runs.ofExecution(execution).catch(damagedRun);
  state.lastIsStored = run?.whole === true;
  if (run === undefined) return ofLive();
  return run.whole ? unlessDamaged(ofArchive, ofLive) : unlessForgotten(ofLive, ofArchive, operation);
};

/** What is known of a run whose index is damaged. */
const damagedRun = (error: unknown): Pick<StoredDocument, "whole"> => {
  if (isArchiveError(error) && error.reason === "damaged") return { whole: true };
  throw error;
};

/** Responds from the archive, or from the account if what the archive has is damaged and the account still has it. */
const unlessDamaged = async <Value>(
  ofArchive: () => Promise<Value>,
  ofLive: () => Promise<Value>,
): Promise<Value> => {
  try {
    return await ofArchive();
  } catch (error) {
    if (!isDamaged(error)) throw error;
    return ofLive().catch(() => {
      throw error;
    });
  }
};

/** Responds with the first that has the response; the archive's rejection of a request that it cannot respond to is not final. */
const unlessMissing = async <Value>(
  ofArchive: () => Promise<Value>,
  ofLive: () => Promise<Value>,
): Promise<Value> => {
  try {
    return await unlessDamaged(ofArchive, ofLive);
  } catch (error) {
    if (!isMissing(error)) throw error;
    return ofLive();
  }
};

/**
 * Responds from the account, or from the archive if the account does not have it any more. Other errors are the response: the
 * archive may have an older state.
 */
const unlessForgotten = async (
  ofLive: () => Promise<unknown>,
  ofArchive: () => Promise<unknown>,
  operation: OperationName,
): Promise<unknown> => {
  const response = ofLive();
  try {
    const found = await response;
    // AWS returns an empty list for a command that it does not have.
    if (operation !== "ListCommandInvocations" || !isEmptyList(found)) return found;
  } catch (error) {
    if (!isWindowpaneError(error) || errorMeaning(error) !== "not-found") throw error;
  }
  return unlessMissing(ofArchive, () => response);
};

const isEmptyList = (response: unknown): boolean =>
  typeof response === "object" &&
  response !== null &&
  itemsOf("ListCommandInvocations", response).length === 0 &&
  Reflect.get(response, "NextToken") === undefined;
