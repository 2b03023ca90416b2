/** From what users type for an execution to its ID and, if the text names one, the item in it. */
import {
  errorMeaning,
  isWindowpaneError,
  type Output,
  type ServiceError,
  type UnreadLocationsError,
} from "@windowpane/core";
import {
  callsToFind,
  cleanId,
  idKind,
  locate,
  NotLocatedError,
  placeholder,
  type LocatedIds,
} from "@windowpane/explorer";
import { latestExecution } from "@windowpane/report";
import { isSourceError } from "@windowpane/sources";
import { safeLine } from "@windowpane/text";
import { NowhereError } from "../../host/nowhere-error.ts";
import { UsageError } from "../../host/usage-error.ts";
import type { Context } from "../context/context.ts";
import { shortTime } from "../context/times.ts";
import { ownCommandLine } from "../context/own-command.ts";
import { showCalls } from "../output/command-lines.ts";
import { findItem, idOf, inRegionOf } from "./find-item.ts";
import { requireWindow, type NamedWindow } from "./window.ts";

/** An execution, and the item in it that the text names. */
export interface FoundExecution {
  readonly ids: LocatedIds & { readonly WindowExecutionId: string };
  /** A context for the region that the text names. */
  readonly context: Context;
  /** The execution, if finding it has read it. */
  readonly execution?: Output<"GetMaintenanceWindowExecution"> | undefined;
}

/** Options of finding an execution. */
export interface FindExecutionOptions {
  /** Whether to check that a UUID is that of an execution, which takes a request. Default: true. */
  readonly check?: boolean | undefined;
}

/**
 * Finds the execution that a text names: its ID, the ID of a task, invocation, command or automation in it, an ARN, a URL or an
 * event, or the ID or name of a window, which means its newest execution. If the text is not the execution's own ID, a note tells
 * what was found. With --show-cli, sends no request: prints the calls that give the IDs, and returns their placeholders.
 *
 * @throws UsageError when the text names no execution; NowhereError or NotLocatedError when it was not found.
 */
export const findExecution = async (
  context: Context,
  text: string,
  { check = true }: FindExecutionOptions = {},
): Promise<FoundExecution> => {
  if (context.settings.showCli) return showWay(context, text);
  const id = cleanId(text);
  const isUuid = idKind(id) === "uuid";
  const { execution, refusal } = isUuid && check ? await askFor(context, id) : {};
  if (isUuid && refusal === undefined) return { ids: { WindowExecutionId: id }, context, execution };
  const isExecution = isUuid ? false : undefined;
  const item = await findItem(context, text, { machines: false, isExecution }).catch((error: unknown) => {
    // A source that is not AWS has its own advice.
    throw error instanceof NotLocatedError && isSourceError(refusal?.cause) ? refusal : error;
  });
  const { located, context: there, Name } = item;
  const { WindowExecutionId, WindowId, InstanceId } = located.ids;
  if (WindowExecutionId !== undefined) {
    const ids = { ...located.ids, WindowExecutionId };
    if (text.trim() !== WindowExecutionId) await noteItem(there, ids);
    return { ids, context: there };
  }
  if (WindowId !== undefined)
    return { ids: await newestExecution(there, { WindowId, Name }), context: there };
  throw located.kind === "screen" ? screenError(text) : machineError(there, InstanceId ?? id);
};

/** The error for a link to the windows or failures of the account. */
const screenError = (link: string): UsageError =>
  new UsageError(
    `EXECUTION must be an execution or a window; the link "${link.trim()}" contains neither.`,
    "Give the ID of one, or run `windowpane open` with the link.",
  );

const machineError = ({ settings }: Context, InstanceId: string): UsageError =>
  new UsageError(
    `EXECUTION must be an execution or a window; "${InstanceId}" is a machine.`,
    `Run \`${ownCommandLine(settings, "history", InstanceId)}\` for what ran on the machine.`,
  );

/** Prints the calls that lead from a text to an execution. */
const showWay = async (context: Context, text: string): Promise<FoundExecution> => {
  const located = locate(text);
  const there = located === undefined ? context : inRegionOf(context, located);
  // A UUID alone is most likely that of an execution.
  const { WindowExecutionId = located?.uuid, ...ids } = located?.ids ?? {};
  if (WindowExecutionId !== undefined) return { ids: { ...ids, WindowExecutionId }, context: there };
  const found = { ids: { ...ids, WindowExecutionId: placeholder("WindowExecutionId") }, context: there };
  if (located === undefined) {
    await showCalls(there, [...callsToFind.windowNamed(text.trim()), ...callsToFind.newestExecution({})]);
    return { ...found, ids: { ...found.ids, WindowId: placeholder("WindowId") } };
  } else if (ids.WindowId !== undefined) {
    await showCalls(there, callsToFind.newestExecution(ids));
  } else if (located.kind === "machine") {
    throw machineError(there, ids.InstanceId ?? "");
  } else if (located.kind === "screen") {
    throw screenError(text);
  } else {
    const command = ownCommandLine(there.settings, "open", idOf(located));
    await showCalls(there, [`# no single call gives the WindowExecutionId; \`${command}\` searches for it`]);
  }
  return found;
};

/** The execution with an ID, or why the ID is not an execution's. If reading it is denied, the command's own requests decide. */
const askFor = async (
  { client, host }: Context,
  WindowExecutionId: string,
): Promise<
  Pick<FoundExecution, "execution"> & { readonly refusal?: ServiceError | UnreadLocationsError }
> => {
  try {
    const input = { WindowExecutionId };
    const execution = await (
      await client()
    ).call("GetMaintenanceWindowExecution", input, { signal: host.interrupt });
    return { execution };
  } catch (error) {
    if (isUnknownId(error)) return { refusal: error };
    if (!isWindowpaneError(error) || error.kind !== "service") throw error;
    if (errorMeaning(error) === "denied") return {};
    throw error;
  }
};

/**
 * Runs a list over an execution or a part of it. A UUID is first taken for an execution's, which needs no check; only if the
 * service does not know it is it looked up, and the list is run over what was found.
 *
 * @param find - finds what the arguments name, such as `findTask`.
 * @throws what `find` and `use` throw.
 */
export const withFound = async <Found extends FoundExecution>(
  context: Context,
  find: (context: Context, args: readonly string[], options?: FindExecutionOptions) => Promise<Found>,
  use: (found: Found) => Promise<void>,
): Promise<void> => {
  const { args } = context;
  const [text = ""] = args;
  if (idKind(cleanId(text)) !== "uuid") return use(await find(context, args));
  let assumed: Found | undefined;
  try {
    assumed = await find(context, args, { check: false });
    await use(assumed);
  } catch (error) {
    if (!isUnknownId(error)) throw error;
    const found = await find(context, args);
    // The execution exists, so something else is wrong.
    if (found.ids.WindowExecutionId === assumed?.ids.WindowExecutionId) throw error;
    await use(found);
  }
  return undefined;
};

/** Whether no account that could be read knows the ID. It can be that of another kind of item in one of them. */
const isUnknownId = (error: unknown): error is ServiceError | UnreadLocationsError =>
  isWindowpaneError(error) &&
  (error.kind === "unread-locations"
    ? error.sought !== undefined
    : error.kind === "service" && unknownIds.has(errorMeaning(error)));

const unknownIds: ReadonlySet<string> = new Set(["not-found", "invalid-input"]);

/** Checks that an execution exists whose list of tasks is empty. @throws the error of the request when it does not. */
export const requireExecution = async (context: Context, WindowExecutionId: string): Promise<void> => {
  const { refusal } = await askFor(context, WindowExecutionId);
  if (refusal !== undefined) throw refusal;
};

const noteItem = async ({ console }: Context, ids: FoundExecution["ids"]): Promise<void> => {
  const { WindowExecutionId, TaskExecutionId, InvocationId } = ids;
  const parts = [
    `execution ${WindowExecutionId}`,
    ...(TaskExecutionId === undefined ? [] : [`task ${TaskExecutionId}`]),
    ...(InvocationId === undefined ? [] : [`invocation ${InvocationId}`]),
  ];
  await console.note(`Using ${parts.join(", ")}.`);
};

const newestExecution = async (
  context: Context,
  { WindowId, Name }: NamedWindow,
): Promise<FoundExecution["ids"]> => {
  const { host, console, settings } = context;
  const newest = await latestExecution(await context.client(), WindowId, {
    now: host.now(),
    signal: host.interrupt,
  });
  if (newest === undefined) {
    await requireWindow(context, WindowId);
    throw new NowhereError(
      `Window ${WindowId} has no executions in AWS's history, which is kept for about 30 days.`,
      `Run \`${ownCommandLine(settings, "executions")}\` for the executions of all windows.`,
    );
  }
  const { WindowExecutionId, StartTime } = newest;
  const window = Name === undefined ? WindowId : `${safeLine(Name)} (${WindowId})`;
  const started =
    StartTime === undefined ? "" : `, started ${shortTime(StartTime, host.utcOffset(StartTime))}`;
  await console.note(`Using execution ${WindowExecutionId}${started}, the newest of window ${window}.`);
  return { WindowId, WindowExecutionId };
};
