import { isWindowpaneError, type Client } from "@windowpane/core";
import {
  callsBehind,
  callsToFind,
  cleanId,
  idKind,
  placeholder,
  type Calls,
  type LocatedIds,
} from "@windowpane/explorer";
import {
  findWindow,
  originOfItem,
  reportExecution,
  type ExecutionReport,
  type TimelineWindow,
  type Trends,
} from "@windowpane/report";
import type { Context } from "../context/context.ts";
import type { OptionRow } from "../context/option.ts";
import { originOf, readIdentity } from "../context/origin.ts";
import type { FoundExecution } from "./find-execution.ts";
import { resolveWindow, type NamedWindow } from "./window.ts";

/** An execution to read: its IDs, and its status if it was read already. */
export type ReadExecutionRef = Pick<FoundExecution, "execution"> & {
  readonly ids: Pick<FoundExecution["ids"], "WindowExecutionId" | "WindowId">;
};

interface ReadExecutionOptions {
  /** Whether to search for the window if it is not known, which takes a request per window. Default: true. */
  readonly search?: boolean | undefined;
  /** What may know the window, so that windows need not be searched. Default: only AWS. */
  readonly trends?: Pick<Trends, "windowOf"> | undefined;
}

/** Reads an execution down to its machines, with its window, account and region as far as they are known. */
export const readExecution = async (
  context: Context,
  found: ReadExecutionRef,
  { search = true, trends }: ReadExecutionOptions = {},
): Promise<ExecutionReport> => {
  const { host, console, options, settings } = context;
  const { WindowExecutionId, WindowId } = found.ids;
  const opened = await context.opened();
  const { client } = opened;
  const identity = readIdentity(opened, host.interrupt);
  const given = options["window"] ?? WindowId;
  const known =
    typeof given === "string"
      ? undefined
      : await trends?.windowOf({ WindowExecutionId, signal: host.interrupt });
  const isSearched = search && typeof given !== "string" && known === undefined;
  const execution =
    found.execution ?? (isSearched ? await readStatus(context, client, WindowExecutionId) : undefined);
  // The search runs beside the reading, within the same rate.
  const searching = isSearched
    ? startSearch(context, client, {
        WindowExecutionId,
        StartTime: execution?.StartTime,
        origin: execution && originOfItem(execution),
      })
    : undefined;
  const reading = reportExecution(client, {
    WindowExecutionId,
    execution,
    signal: host.interrupt,
    patches: settings.patches,
    includeSensitive: options["includeSensitive"] === true,
    onProgress: ({ invocationsRead, invocations, requests }) =>
      void console.progress(`${invocationsRead} of ${invocations} invocations read, ${requests} requests`),
  });
  reading.catch(() => searching?.stop());
  const report = await reading;
  const window =
    typeof given === "string" ? await givenWindow(context, given) : (known ?? (await searching?.window()));
  const origin = originOf({ profile: settings.profiles[0], region: undefined }, opened, await identity);
  return {
    ...(window === undefined ? {} : { Name: window.Name, WindowId: window.WindowId }),
    ...report,
    // With several accounts, the responses name the one of the execution.
    ...(report.origin !== undefined || Object.keys(origin).length === 0 ? {} : { origin }),
  };
};

/** The calls of `readExecution`: the execution with its window. */
export const callsOfExecution = (context: Context, ids: ShownExecution): Calls => {
  const { options, settings } = context;
  const WindowId = shownWindow(context, ids);
  return [
    ...callsBehind.execution(ids, settings),
    ...(typeof options["window"] === "string" && WindowId === placeholder("WindowId")
      ? callsToFind.windowNamed(options["window"].trim())
      : callsBehind.windowOf({ WindowId })),
  ];
};

type ShownExecution = Pick<LocatedIds, "WindowExecutionId" | "TaskExecutionId" | "WindowId">;

/** The ID of an execution's window, or its placeholder where the calls find it by name; undefined if they search for it. */
export const shownWindow = ({ options }: Context, { WindowId }: ShownExecution): string | undefined => {
  const given = options["window"];
  if (typeof given !== "string") return WindowId;
  return idKind(cleanId(given)) === "window" ? cleanId(given) : placeholder("WindowId");
};

/** For commands that need the window of an execution. */
export const windowOption: OptionRow = {
  flags: "--window <window>",
  about: "ID or name of the execution's window (default: search all windows, one request each)",
  group: "Options",
  completes: "windows",
};

/** A window and its registered tasks, as far as they could be read. */
export interface ExecutionWindow extends TimelineWindow {
  readonly WindowId: string;
}

/** Reads the window of an execution, if it is known. If this fails, a note tells why; the rest can be shown without. */
export const windowOf = async (
  context: Context,
  { WindowId, Name }: Pick<ExecutionReport, "WindowId" | "Name">,
): Promise<ExecutionWindow | undefined> =>
  WindowId === undefined ? undefined : readRegistration(context, await context.client(), { WindowId, Name });

/** The window that `--window` or another argument names. */
const givenWindow = async (context: Context, given: string): Promise<NamedWindow> => {
  const window = await resolveWindow(context, given);
  return window.Name === undefined ? withName(context, await context.client(), window) : window;
};

/** A window that was given by its ID, with its name. */
const withName = async (
  { console, host }: Context,
  client: Client,
  { WindowId }: NamedWindow,
): Promise<NamedWindow> => {
  try {
    const { Name } = await client.call("GetMaintenanceWindow", { WindowId }, { signal: host.interrupt });
    return { WindowId, Name };
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    await console.note(`The name of window ${WindowId} could not be read: ${error.message}`);
    return { WindowId };
  }
};

/** The status of an execution; undefined if it cannot be read, which is then found when the execution is read. */
const readStatus = async (
  { host }: Context,
  client: Client,
  WindowExecutionId: string,
): Promise<FoundExecution["execution"]> => {
  try {
    const input = { WindowExecutionId };
    return await client.call("GetMaintenanceWindowExecution", input, { signal: host.interrupt });
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    return undefined;
  }
};

/** A search for the window of an execution that has begun. */
interface WindowSearching {
  /** Waits for the window. If it is not found, a note tells why. */
  readonly window: () => Promise<NamedWindow | undefined>;
  /** Sends no more requests. */
  readonly stop: () => void;
}

const startSearch = (
  { console, host }: Context,
  client: Client,
  execution: Pick<ExecutionReport, "WindowExecutionId" | "StartTime" | "origin">,
): WindowSearching => {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(host.interrupt.reason);
  host.interrupt.addEventListener("abort", stop, { once: true });
  if (host.interrupt.aborted) stop();
  let isAwaited = false;
  const searching = findWindow(client, {
    ...execution,
    signal: stopping.signal,
    onProgress: ({ searched, windows }) => {
      if (isAwaited)
        void console.progress(`searching for the window: ${searched} of ${windows} windows read`);
    },
  });
  // A failure is reported to those who wait for the window.
  searching.catch(() => {});
  const unknown = (why: string): Promise<void> =>
    console.note(`The execution's window is unknown. ${why} Name it with --window WINDOW.`);
  const window = async (): Promise<NamedWindow | undefined> => {
    isAwaited = true;
    try {
      const found = await searching;
      if (found.window !== undefined) return found.window;
      const [gap] = found.gaps;
      await unknown(
        gap === undefined
          ? "No window in this account and region has this execution."
          : `${gap.why} ${gap.nextStep}`,
      );
    } catch (error) {
      if (!isWindowpaneError(error)) throw error;
      await unknown(error.message);
    }
    return undefined;
  };
  return { window, stop };
};

const readRegistration = async (
  { console, host }: Context,
  client: Client,
  { WindowId, Name }: NamedWindow,
): Promise<ExecutionWindow> => {
  const options = { signal: host.interrupt };
  try {
    const window = await client.call("GetMaintenanceWindow", { WindowId }, options);
    const tasks: NonNullable<TimelineWindow["tasks"]>[number][] = [];
    for await (const task of client.items("DescribeMaintenanceWindowTasks", { WindowId }, options))
      tasks.push(task);
    return { ...window, WindowId, tasks };
  } catch (error) {
    if (!isWindowpaneError(error)) throw error;
    await console.note(`The tasks registered with window ${WindowId} could not be read: ${error.message}`);
    return { WindowId, Name };
  }
};
